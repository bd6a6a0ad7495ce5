package dialoguetest

import (
	"pgregory.net/rapid"

	"soundings/flows/dialogue"
)

// A Chaos is what could come from a person or a broken client besides taps on
// the present screen.
type Chaos struct {
	Texts    *rapid.Generator[string]
	Commands []string
	Forged   []string // behind the right nonce
	On       []string // labels that somebody taps who wants to be done; none: they tap anything
}

// Input is any input: most of the time a tap on what is there.
func (c Chaos) Input(t *rapid.T, p *Person) dialogue.Input {
	one := func(from []string, what string) string { return rapid.SampledFrom(from).Draw(t, what) }
	tap := func(data string) dialogue.Input { return dialogue.Input{Kind: dialogue.Tapped, Text: data} }
	switch kind := one([]string{"on", "on", "on", "tap", "tap", "tap", "tap", "old", "forged", "standing", "text", "text", "command", "media", "document", "edited", "show"}, "input"); kind {
	case "on", "tap":
		if b, ok := p.wayOn(c.On); ok && kind == "on" {
			return tap(b.Data)
		}
		if buttons := p.Buttons(); len(buttons) > 0 {
			return tap(rapid.SampledFrom(buttons).Draw(t, "button").Data)
		}
	case "old":
		if len(p.Old) > 0 {
			return tap(one(p.Old, "old"))
		}
	case "forged":
		return tap(p.Session.Nonce + "." + one(c.Forged, "forged"))
	case "standing":
		return tap(dialogue.CommandButton(dialogue.Text{}, one(c.Commands, "standing")).Data)
	case "text":
		return dialogue.Input{Kind: dialogue.Typed, Text: c.Texts.Draw(t, "text")}
	case "command":
		return dialogue.Input{Kind: dialogue.Command, Text: one(c.Commands, "command"), Payload: one([]string{"", "t_x"}, "payload")}
	case "media":
		return dialogue.Input{Kind: dialogue.Media, Text: one([]string{"photo", "voice", "other"}, "media")}
	case "document":
		return document(one([]string{"round.yaml", "合影.JPG", "", "汇总.xlsx"}, "name"), rapid.Int64().Draw(t, "size"))
	case "edited":
		return dialogue.Input{Kind: dialogue.Edited}
	}
	return dialogue.Input{Kind: dialogue.Show}
}

// wayOn is the first of these buttons that is there, else the first there is.
func (p *Person) wayOn(labels []string) (b dialogue.Button, ok bool) {
	for _, label := range labels {
		if p.Has(label) {
			return p.Button(label), true
		}
	}
	if buttons := p.Buttons(); len(buttons) > 0 && len(labels) > 0 {
		return buttons[0], true
	}
	return b, false
}

// Answered fails unless there is an answer with a way on that a chat network can
// show, and no more conversations wait than these.
func (p *Person) Answered(waiting int) {
	p.TB.Helper()
	card := p.Screen.Card
	if len(card.Blocks) == 0 || len(card.Buttons) == 0 || len(p.Buttons()) > 100 {
		p.TB.Fatalf("no answer, or no way on, or too many, at %+v", p.Frame())
	}
	for _, row := range card.Buttons {
		if len(row) > 8 {
			p.TB.Fatalf("%d buttons in a row", len(row))
		}
	}
	for _, b := range p.Buttons() {
		if (b.Data == "") == (b.Copy == "") || len(b.Data) > 64 || b.Label.Zero() {
			p.TB.Fatalf("button %+v", b)
		}
	}
	for _, b := range card.Blocks {
		if b.Text.Zero() {
			p.TB.Fatalf("an empty block at %+v", p.Frame())
		}
	}
	if len(p.Session.Frames) > waiting {
		p.TB.Fatalf("%d conversations wait", len(p.Session.Frames))
	}
}

// Cancelled fails unless /cancel, as often as conversations may wait, leads home.
func (p *Person) Cancelled(waiting int, home string) {
	p.TB.Helper()
	for range waiting + 1 {
		p.Command("cancel", "")
		p.Answered(waiting)
	}
	if len(p.Session.Frames) != 1 || p.Frame().Flow != home {
		p.TB.Fatalf("/cancel leads to %+v", p.Session.Frames)
	}
}

// Unchanged takes an input, and fails if the engine changed the session that it
// was given.
func (p *Person) Unchanged(in dialogue.Input) {
	p.TB.Helper()
	before := p.Session
	was := p.stored(before)
	p.Input(in)
	if is := p.stored(before); is != was {
		p.TB.Fatalf("Advance changed its argument:\n%s\n%s", was, is)
	}
}

// Deploy lets the conversation on the table come from an older version, at one
// of these steps.
func (p *Person) Deploy(t *rapid.T, steps ...string) {
	f := &p.Session.Frames[len(p.Session.Frames)-1]
	f.Version--
	f.Step = rapid.SampledFrom(append(steps, "gone")).Draw(t, "step")
}
