package dialogue_test

import (
	"testing"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// What was asked for is concluded where the session has gone on since, as if
// the person had come back for it.
func TestWhatWasAskedForIsConcludedInASessionThatWentOn(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile func(*guest)
		below     string // what waits below then
	}{
		"nothing":          {func(*guest) {}, "door"},
		"given up":         {func(g *guest) { g.Command("cancel", "") }, "door"},
		"a page was read":  {func(g *guest) { g.Command("language", "") }, "door"},
		"it was changed":   {func(g *guest) { g.Tap("engine.button.edit"); g.Tap("edit leaf"); g.Tap("green") }, "door"},
		"the house closed": {func(g *guest) { g.Command("cancel", ""); g.closed = true }, ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGuest(t)
			g.toCheck()
			number := g.Frame().Answers["number"]
			asked := dialogue.Advance(g.Book(g.Session), g.Session, dialogue.Input{Kind: dialogue.Tapped, Text: g.Button("order").Data})
			c.meanwhile(g)
			book := g.Book(g.Session)
			went := dialogue.Reopen(book, g.Session, *asked.Effect)
			r := dialogue.Conclude(book, went, *asked.Effect, dialogue.Outcome{}, dialoguetest.Random(99))
			if frames := r.Session.Frames; c.below == "" {
				if len(frames) != 1 || frames[0].Step != "door" || r.Once != "" {
					t.Errorf("of a conversation that is over stands %+v", frames)
				}
			} else if len(frames) != 2 || frames[0].Step != c.below || frames[1].Step != "cup" || r.Once != number {
				t.Errorf("stands %+v and shows %q, want the cup with %q", frames, r.Once, number)
			}
		})
	}
}
