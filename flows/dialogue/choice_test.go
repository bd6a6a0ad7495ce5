package dialogue_test

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows/dialogue"
	"soundings/flows/dialogue/dialoguetest"
)

// baker is somebody who puts cakes together: of several fruits, on a day, and
// with a wish unless the fruits say it all.
type baker struct {
	*dialoguetest.Person
	cake dialogue.Flow
}

func fruits(names string) []dialogue.Option {
	var all []dialogue.Option
	for _, n := range strings.Fields(names) {
		all = append(all, dialogue.Option{ID: n, Value: "f-" + n, Label: dialogue.Verbatim(n)})
	}
	return all
}

func cake() dialogue.Flow {
	fruit := dialogue.Choice{Many: true, Per: 4, Columns: 2, Options: fruits("apple pear plum fig quince"),
		Typed: func(_ dialogue.Answers, said string) dialogue.Option {
			if name, ok := strings.CutPrefix(said, "f-"); ok {
				said = name
			}
			if said == "stone" {
				return dialogue.Option{Move: &dialogue.Move{Notice: dialogue.Say("no.fruit")}}
			}
			return dialogue.Option{Value: "f-" + said}
		}}
	return dialogue.Flow{Name: "cake", Version: 1, Steps: []dialogue.Step{
		{ID: "fruit", Title: dialogue.Verbatim("Fruit"), Choice: &fruit, Clears: []string{"size"}},
		{ID: "size", Title: dialogue.Verbatim("Size"), Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			return dialogue.Choice{Columns: 2, Options: append(fruits(strings.Repeat("big ", len(dialogue.Several(a["fruit"])))),
				dialogue.Option{Label: dialogue.Verbatim("·")})}
		}}},
		{ID: "name", Title: dialogue.Verbatim("Name"), Writing: &dialogue.Writing{Min: 1, Max: 20, Optional: true}},
		{ID: "wish", Title: dialogue.Verbatim("Wish"), Writing: &dialogue.Writing{Max: 20, Optional: true,
			Needed: func(a dialogue.Answers) bool { return a["name"] == "" && a["wish"] == "" }}},
		{ID: "check", Title: dialogue.Verbatim("Check"), Review: &dialogue.Review{
			Submit: dialogue.Action{ID: "bake", Label: dialogue.Verbatim("bake"), Move: dialogue.Move{Leave: true}},
			Fields: []dialogue.Field{{Step: "fruit", Label: dialogue.Verbatim("edit fruit")}, {Step: "wish", Label: dialogue.Verbatim("edit wish")}}}},
	}}
}

// shelf is read, not filled in: a cake on it is looked at, or baked again.
func shelf() dialogue.Flow {
	begin := func(answers dialogue.Answers) *dialogue.Move {
		return &dialogue.Move{Enter: dialogue.Ref{Flow: "cake"}, Begin: answers, Goto: "size"}
	}
	return dialogue.Flow{Name: "shelf", Version: 1, Reading: true, Steps: []dialogue.Step{
		{ID: "cakes", Title: dialogue.Verbatim("Cakes"), Choice: &dialogue.Choice{Options: []dialogue.Option{
			{ID: "old", Label: dialogue.Verbatim("old cake")},
			{ID: "again", Label: dialogue.Verbatim("bake again"), Move: begin(dialogue.Answers{"fruit": "f-fig"})}}}},
		{ID: "cake", Title: dialogue.Verbatim("Cake"), Choice: &dialogue.Choice{Options: fruits("nice")}},
	}}
}

func newBaker(t *testing.T) *baker {
	b := &baker{cake: cake()}
	b.Person = &dialoguetest.Person{TB: t, Book: func(dialogue.Session) dialogue.Book {
		return dialogue.Book{Home: dialogue.Ref{Flow: "door"},
			Command: func(name, _ string) (dialogue.Move, bool) {
				return dialogue.Move{Enter: dialogue.Ref{Flow: name}}, true
			},
			Flow: func(r dialogue.Ref) (dialogue.Flow, bool) {
				f, ok := map[string]dialogue.Flow{"door": door(), "cake": b.cake, "shelf": shelf()}[r.Flow]
				return f, ok
			}}
	}}
	b.Command("cake", "")
	return b
}

func (b *baker) chose(want ...string) {
	b.TB.Helper()
	if got := dialogue.Several(b.Frame().Answers["fruit"]); !slices.Equal(got, want) {
		b.TB.Fatalf("chose %v, want %v", got, want)
	}
}

func TestTheFirstOfSeveralMovesOnTheOthersAreAdded(t *testing.T) {
	b := newBaker(t)
	if b.Has("engine.button.enough") {
		t.Error("nothing is enough")
	}
	b.Tap("pear")
	b.At("size")
	b.Tap("engine.button.back")
	b.Tap("fig")
	b.At("fruit")
	b.chose("f-pear", "f-fig")
	if b.Button("pear").Label.Key != "engine.button.chosen" || b.Button("plum").Label.Key != "" {
		t.Error("what is chosen is not marked, or what is not is")
	}
	b.Tap("pear")
	b.chose("f-fig")
	b.Tap("engine.button.enough")
	b.At("size")
}

func TestWhoTakesAllAwayBeginsAnew(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	b.Tap("engine.button.back")
	b.Tap("pear")
	b.chose()
	b.At("fruit")
	b.Tap("plum")
	b.At("size")
}

