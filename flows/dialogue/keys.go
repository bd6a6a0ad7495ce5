package dialogue

import (
	"slices"
	"strings"

	"soundings/flows/text"
)

// A key is a button of the present screen and what a tap on it does. A tap is
// taken only if its key is on the screen now, so whatever is not shown cannot
// be pressed.
type key struct {
	label Text
	id    string // within the screen
	copy  string
	do    func(*turn)
}

// asCommand begins the data of a button that is a command.
const asCommand = "/"

// CommandButton is a button that does what a command does. It is of no screen, so
// it never goes stale: for cards that nobody has asked for just now.
func CommandButton(label Text, name string) Button {
	return Button{Label: label, Data: asCommand + name}
}

// Commands says that the input is a command: typed, or by a CommandButton.
func (in Input) Commands() bool {
	return in.Kind == Command || in.Kind == Tapped && strings.HasPrefix(in.Text, asCommand)
}

// tapped takes a tap: on the present screen, or on an old one.
func (t *turn) tapped(data string) {
	if name, ok := strings.CutPrefix(data, asCommand); ok {
		t.command(name, "")
		return
	}
	stamp, id, ok := strings.Cut(strings.TrimSuffix(data, keep), ".")
	if !ok || stamp == "" || stamp != t.s.Nonce {
		t.notice = Say("engine.stale")
		return
	}
	for _, row := range t.keys() {
		for _, k := range row {
			if k.id == id && k.do != nil {
				k.do(t)
				return
			}
		}
	}
	t.notice = Say("engine.stale")
}

// keys are the rows of buttons of the present screen.
func (t *turn) keys() [][]key {
	step, f := t.step(), t.top()
	switch {
	case step.Review != nil && f.Picking:
		return append(t.editKeys(step.Review), t.common())
	case step.Choice != nil:
		return append(t.choiceKeys(step.choice(f.Answers)), t.common())
	case step.Writing != nil:
		return append(writingKeys(step, f.Answers), t.common())
	case step.Review != nil:
		return append(reviewKeys(step.Review), t.common())
	case step.Page != nil && step.Page.Bare:
		return actionKeys(step.Page.Actions, f.Answers)
	case step.Page != nil:
		return append(actionKeys(step.Page.Actions, f.Answers), t.common())
	}
	return [][]key{t.common()}
}

func (t *turn) common() []key {
	return []key{
		{label: Say("engine.button.back"), id: "back", do: (*turn).back},
		{label: Say("engine.button.cancel"), id: "cancel", do: (*turn).cancel},
	}
}

func writingKeys(step Step, a Answers) [][]key {
	w, said := step.Writing, a[step.ID]
	var row []key
	if said != "" && text.Len(said) >= w.Min {
		row = append(row, key{label: Say("engine.button.done"), id: "done", do: (*turn).next})
	}
	if said != "" {
		row = append(row, key{label: Say("engine.button.rewrite"), id: "rewrite", do: (*turn).anew})
	}
	if w.optional(a) {
		label := Say("engine.button.skip")
		if said != "" {
			label = Say("engine.button.drop")
		}
		row = append(row, key{label: label, id: "skip", do: func(t *turn) { t.answer(""); t.next() }})
	}
	if row == nil {
		return nil
	}
	return [][]key{row}
}

// optional says whether it may be skipped as things stand.
func (w Writing) optional(a Answers) bool { return w.Optional && (w.Needed == nil || !w.Needed(a)) }

func reviewKeys(r *Review) [][]key {
	edit := key{label: Say("engine.button.edit"), id: "edit", do: func(t *turn) { t.top().Picking, t.dirty = true, true }}
	return [][]key{{actionKey(r.Submit, nil)}, {edit, actionKey(r.Discard, nil)}}
}

// editKeys offer the fields whose steps apply, two a row.
func (t *turn) editKeys(r *Review) [][]key {
	var row []key
	for _, field := range r.Fields {
		if step, ok := t.book.step(Frame{Ref: t.top().Ref, Step: field.Step}); ok && step.applies(t.top().Answers) {
			row = append(row, key{label: field.Label, id: "e." + field.Step, do: edit(field.Step)})
		}
	}
	return slices.Collect(slices.Chunk(row, 2))
}

func edit(step string) func(*turn) {
	return func(t *turn) {
		review := t.top().Step
		t.goTo(step)
		t.top().Return = review
	}
}

func actionKeys(actions []Action, a Answers) [][]key {
	var rows [][]key
	for i, action := range actions {
		if i == 0 || action.Row != actions[i-1].Row {
			rows = append(rows, nil)
		}
		rows[len(rows)-1] = append(rows[len(rows)-1], actionKey(action, a))
	}
	return rows
}

func actionKey(action Action, a Answers) key {
	k := key{label: action.Label, id: "a." + action.ID}
	if action.Copy != nil {
		k.copy = action.Copy(a)
		return k
	}
	k.do = func(t *turn) { t.move(action.Move) }
	return k
}
