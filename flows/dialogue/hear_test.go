package dialogue_test

import (
	"testing"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// TestAMissIsRememberedAndTheEffectIsNotTold asks for a word at a door: what a
// wrong one leaves behind comes from the step, only where the effect says so.
func TestAMissIsRememberedAndTheEffectIsNotTold(t *testing.T) {
	for _, c := range []struct {
		name string
		out  dialogue.Outcome
		want string
	}{
		{"right", dialogue.Outcome{}, ""},
		{"failed otherwise", dialogue.Outcome{Failed: true}, ""},
		{"missed", dialogue.Outcome{Failed: true, Missed: true}, "1"},
		{"missed, and moved on", dialogue.Outcome{Missed: true, Move: &dialogue.Move{Goto: "other"}}, "1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked := dialogue.Effect{}
			p := &dialoguetest.Person{TB: t, Book: gate, Do: func(e dialogue.Effect) dialogue.Outcome { asked = e; return c.out }}
			p.Input(dialogue.Input{})
			p.Type("sesame")
			if got := p.Session.Fact("", "wrong"); got != c.want {
				t.Errorf("remembered %q, want %q", got, c.want)
			}
			if asked.Payload != "sesame" || asked.Then.Missed != nil {
				t.Errorf("the effect is %+v", asked)
			}
		})
	}
}

// gate is a page that hears, before one that does not.
func gate(dialogue.Session) dialogue.Book {
	f := dialogue.Flow{Name: "gate", Version: 1, Steps: []dialogue.Step{
		{ID: "word", Title: dialogue.Verbatim("Word"), Page: &dialogue.Page{Hear: &dialogue.Hear{Effect: "open",
			Missed: []dialogue.Fact{{Name: "wrong", Value: "1"}}}}},
		{ID: "other", Title: dialogue.Verbatim("Other"), Page: &dialogue.Page{}},
	}}
	return dialogue.Book{Home: dialogue.Ref{Flow: "gate"}, Flow: func(dialogue.Ref) (dialogue.Flow, bool) { return f, true }}
}
