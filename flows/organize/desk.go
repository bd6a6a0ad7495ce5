package organize

import (
	"slices"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/talk"
)

// The organizers' conversations.
const (
	DeskName  = "desk"  // one round: what stands, closing, documents
	ShelfName = "shelf" // which round
)

// ToDesk is where /status leads an organizer: to the one round there is, else to
// the shelf.
func ToDesk(rounds []flows.Round) dialogue.Move {
	if len(rounds) == 1 {
		return LookAt(rounds[0].ID)
	}
	return dialogue.Move{Enter: dialogue.Ref{Flow: ShelfName}}
}

// answerOn says which round is on the desk: a desk with something on it waits where
// another conversation is entered from it.
const answerOn = "on"

// LookAt puts a round on the desk, as it stands.
func LookAt(id flows.RoundID) dialogue.Move {
	return dialogue.Move{Effect: EffectStatus, Payload: string(id), Enter: dialogue.Ref{Flow: DeskName},
		Begin: dialogue.Answers{answerOn: string(id)}, Goto: "status"}
}

// Shelf asks which round to put on the desk, or for the file of a new one.
func Shelf(rounds []flows.Round) dialogue.Flow {
	which, options := dialogue.Say("desk.no_round"), []dialogue.Option(nil)
	for _, r := range rounds {
		options = append(options, dialogue.Option{ID: string(r.ID)[:min(len(r.ID), 18)], Label: shelfLabel(r), Move: ptr(LookAt(r.ID))})
	}
	if len(rounds) > 0 {
		which = dialogue.Say("desk.which")
	}
	return dialogue.Flow{Name: ShelfName, Version: 1, Steps: []dialogue.Step{{
		ID: "round", Title: dialogue.Say("desk.title"), Say: says(which, dialogue.Say("desk.sent.how")), Choice: &dialogue.Choice{Options: options},
		Take: TakeRound(),
	}}}
}

func shelfLabel(r flows.Round) dialogue.Text {
	return dialogue.Say("desk.option", "title", r.Title, "state", dialogue.Say("cli.state."+string(r.State)))
}

// A Look is a round on the organizer's desk and what was counted of it last.
type Look struct {
	Round   flows.Round
	Turnout string       // as it may be told; empty below k
	Counted flows.State  // the state it was in then
	Talked  string       // of the talks it requires, done and due; empty: none
	Kept    time.Time    // when it is destroyed by itself; zero: never
	Talks   *talk.Matrix // while they are looked at; else nil
	Preview string       // its closing message, while that is looked at
	Unsure  bool         // not all of its wording was seen at its source
	Now     time.Time    // with the zone that days count in
	Lang    string       // of what is printed
	Passes  bool         // the organizer was told that files pass the chat network
	Done    []flows.Act  // to the round, the last first

	Languages []string // of what everybody gets alike
}

// Desk is one round on the organizer's desk.
func Desk(l Look) dialogue.Flow {
	steps := slices.Concat([]dialogue.Step{statusStep(l), sureStep(l.Round)}, l.steps(), l.workbookSteps(), talkSteps(l.Talks), l.farewellSteps())
	for i := range steps[1:] {
		steps[1+i].Gate = true // whoever goes back is at the desk
	}
	return dialogue.Flow{Name: DeskName, Version: 2, Reading: true, Steps: steps}
}

func statusStep(l Look) dialogue.Step {
	return dialogue.Step{
		ID: "status", Title: dialogue.Say("desk.title"),
		Say:  says(slices.Concat([]dialogue.Text{roundText(l.Round)}, l.turnout(), l.standing(), []dialogue.Text{l.next()}, l.how(), l.bidden(), stays(l.Round))...),
		Take: l.take(),
		Page: &dialogue.Page{Bare: true, Actions: slices.Concat(l.tasks(), l.handing(), l.actions(), papers())},
	}
}

func roundText(r flows.Round) dialogue.Text {
	state := dialogue.Say("cli.state." + string(r.State))
	if r.Closes.IsZero() {
		return dialogue.Say("desk.round", "title", r.Title, "unit", r.Unit, "state", state)
	}
	return dialogue.Say("desk.round_until", "title", r.Title, "unit", r.Unit, "state", state, "until", opinion.Until(r))
}

// over says that nobody can come in any more and everybody was counted.
func (l Look) over() bool {
	return (l.Round.State == flows.Closed || l.Round.State == flows.Released) && l.Counted == l.Round.State
}

func (l Look) turnout() []dialogue.Text {
	switch {
	case l.Round.State == flows.Destroyed: // with who took part
		return nil
	case l.Turnout != "":
		return []dialogue.Text{dialogue.Say("desk.turnout", "n", l.Turnout, "k", l.Round.K)}
	case l.over():
		return []dialogue.Text{dialogue.Say("desk.turnout_below", "k", l.Round.K)}
	}
	return []dialogue.Text{dialogue.Say("desk.turnout_hidden", "k", l.Round.K)}
}

// next says what comes next, and what can be done.
func (l Look) next() dialogue.Text {
	switch {
	case l.Round.State == flows.Opened && l.Round.Closes.IsZero():
		return dialogue.Say("desk.next.open_undated")
	case l.Round.State == flows.Closed && !l.over():
		return dialogue.Say("desk.next.look")
	case l.over() && l.Turnout == "":
		return dialogue.Say("desk.next.below", "k", l.Round.K)
	case l.over() && ownKey(l.Round):
		return byCommandLine(l.Round)
	}
	if !l.Kept.IsZero() {
		return dialogue.Say("desk.next.kept_until", "date", l.Kept.Add(-time.Nanosecond))
	}
	return dialogue.Say("desk.next." + string(l.Round.State))
}

func (l Look) actions() []dialogue.Action {
	id := string(l.Round.ID)
	var actions []dialogue.Action
	if l.Round.State == flows.Opened {
		actions = append(actions, dialogue.Action{ID: "close", Label: dialogue.Say("desk.button.close"), Move: dialogue.Move{Goto: "sure"}})
	}
	if talksOn(l.Round) {
		actions = append(actions, toTalks(l.Round, "desk.button.talks", 2))
	}
	return append(actions,
		dialogue.Action{ID: "look", Label: dialogue.Say("desk.button.look"), Row: 1, Move: dialogue.Move{Effect: EffectStatus, Payload: id}},
		dialogue.Action{ID: "leave", Label: dialogue.Say("desk.button.leave"), Row: 1, Move: dialogue.Move{Leave: true}},
		dialogue.Action{ID: "another", Label: dialogue.Say("desk.button.another"), Row: 3, Move: dialogue.Move{Enter: dialogue.Ref{Flow: ShelfName}}})
}

// sureStep asks once more: a round that was closed never opens again.
func sureStep(r flows.Round) dialogue.Step {
	return dialogue.Step{
		ID: "sure", Title: dialogue.Say("desk.sure.title"), Say: says(dialogue.Say("desk.sure.body", "title", r.Title)),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "close", Label: dialogue.Say("desk.sure.close"), Move: dialogue.Move{Effect: EffectClose, Payload: string(r.ID), Goto: "status"}},
			{ID: "stay", Label: dialogue.Say("desk.sure.stay"), Move: dialogue.Move{Goto: "status"}},
		}},
	}
}

func says(texts ...dialogue.Text) func(dialogue.Answers) []dialogue.Block {
	return func(dialogue.Answers) []dialogue.Block {
		var blocks []dialogue.Block
		for _, t := range texts {
			blocks = append(blocks, dialogue.Block{Text: t})
		}
		return blocks
	}
}
