package dialogue_test

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// tea is a small conversation with one step of every kind.
func tea(version int, change func(*dialogue.Flow)) dialogue.Flow {
	option := func(id string) dialogue.Option { return dialogue.Option{ID: id, Label: dialogue.Verbatim(id)} }
	f := dialogue.Flow{Name: "tea", Version: version, Steps: []dialogue.Step{
		{ID: "leaf", Title: dialogue.Verbatim("Leaf"), Choice: &dialogue.Choice{Columns: 2, Options: []dialogue.Option{option("green"), option("black")}}},
		{ID: "milk", Title: dialogue.Verbatim("Milk"), Choice: &dialogue.Choice{Options: []dialogue.Option{option("yes"), option("no")}},
			When: func(a dialogue.Answers) bool { return a["leaf"] == "black" }},
		{ID: "wish", Title: dialogue.Verbatim("Wish"), Writing: &dialogue.Writing{Min: 2, Max: 10}},
		{ID: "check", Title: dialogue.Verbatim("Check"), Draw: func(r dialogue.Random) dialogue.Answers { return dialogue.Answers{"number": string('a' + r[0]%26)} },
			Review: &dialogue.Review{
				Submit:  dialogue.Action{ID: "order", Label: dialogue.Verbatim("order"), Move: dialogue.Move{Effect: "brew", Goto: "cup"}},
				Discard: dialogue.Action{ID: "drop", Label: dialogue.Verbatim("drop"), Move: dialogue.Move{Leave: true}},
				Fields:  []dialogue.Field{{Step: "leaf", Label: dialogue.Verbatim("edit leaf")}, {Step: "milk", Label: dialogue.Verbatim("edit milk")}},
			}},
		{ID: "cup", Title: dialogue.Verbatim("Cup"), Final: true, Once: "number", Fresh: true,
			Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{{ID: "bye", Label: dialogue.Verbatim("bye"), Move: dialogue.Move{Leave: true}}}}},
	}}
	if change != nil {
		change(&f)
	}
	return f
}

func door() dialogue.Flow {
	return dialogue.Flow{Name: "door", Version: 1, Steps: []dialogue.Step{{ID: "door", Title: dialogue.Verbatim("Door"),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "in", Label: dialogue.Verbatim("in"), Move: dialogue.Move{Enter: dialogue.Ref{Flow: "tea"}}}}}}}}
}

// guest is somebody at the tea house; the house may change what it offers.
type guest struct {
	*dialoguetest.Person
	tea    dialogue.Flow
	closed bool
	brewed int
	out    dialogue.Outcome
}

func newGuest(t *testing.T) *guest {
	g := &guest{tea: tea(1, nil)}
	g.Person = &dialoguetest.Person{TB: t, Book: func(dialogue.Session) dialogue.Book {
		return dialogue.Book{Home: dialogue.Ref{Flow: "door"},
			Languages: []dialogue.Language{{Tag: "en", Name: "English"}, {Tag: "fr", Name: "français"}},
			Command:   func(string, string) (dialogue.Move, bool) { return dialogue.Move{}, false },
			Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
				if r.Flow == "tea" {
					return g.tea, !g.closed
				}
				return door(), r.Flow == "door"
			}}
	}, Do: func(dialogue.Effect) dialogue.Outcome { g.brewed++; return g.out }}
	g.Input(dialogue.Input{})
	g.Tap("in")
	return g
}

func (g *guest) toCheck() {
	g.Tap("black")
	g.Tap("no")
	g.Type("hot")
	g.Tap("engine.button.done")
	g.At("check")
}

func TestStepsThatDoNotApplyArePassedOver(t *testing.T) {
	g := newGuest(t)
	g.Tap("green")
	g.At("wish")
	g.Tap("engine.button.back")
	g.At("leaf")
	g.Tap("black")
	g.At("milk")
}

func TestADrawnAnswerStaysThroughEdits(t *testing.T) {
	g := newGuest(t)
	g.toCheck()
	number := g.Frame().Answers["number"]
	g.Tap("engine.button.edit")
	g.Tap("edit leaf")
	g.Tap("green")
	g.At("check")
	if got := g.Frame().Answers["number"]; got != number || number == "" {
		t.Errorf("drew %q, then %q", number, got)
	}
	g.Tap("engine.button.edit")
	if g.Has("edit milk") {
		t.Error("a step that does not apply can be edited")
	}
	g.Tap("engine.button.back")
	g.At("check")
}

func TestAnEffectMovesOnOnlyWhenItWentWell(t *testing.T) {
	g := newGuest(t)
	g.toCheck()
	g.out = dialogue.Outcome{Failed: true, Notice: dialogue.Say("no.water")}
	g.Tap("order")
	g.At("check")
	g.Noticed("no.water")
	g.out = dialogue.Outcome{}
	g.Tap("order")
	g.At("cup")
	if g.brewed != 2 || g.Screen.Once == "" || !g.Screen.Fresh {
		t.Errorf("%d effects, screen %+v", g.brewed, g.Screen)
	}
	if a := g.Frame().Answers; len(a) != 0 {
		t.Errorf("the end keeps %v although it was shown", a)
	}
}

func TestWhatIsShownOnceComesFirstUntilItArrived(t *testing.T) {
	g := newGuest(t)
	g.toCheck()
	g.Deaf = true
	g.Tap("order")
	for range 3 {
		g.Command("cancel", "")
		g.At("cup")
	}
	g.Deaf = false
	g.Type("anything")
	g.At("cup")
	g.Tap("bye")
	g.At("door")
	if !g.Screen.Fresh {
		t.Error("the screen behind it takes the place of what was shown once")
	}
}

