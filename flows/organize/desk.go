package organize

import (
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// The organizers' conversations.
const (
	DeskName  = "desk"  // one round: what stands, closing, documents
	ShelfName = "shelf" // which round
)

// ToDesk is where /status leads an organizer.
func ToDesk(rounds []flows.Round) dialogue.Move {
	switch len(rounds) {
	case 0:
		return dialogue.Move{Notice: dialogue.Say("desk.no_round")}
	case 1:
		return lookAt(rounds[0].ID)
	}
	return dialogue.Move{Enter: dialogue.Ref{Flow: ShelfName}}
}

func lookAt(id flows.RoundID) dialogue.Move {
	return dialogue.Move{Effect: EffectStatus, Payload: string(id), Enter: dialogue.Ref{Flow: DeskName}}
}

// Shelf asks which round to put on the desk.
func Shelf(rounds []flows.Round) dialogue.Flow {
	var options []dialogue.Option
	for _, r := range rounds {
		options = append(options, dialogue.Option{ID: string(r.ID)[:min(len(r.ID), 18)], Label: dialogue.Verbatim(r.Title), Move: ptr(lookAt(r.ID))})
	}
	return dialogue.Flow{Name: ShelfName, Version: 1, Steps: []dialogue.Step{{
		ID: "round", Title: dialogue.Say("desk.title"), Say: says(dialogue.Say("desk.which")), Choice: &dialogue.Choice{Options: options},
	}}}
}

// Desk is one round on the organizer's desk. turnout is as it may be told.
func Desk(r flows.Round, turnout string) dialogue.Flow {
	return dialogue.Flow{Name: DeskName, Version: 1, Steps: []dialogue.Step{statusStep(r, turnout), sureStep(r)}}
}

func statusStep(r flows.Round, turnout string) dialogue.Step {
	return dialogue.Step{
		ID: "status", Title: dialogue.Say("desk.title"),
		Say:  says(roundText(r), turnoutText(r, turnout), dialogue.Say("desk.next."+string(r.State), "k", r.K)),
		Page: &dialogue.Page{Bare: true, Actions: deskActions(r)},
	}
}

func roundText(r flows.Round) dialogue.Text {
	if r.Closes.IsZero() {
		return dialogue.Say("desk.round", "title", r.Title, "unit", r.Unit, "state", dialogue.Say("cli.state."+string(r.State)))
	}
	return dialogue.Say("desk.round_until", "title", r.Title, "unit", r.Unit,
		"state", dialogue.Say("cli.state."+string(r.State)), "until", opinion.Until(r))
}

func turnoutText(r flows.Round, turnout string) dialogue.Text {
	if turnout == "" {
		return dialogue.Say("desk.turnout_hidden", "k", r.K)
	}
	return dialogue.Say("desk.turnout", "n", turnout, "k", r.K)
}

func deskActions(r flows.Round) []dialogue.Action {
	look := dialogue.Action{ID: "look", Label: dialogue.Say("desk.button.look"), Row: 1,
		Move: dialogue.Move{Effect: EffectStatus, Payload: string(r.ID)}}
	leave := dialogue.Action{ID: "leave", Label: dialogue.Say("desk.button.leave"), Row: 1, Move: dialogue.Move{Leave: true}}
	switch r.State {
	case flows.Opened:
		return []dialogue.Action{{ID: "close", Label: dialogue.Say("desk.button.close"), Move: dialogue.Move{Goto: "sure"}}, look, leave}
	case flows.Closed, flows.Released:
		return []dialogue.Action{{ID: "export", Label: dialogue.Say("desk.button.export"),
			Move: dialogue.Move{Effect: EffectExport, Payload: string(r.ID)}}, look, leave}
	}
	return []dialogue.Action{look, leave}
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
