package dialogue

import (
	"slices"
	"strconv"
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

const pageSize = 8

// asCommand begins the data of a button that is a command.
const asCommand = "/"

// CommandButton is a button that does what a command does. It is of no screen, so
// it never goes stale: for cards that nobody has asked for just now.
func CommandButton(label Text, name string) Button {
	return Button{Label: label, Data: asCommand + name}
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
		return append(t.choiceKeys(step), t.common())
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

func (t *turn) choiceKeys(step Step) [][]key {
	c, chosen := step.Choice, t.top().Answers[step.ID]
	from := min(t.top().Page*pageSize, len(c.Options))
	rows := optionRows(c.Options[from:min(from+pageSize, len(c.Options))], c.Columns, chosen)
	if row := pageKeys(t.top().Page, len(c.Options)); row != nil {
		rows = append(rows, row)
	}
	return append(rows, optionRows(c.Pinned, c.Columns, chosen)...)
}

func optionRows(options []Option, columns int, chosen string) [][]key {
	var row []key
	for _, o := range options {
		row = append(row, optionKey(o, o.ID == chosen))
	}
	return slices.Collect(slices.Chunk(row, max(columns, 1)))
}

// pageOf is the page that an option stands on, the first where it is not there.
func (c Choice) pageOf(id string) int {
	i := slices.IndexFunc(c.Options, func(o Option) bool { return o.ID == id })
	return max(i, 0) / pageSize
}

func optionKey(o Option, chosen bool) key {
	k := key{label: o.Label, id: "o." + o.ID, do: func(t *turn) { t.answer(o.ID); t.next() }}
	if o.Move != nil {
		k.do = func(t *turn) { t.move(*o.Move) }
	} else if chosen {
		k.label = Say("engine.button.chosen", "label", o.Label)
	}
	return k
}

func pageKeys(page, options int) []key {
	pages := (options + pageSize - 1) / pageSize
	if pages < 2 {
		return nil
	}
	turnTo := func(p int) func(*turn) {
		return func(t *turn) { t.top().Page, t.dirty = p, true }
	}
	var row []key
	if page > 0 {
		row = append(row, key{label: Say("engine.button.page_back"), id: "p." + strconv.Itoa(page-1), do: turnTo(page - 1)})
	}
	if page < pages-1 {
		row = append(row, key{label: Say("engine.button.page_on", "page", page+1, "pages", pages),
			id: "p." + strconv.Itoa(page+1), do: turnTo(page + 1)})
	}
	return row
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
	if w.Optional {
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
