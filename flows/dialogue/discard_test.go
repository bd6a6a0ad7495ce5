package dialogue_test

import (
	"testing"

	"soundings/flows/dialogue"
)

// brewing is a guest whose tea may be on its way already: it is not given up
// before somebody has looked.
func brewing(t *testing.T) *guest {
	g := newGuest(t)
	g.tea.Discard = func(a dialogue.Answers) *dialogue.Move {
		if a["number"] == "" {
			return nil
		}
		return &dialogue.Move{Effect: "look", Leave: true, Notice: dialogue.Say("given up")}
	}
	book := g.Book
	g.Book = func(s dialogue.Session) dialogue.Book {
		b := book(s)
		b.Command = func(string, string) (dialogue.Move, bool) { return dialogue.Move{Enter: b.Home}, true }
		return b
	}
	return g
}

func home(g *guest) {
	g.toCheck()
	g.Command("go", "")
	g.At("door")
}

func TestWhatIsMoreThanLeftWhenGivenUp(t *testing.T) {
	for name, c := range map[string]struct {
		to     func(*guest)
		finds  *dialogue.Move
		looks  int
		at     string
		notice string
	}{
		"nothing drawn":                 {func(*guest) {}, nil, 0, "door", ""},
		"on the table":                  {(*guest).toCheck, nil, 1, "door", "given up"},
		"it waits below home":           {home, nil, 1, "door", "given up"},
		"it is found":                   {(*guest).toCheck, &dialogue.Move{Goto: "cup"}, 1, "cup", ""},
		"it is found, waiting":          {home, &dialogue.Move{Goto: "cup"}, 1, "cup", ""},
		"it has come to its end before": {func(g *guest) { g.toCheck(); g.Tap("order"); g.brewed = 0 }, nil, 0, "door", ""},
	} {
		t.Run(name, func(t *testing.T) {
			g := brewing(t)
			c.to(g)
			g.out.Move = c.finds
			g.Command("cancel", "")
			g.At(c.at)
			if g.brewed != c.looks || c.notice != "" && g.Screen.Notice.Key != c.notice {
				t.Errorf("it was looked for %d times, and %+v is told", g.brewed, g.Screen.Notice)
			}
			if c.at == "door" && len(g.Session.Frames) != 1 {
				t.Errorf("there waits %+v", g.Session.Frames)
			}
		})
	}
}