func TestADeployInTheMiddleOfAConversation(t *testing.T) {
	for _, c := range []struct {
		name, want, notice string
		change             func(*dialogue.Flow)
	}{
		{"the step is still there", "check", "", nil},
		{"the step is gone and another was put in", "sugar", "engine.changed", func(f *dialogue.Flow) {
			f.Steps[3].ID = "confirm"
			f.Steps = slices.Insert(f.Steps, 3, dialogue.Step{ID: "sugar", Title: dialogue.Verbatim("Sugar"), Writing: &dialogue.Writing{Min: 1, Max: 2}})
		}},
		{"a choice is no longer offered", "leaf", "engine.changed", func(f *dialogue.Flow) {
			f.Steps[0].Choice.Options = f.Steps[0].Choice.Options[:1]
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := newGuest(t)
			g.toCheck()
			g.tea = tea(2, c.change)
			g.Input(dialogue.Input{})
			g.At(c.want)
			g.Noticed(c.notice)
			if g.Frame().Answers["wish"] != "hot" {
				t.Errorf("what was written is gone: %v", g.Frame().Answers)
			}
		})
	}
}

func TestAConversationThatIsOverLeadsHome(t *testing.T) {
	g := newGuest(t)
	g.Tap("green")
	g.closed = true
	g.Type("hot")
	g.At("door")
}

func TestBackFromTheFirstStep(t *testing.T) {
	g := newGuest(t)
	g.Tap("engine.button.back")
	g.At("door")
	if len(g.Session.Frames) != 1 {
		t.Error("an empty conversation waits")
	}
	g.Tap("in")
	g.Tap("green")
	g.Tap("engine.button.back")
	g.Tap("engine.button.back")
	g.At("door")
	g.Tap("in")
	g.At("leaf")
	if g.Frame().Answers["leaf"] != "green" {
		t.Error("the answer is gone")
	}
}

func TestOldAndForeignButtonsAreAnsweredKindly(t *testing.T) {
	g := newGuest(t)
	old := g.Old[0]
	g.Tap("green")
	for _, data := range []string{old, "", ".", "nonsense", g.Session.Nonce + ".", g.Session.Nonce + ".o.black", strings.Repeat("x", 64)} {
		g.Input(dialogue.Input{Kind: dialogue.Tapped, Text: data})
		g.Noticed("engine.stale")
		g.At("wish")
	}
}

// A card that nobody asked for has buttons that are commands: they work at any
// step, as often as they are tapped, and what is owed still comes first.
func TestAButtonThatIsACommandNeverGoesStale(t *testing.T) {
	g := newGuest(t)
	tap := func(name string) {
		g.Input(dialogue.Input{Kind: dialogue.Tapped, Text: dialogue.CommandButton(dialogue.Verbatim("x"), name).Data})
	}
	g.toCheck()
	tap("language")
	g.At("language")
	g.Tap("français")
	g.At("check")
	tap("nonsense")
	g.Noticed("engine.unknown_command")
	g.Deaf = true
	g.Tap("order")
	for range 2 {
		tap("language")
		g.At("cup")
	}
	g.Deaf = false
	g.Type("anything")
	tap("language")
	g.At("language")
}

func TestButtonsChangeWithTheScreenAndOnlyThen(t *testing.T) {
	g := newGuest(t)
	before := g.Session.Nonce
	g.Input(dialogue.Input{})
	g.Command("help", "")
	if g.Session.Nonce != before {
		t.Error("the same screen has other buttons: a card still on display would be dead")
	}
	g.Tap("green")
	if g.Session.Nonce == before {
		t.Error("another screen has the same buttons: a double tap would count twice")
	}
}

func TestTheLanguageIsChosenInTheMiddle(t *testing.T) {
	g := newGuest(t)
	g.Tap("green")
	g.Command("language", "")
	g.Tap("français")
	g.At("wish")
	if g.Session.Lang != "fr" {
		t.Errorf("language %q", g.Session.Lang)
	}
	g.Command("language", "en")
	g.At("wish")
	if g.Session.Lang != "en" {
		t.Errorf("language %q", g.Session.Lang)
	}
}

func BenchmarkAdvance(b *testing.B) {
	s := dialogue.Session{}
	book := dialogue.Book{Home: dialogue.Ref{Flow: "tea"}, Flow: func(r dialogue.Ref) (dialogue.Flow, bool) { return tea(1, nil), r.Flow == "tea" }}
	s = dialogue.Advance(book, s, dialogue.Input{}).Session
	tap := s.Nonce + ".o.green"
	b.ReportAllocs()
	for b.Loop() {
		dialogue.Advance(book, s, dialogue.Input{Kind: dialogue.Tapped, Text: tap})
	}
}

func TestADeployKeepsWhatIsOwed(t *testing.T) {
	g := newGuest(t)
	g.toCheck()
	g.Deaf = true
	g.Tap("order")
	number := g.Frame().Answers["number"]
	g.Deaf, g.tea = false, tea(2, nil)
	g.Type("anything")
	g.At("cup")
	if g.Screen.Once != number || number == "" {
		t.Errorf("what was owed (%q) is not shown: %+v", number, g.Screen)
	}
}

func TestACardThatMustStayIsToldByItsButtons(t *testing.T) {
	g := newGuest(t)
	g.toCheck()
	if dialogue.Keeps(g.Button("order").Data) {
		t.Error("an ordinary card keeps")
	}
	g.Tap("order")
	if !dialogue.Keeps(g.Button("bye").Data) {
		t.Error("the card that shows something once may be edited")
	}
}
