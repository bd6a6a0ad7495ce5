package organize

import (
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// tasks are what can be done with a round as it stands, but for closing it and its
// documents.
func (l Look) tasks() []dialogue.Action {
	id := string(l.Round.ID)
	start := dialogue.Action{ID: "start", Label: dialogue.Say("desk.button.start"), Row: 5,
		Move: dialogue.Move{Set: dialogue.Answers{answerSeen: MarkOf(l.Round)}, Goto: "start"}}
	edit := dialogue.Action{ID: "edit", Label: dialogue.Say("desk.button.edit"), Row: 5, Move: dialogue.Move{Effect: EffectEdit, Payload: id}}
	invite := dialogue.Action{ID: "invite", Label: dialogue.Say("desk.button.invite"), Row: 6, Move: dialogue.Move{Goto: "invite"}}
	if l.Round.Admission == flows.Open {
		invite.Label = dialogue.Say("desk.button.link")
		invite.Move = dialogue.Move{Effect: EffectInvite, Payload: id}
	}
	extend := dialogue.Action{ID: "extend", Label: dialogue.Say("desk.button.extend"), Row: 5,
		Move: dialogue.Move{Set: dialogue.Answers{answerUntil: "", answerMonth: ""}, Goto: answerUntil}}
	remind := dialogue.Action{ID: "remind", Label: dialogue.Say("desk.button.remind"), Row: 6, Move: dialogue.Move{Goto: "remind"}}
	switch _, err := l.Round.Nudged(l.Now); {
	case l.Round.State == flows.Draft:
		return []dialogue.Action{start, edit, invite}
	case l.Round.State == flows.Opened && err == nil:
		return []dialogue.Action{extend, invite, remind}
	case l.Round.State == flows.Opened:
		return []dialogue.Action{extend, invite}
	}
	return l.toFarewell()
}

// papers are where it is told who did what, and who may.
func papers() []dialogue.Action {
	return []dialogue.Action{
		{ID: "acts", Label: dialogue.Say("desk.button.acts"), Row: 7, Move: dialogue.Move{Enter: dialogue.Ref{Flow: ActsName}, Begin: dialogue.Answers{answerOf: ofRound}}},
		{ID: "staff", Label: dialogue.Say("desk.button.staff"), Row: 7, Move: dialogue.Move{Enter: dialogue.Ref{Flow: StaffName}}},
	}
}

// steps are those that the tasks lead to.
func (l Look) steps() []dialogue.Step {
	return []dialogue.Step{startStep(l), untilStep(l), extendStep(l), inviteStep(l), remindStep(l)}
}

// Command says where an organizer's command leads; false: it is none.
func Command(name string, rounds []flows.Round) (dialogue.Move, bool) {
	in := func(states ...flows.State) (some []flows.Round) {
		for _, r := range rounds {
			if slices.Contains(states, r.State) {
				some = append(some, r)
			}
		}
		return some
	}
	switch name {
	case "status":
		return ToDesk(rounds), true
	case "close":
		return toStep(in(flows.Opened), "sure", "desk.none_open"), true
	case "remind":
		return toStep(in(flows.Opened), "status", "desk.none_open"), true
	case "invite":
		return toStep(in(flows.Draft, flows.Opened), "status", "desk.none_inviting"), true
	case "export":
		return toStep(in(flows.Closed, flows.Released), "status", "desk.none_closed"), true
	}
	return dialogue.Move{}, false
}

// toStep leads to a step of the desk where one round can be meant, to the question
// which where several can, or says that there is none.
func toStep(rounds []flows.Round, step, none string) dialogue.Move {
	switch len(rounds) {
	case 0:
		return dialogue.Move{Notice: dialogue.Say(none)}
	case 1:
		move := LookAt(rounds[0].ID)
		move.Goto = step
		return move
	}
	return dialogue.Move{Enter: dialogue.Ref{Flow: ShelfName}}
}