func TestAChangeOfSeveralClearsWhatHungOnThem(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	b.Tap("big")
	b.Tap("engine.button.back")
	b.Tap("engine.button.back")
	b.Tap("fig")
	if got := b.Frame().Answers["size"]; got != "" {
		t.Errorf("size %q is left", got)
	}
}

func TestAMessageIsTakenLikeATap(t *testing.T) {
	b := newBaker(t)
	b.Type("stone")
	b.Noticed("no.fruit")
	b.At("fruit")
	b.Type("\u200b")
	b.Noticed("engine.text.empty")
	b.Type("cherry")
	b.At("size")
	b.Type("huge")
	b.Noticed("engine.use_buttons")
	b.Tap("engine.button.back")
	b.Type("pear")
	b.chose("f-cherry", "f-pear")
}

func TestAMessageBringsBackTheFirstPage(t *testing.T) {
	b := newBaker(t)
	b.Tap("engine.button.page_on")
	if b.Has("apple") || !b.Has("quince") {
		t.Error("a page does not hold as many as it says")
	}
	b.Type("stone")
	if !b.Has("apple") {
		t.Error("the page is the second still")
	}
}

func TestFewerOptionsThanThereWereLeaveAPage(t *testing.T) {
	b := newBaker(t)
	b.Tap("engine.button.page_on")
	b.cake.Steps[0].Choice.Options = fruits("apple pear")
	b.Input(dialogue.Input{})
	b.Tap("pear")
	b.At("size")
}

func TestAChoiceFollowsWhatWasAnswered(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	b.Tap("engine.button.back")
	b.Tap("fig")
	b.Tap("engine.button.enough")
	if got := len(b.Screen.Card.Buttons[0]); got != 2 {
		t.Errorf("%d sizes in a row for two fruits", got)
	}
	b.Tap("big")
	b.Tap("engine.button.back")
	if b.Has("engine.button.enough") {
		t.Error("one of one is to be added to")
	}
}

func TestAGapDoesNothing(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	before := b.Session.Nonce
	b.Tap("·")
	b.At("size")
	b.Noticed("")
	if b.Session.Nonce != before || b.Frame().Answers["size"] != "" {
		t.Error("a gap changed something")
	}
}

func TestADeployKeepsWhatCouldStillBeChosenOrTyped(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*dialogue.Choice)
		want   string
	}{
		{"offered still", func(c *dialogue.Choice) { c.Typed = nil }, "f-pear\nf-fig"},
		{"typed", func(c *dialogue.Choice) { c.Options = nil }, "f-pear\nf-fig"},
		{"typed once, and refused now", func(c *dialogue.Choice) {
			c.Options, c.Typed = c.Options[:2], func(dialogue.Answers, string) dialogue.Option { return dialogue.Option{} }
		}, ""},
		{"one is gone", func(c *dialogue.Choice) { c.Options, c.Typed = c.Options[:2], nil }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBaker(t)
			b.Tap("pear")
			b.Tap("engine.button.back")
			b.Tap("fig")
			b.cake.Version++
			c.change(b.cake.Steps[0].Choice)
			b.Input(dialogue.Input{})
			if got := b.Frame().Answers["fruit"]; got != c.want {
				t.Errorf("left are %q, want %q", got, c.want)
			}
		})
	}
}

func TestWhatIsNeededCannotBeSkipped(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	b.Tap("big")
	b.Tap("engine.button.skip")
	b.At("wish")
	if b.Has("engine.button.skip") {
		t.Error("both can be skipped")
	}
	b.Type("good")
	b.Tap("engine.button.done")
	b.At("check")
	b.Tap("engine.button.edit")
	b.Tap("edit wish")
	b.Tap("engine.button.drop")
	b.At("wish")
	b.Noticed("engine.unfinished")
}

func TestAConversationBegunWithAnswersIsAnotherOne(t *testing.T) {
	b := newBaker(t)
	b.Tap("pear")
	b.Tap("big")
	b.Type("Anna")
	b.Command("shelf", "")
	b.Tap("bake again")
	b.At("size")
	b.chose("f-fig")
	if a := b.Frame().Answers; len(a) != 1 {
		t.Errorf("of the one before is left %v", a)
	}
	b.Command("cancel", "")
	b.At("cakes")
	b.Command("cancel", "")
	b.At("door")
}

func TestNothingIsLostWithAConversationThatIsOnlyRead(t *testing.T) {
	b := newBaker(t)
	b.Command("cancel", "")
	b.Command("shelf", "")
	b.Tap("old cake")
	b.At("cake")
	if k := b.Screen.Card.Blocks[0].Text.Key; k == "engine.progress" {
		t.Error("reading makes progress")
	}
	if s, expired := dialogue.Expire(b.Book(b.Session), b.Session); expired || len(s.Frames) != len(b.Session.Frames) {
		t.Error("it expires like a draft")
	}
	b.Command("cancel", "")
	b.Noticed("")
	b.At("door")

	b.Command("shelf", "")
	b.Tap("old cake")
	b.Tap("engine.button.back")
	b.Tap("engine.button.back")
	b.At("door")
	if len(b.Session.Frames) != 1 {
		t.Error("it waits below")
	}

	b.Command("shelf", "")
	b.Tap("old cake")
	b.Command("door", "")
	b.Command("cancel", "")
	b.Noticed("engine.nothing_to_cancel")
}
