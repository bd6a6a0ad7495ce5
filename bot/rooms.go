package bot

import (
	"context"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
)

// enlist notes the rounds that the chat is in as d says, and says what of that is
// not so any more. Those of before in the same update stay: what was stored just in
// time must get its receipt, though its round closes this very moment.
func (b *Bot) enlist(ctx context.Context, u Update, s *session, d dialogue.Session) (corrected []dialogue.Fact, err error) {
	if corrected, err = b.consult(ctx, u, s, d); err != nil {
		return nil, err
	}
	if s.board, err = b.board(ctx, u, d); err != nil {
		return nil, err
	}
	gone, err := b.attend(ctx, u, s, d)
	if err != nil {
		return nil, err
	}
	corrected = append(corrected, gone...)
	d = d.With(corrected)
	s.joined = b.adding(s.joined, func(r flows.Round) bool {
		return opinion.Joined(d, r.ID) && (b.writable(r) || opinion.Owes(d, r.ID))
	})
	s.teams = b.adding(s.teams, func(r flows.Round) bool { return talk.Self(d, r.ID) != "" && b.writable(r) })
	s.ears, err = b.ears(ctx, u, s, d)
	return corrected, err
}

func (b *Bot) writable(r flows.Round) bool { return r.Writable(b.Now()) == nil }

// adding is before and what else of the known rounds is so.
func (b *Bot) adding(before []flows.Round, is func(flows.Round) bool) []flows.Round {
	all := slices.Clone(before)
	for _, r := range b.Rounds.Known() {
		if is(r) && !slices.ContainsFunc(all, func(known flows.Round) bool { return known.ID == r.ID }) {
			all = append(all, r)
		}
	}
	return all
}

// give is where giving an opinion leads. A member who takes part in no round comes
// in by the way that is open to everybody, where there is one.
func give(s *session) dialogue.Move {
	for _, r := range s.teams {
		if len(s.joined) == 0 && r.Admission == flows.Open {
			return dialogue.Move{Effect: opinion.EffectArrive, Payload: organize.RoundLink + string(r.ID),
				Enter: dialogue.Ref{Flow: opinion.FlowName, Topic: string(r.ID)}}
		}
	}
	return opinion.Give(s.joined)
}
