package dialogue

import (
	"strings"

	"soundings/flows/text"
)

// card is the present screen.
func (t *turn) card() Card {
	step, f := t.step(), t.top()
	c := Card{}
	if step.Take != nil && step.Take.Refused.Zero() {
		c.Takes = step.Take
	}
	if !t.notice.Zero() {
		c.Blocks = append(c.Blocks, Block{Kind: Notice, Text: t.notice})
	}
	c.Blocks = append(c.Blocks, Block{Kind: Title, Text: t.title(step)})
	if step.Review != nil && f.Picking {
		c.Blocks = append(c.Blocks, Block{Text: Say("engine.pick")})
	} else {
		c.Blocks = append(c.Blocks, said(step, f.Answers)...)
	}
	for _, row := range t.keys() {
		if buttons := t.buttons(row); len(buttons) > 0 {
			c.Buttons = append(c.Buttons, buttons)
		}
	}
	return c
}

func (t *turn) buttons(row []key) []Button {
	var buttons []Button
	for _, k := range row {
		switch {
		case k.copy != "":
			buttons = append(buttons, Button{Label: k.label, Copy: k.copy})
		case k.do != nil:
			buttons = append(buttons, Button{Label: k.label, Data: t.s.Nonce + "." + k.id + t.mark()})
		}
	}
	return buttons
}

// keep ends the data of buttons on a card that must stay as it is.
const keep = "!"

// mark is keep on a screen that shows something once.
func (t *turn) mark() string {
	if t.step().Once != "" {
		return keep
	}
	return ""
}

// Keeps says of a button's data that its card must never be edited, however
// late the tap is: what it shows is shown nowhere else.
func Keeps(data string) bool { return strings.HasSuffix(data, keep) }

// said is what the step says, and what was written so far.
func said(step Step, a Answers) []Block {
	var blocks []Block
	if step.Say != nil {
		blocks = step.Say(a)
	}
	if w := step.Writing; w != nil && a[step.ID] != "" {
		blocks = append(blocks, Block{Kind: Quote, Text: Verbatim(a[step.ID])},
			Block{Text: soFar(text.Len(a[step.ID]), w)})
	}
	return blocks
}

func soFar(length int, w *Writing) Text {
	if length < w.Min {
		return Say("engine.text.so_far_short", "length", length, "max", w.Max)
	}
	return Say("engine.text.so_far", "length", length, "max", w.Max)
}

// title names the step, with the progress where the step counts.
func (t *turn) title(step Step) Text {
	n, of := t.flow().progress(step, t.top().Answers)
	if n == 0 {
		return step.Title
	}
	return Say("engine.progress", "title", step.Title, "step", n, "steps", of)
}

// progress is the step's number among those that count, or 0 where it does not
// or where it would stand alone.
func (f Flow) progress(step Step, a Answers) (n, of int) {
	for _, s := range f.Steps {
		if !f.Reading && s.counts() && s.applies(a) {
			of++
			if s.ID == step.ID {
				n = of
			}
		}
	}
	if of < 2 {
		return 0, of
	}
	return n, of
}

func (s Step) counts() bool { return !s.Gate && !s.Final && s.Page == nil }
