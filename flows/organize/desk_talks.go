package organize

import (
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
)

// talksOn says whether a round has to do with talks, and they can be looked at.
func talksOn(r flows.Round) bool {
	return len(r.TalkRules) > 0 && len(r.Members) > 0 && r.State != flows.Draft && r.State != flows.Destroyed
}

// toTalks is the button that leads to the talks of a round, read anew.
func toTalks(r flows.Round, label string, row int) dialogue.Action {
	return dialogue.Action{ID: "talks", Label: dialogue.Say(label), Row: row,
		Move: dialogue.Move{Effect: EffectTalks, Payload: string(r.ID), Goto: "talks"}}
}

// talkSteps are the screens of the talks, while they are looked at.
func talkSteps(m *talk.Matrix) []dialogue.Step {
	if m == nil {
		return nil
	}
	return []dialogue.Step{
		talkStep("talks", "desk.talks.title", m.Board, append(lists(*m), toTalks(m.Round, "desk.button.look", 2), backToDesk(m.Round))...),
		talkStep("gaps", "desk.talks.gaps", m.Gaps, backToTalks()),
		talkStep("echoes", "desk.talks.echoes", m.Echoes, backToTalks()),
		talkStep("nudge", "desk.talks.nudge", m.Nudging, append(nudges(*m), backToTalks())...),
	}
}

func talkStep(id, title string, blocks func() []dialogue.Block, actions ...dialogue.Action) dialogue.Step {
	return dialogue.Step{ID: id, Title: dialogue.Say(title), Say: func(dialogue.Answers) []dialogue.Block { return blocks() },
		Page: &dialogue.Page{Bare: true, Actions: actions}}
}

// lists are the buttons to what there is to see beside the matrix.
func lists(m talk.Matrix) []dialogue.Action {
	var all []dialogue.Action
	there := func(id string, row int, label dialogue.Text, n int) {
		if n > 0 {
			all = append(all, dialogue.Action{ID: id, Label: label, Row: row, Move: dialogue.Move{Goto: id}})
		}
	}
	left, silent, echoes, late := len(m.Missing()), len(m.Silences), len(m.Repeats), len(m.ToNudge())
	there("nudge", 0, dialogue.Say("desk.talks.button.nudge", "n", late), late)
	there("gaps", 1, dialogue.Say("desk.talks.button.gaps", "n", left, "silent", silent), left+silent)
	there("echoes", 3, dialogue.Say("desk.talks.button.echoes", "n", echoes), echoes)
	return all
}

func nudges(m talk.Matrix) []dialogue.Action {
	n := len(m.ToNudge())
	if n == 0 {
		return nil
	}
	return []dialogue.Action{{ID: "nudge", Label: dialogue.Say("desk.talks.button.nudge", "n", n),
		Move: dialogue.Move{Effect: EffectNudge, Payload: string(m.Round.ID), Goto: "talks"}}}
}

func backToTalks() dialogue.Action {
	return dialogue.Action{ID: "back", Label: dialogue.Say("desk.button.leave"), Row: 2, Move: dialogue.Move{Goto: "talks"}}
}

// backToDesk leaves the talks: they are not read any more.
func backToDesk(r flows.Round) dialogue.Action {
	return dialogue.Action{ID: "back", Label: dialogue.Say("desk.button.leave"), Row: 2,
		Move: dialogue.Move{Effect: EffectStatus, Payload: string(r.ID), Goto: "status"}}
}
