package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/talk"
)

// Talks shows a chat the talks that it is a side of, as a member of a round.
type Talks interface {
	Look(ctx context.Context, v flows.Visitor, round flows.RoundID) (talk.Shelf, error)
}

// The conversations that ask which round a command for members is about.
const (
	pickToLog  = "picktalk"
	pickToList = "picktalks"
)

// consult reads a member's talks, for the conversations about them, and says where
// the chat is no member any more: a claim may have been taken back. Whoever gives an
// opinion is looked up nowhere as a member.
func (b *Bot) consult(ctx context.Context, u Update, s *session, d dialogue.Session) (corrected []dialogue.Fact, err error) {
	s.shelves = map[flows.RoundID]talk.Shelf{}
	if speaks(d) && !u.Input.Commands() && !talk.Open(d) {
		return nil, nil
	}
	for _, r := range b.adding(nil, func(r flows.Round) bool { return talk.Self(d, r.ID) != "" && b.writable(r) }) {
		shelf, err := b.Talks.Look(ctx, visitor{b, u.Chat}, r.ID)
		if err != nil {
			return nil, err
		}
		if shelf.Self != talk.Self(d, r.ID) {
			corrected = append(corrected, talk.IsMember(r.ID, shelf.Self))
		}
		s.shelves[r.ID] = shelf
	}
	return corrected, nil
}

// speaks says that an opinion is on the table.
func speaks(d dialogue.Session) bool {
	n := len(d.Frames)
	return n > 0 && d.Frames[n-1].Flow == opinion.FlowName
}

// team is the round of whose team the chat is a member, by its id.
func (s *session) team(id string) (flows.Round, talk.Shelf, bool) {
	for _, r := range s.teams {
		if shelf := s.shelves[r.ID]; string(r.ID) == id && shelf.Self != "" {
			return r, shelf, true
		}
	}
	return flows.Round{}, talk.Shelf{}, false
}

// talkFlow finds the conversations of members.
func (b *Bot) talkFlow(r dialogue.Ref, d dialogue.Session, s *session) (dialogue.Flow, bool) {
	switch r.Flow {
	case pickToLog:
		return opinion.Pick(pickToLog, dialogue.Say("talk.pick.log"), s.teams, talk.ToLog), len(s.teams) > 0
	case pickToList:
		return opinion.Pick(pickToList, dialogue.Say("talk.pick.list"), s.teams, talk.ToList), len(s.teams) > 0
	}
	round, shelf, ok := s.team(r.Topic)
	switch {
	case ok && r.Flow == talk.FlowName:
		return talk.Flow(shelf.World(round, b.Now())), true
	case ok && r.Flow == talk.ListName:
		return talk.List(shelf.Overview(round, b.Now(), d)), true
	case ok && r.Flow == talk.ReplyName:
		return talk.ReplyFlow(shelf.Overview(round, b.Now(), d)), true
	case ok && r.Flow == talk.CarryName:
		return talk.CarryFlow(shelf.Overview(round, b.Now(), d)), true
	}
	return dialogue.Flow{}, false
}

// toTalks is where a command for members leads: to the round, or to the question
// which.
func toTalks(teams []flows.Round, pick string, to func(flows.RoundID) dialogue.Move) dialogue.Move {
	if len(teams) == 1 {
		return to(teams[0].ID)
	}
	return dialogue.Move{Enter: dialogue.Ref{Flow: pick}}
}

// duties are the buttons that members find at home.
func duties(teams []flows.Round) []dialogue.Action {
	if len(teams) == 0 {
		return nil
	}
	return []dialogue.Action{
		{ID: "talk", Label: dialogue.Say("home.button.talk"), Move: toTalks(teams, pickToLog, talk.ToLog), Row: 4},
		{ID: "talks", Label: dialogue.Say("home.button.talks"), Move: toTalks(teams, pickToList, talk.ToList), Row: 4},
	}
}
