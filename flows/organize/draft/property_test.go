package draft

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/dialogue/dialoguetest"
)

// anything is what a person or a broken client could send.
var anything = dialoguetest.Chaos{
	Texts: rapid.OneOf(rapid.String(), rapid.SampledFrom([]string{pastedTeam, "王建国 局长", "王建国\n王建国", "第1行 李红", "第1行 删", "12345", "姓名 职务", "办公室 周正 王建国",
		"12月15日", "2026-12-15 18:00", "昨天", "2月30日", "4", "-", "hand", "keep", "done", "<b>*_[`", "\x00\u200b", strings.Repeat("长", 1500), strings.Repeat("李\n", 150)})),
	Commands: []string{"round", "round", "language", "cancel", "help", "x"},
	Forged:   []string{"", "done", "o.", "o.done", "o.hand", "o.-", "a.save", "e.people", "p.9", "back"},
	On:       []string{"draft.check.save", "engine.button.enough", "draft.admission.open"},
}

// TestWhateverComesThereIsAnAnswer throws random inputs, restarts, deploys and nights
// at the conversation: always an answer with a way on, /cancel always leads home, and
// what is kept is a round that passes as any does.
func TestWhateverComesThereIsAnAnswer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := atDesk(t)
		if rapid.Bool().Draw(t, "edits") {
			c.shelf.all = []flows.Round{edited()}
			c.Command("edit", string(edited().ID))
		}
		for range rapid.IntRange(1, 60).Draw(t, "inputs") {
			c.Unchanged(anything.Input(t, c.Person))
			c.Answered(3)
			switch rapid.SampledFrom([]string{"", "", "", "", "restart", "deploy", "night"}).Draw(t, "meanwhile") {
			case "restart":
				c.Restart()
			case "deploy":
				c.Deploy(t, people, closes, check)
			case "night":
				c.now = c.now.AddDate(0, 0, 1)
			}
		}
		for _, r := range c.shelf.all {
			if err := r.Validate(); err != nil {
				t.Fatalf("kept %+v: %v", r, err)
			}
		}
		c.Cancelled(3, "home")
	})
}
