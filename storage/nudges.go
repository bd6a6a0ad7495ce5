package storage

import (
	"context"

	"soundings/flows"
)

// An organizer can have members nudged who have talks missing. What is asked for
// stands on the roster, beside where the member can be written to, until somebody
// delivers it: a day when it was asked for, and a day that was delivered.

// Reachable are the members of a round who use the bot and can be written to, in
// rank order.
func (s *Members) Reachable(ctx context.Context, id flows.RoundID) ([]flows.SubjectID, error) {
	e, all, _, err := s.roster(ctx, id)
	var reachable []flows.SubjectID
	for _, m := range e.round.Members {
		if all[m.ID].reachable() {
			reachable = append(reachable, m.ID)
		}
	}
	return reachable, err
}

// AskToNudge asks for a nudge of each of these members of an open round, on a day,
// and says of how many that is new: once a day each, and only who is reachable. The
// day is that in the zone that days count in. Refused: see Round.Writable.
func (s *Members) AskToNudge(ctx context.Context, id flows.RoundID, day string, members ...flows.SubjectID) (n int, err error) {
	err = s.change(ctx, id, func(e entry, all roster) (bool, error) {
		n = 0
		if err := e.round.Writable(s.rounds.vault.now()); err != nil {
			return false, err
		}
		for _, m := range members {
			if all.askToNudge(m, day) {
				n++
			}
		}
		return n > 0, nil
	})
	if err != nil {
		return 0, err
	}
	return n, nil
}

// PendingNudges are those of an open round that were asked for and not claimed, in
// rank order. Where a round takes no more talks there are none.
func (s *Members) PendingNudges(ctx context.Context, id flows.RoundID) ([]flows.Nudge, error) {
	e, all, _, err := s.roster(ctx, id)
	if err != nil || e.round.Writable(s.rounds.vault.now()) != nil {
		return nil, err
	}
	var pending []flows.Nudge
	for _, m := range e.round.Members {
		if p := all[m.ID]; p.nudging() {
			pending = append(pending, flows.Nudge{Member: m.ID, Address: p.Address, Day: p.Nudge})
		}
	}
	return pending, nil
}

// ClaimNudge notes that the nudge of a day is delivered, before it is: of several
// processes one is told true and may go on, and one that ends in between leaves
// somebody without a nudge rather than with two. False: there is none of that day,
// another has claimed it, nobody can be written to any more, or the round has closed.
func (s *Members) ClaimNudge(ctx context.Context, id flows.RoundID, m flows.SubjectID, day string) (claimed bool, err error) {
	err = s.change(ctx, id, func(e entry, all roster) (bool, error) {
		p := all[m]
		claimed = p.nudging() && p.Nudge == day && e.round.Writable(s.rounds.vault.now()) == nil
		if claimed {
			p.Nudged = day
			all[m] = p
		}
		return claimed, nil
	})
	return claimed && err == nil, err
}

func (p membership) reachable() bool { return p.Seat != "" && len(p.Address.Sealed) > 0 }

// nudging says that a nudge waits to be delivered.
func (p membership) nudging() bool { return p.reachable() && p.Nudge != p.Nudged }

// UnclaimNudge takes a claim back, as nothing was sent.
func (s *Members) UnclaimNudge(ctx context.Context, id flows.RoundID, m flows.SubjectID, day string) error {
	return s.change(ctx, id, func(_ entry, all roster) (bool, error) {
		p := all[m]
		if p.Nudged != day || p.Nudge != day {
			return false, nil
		}
		p.Nudged = ""
		all[m] = p
		return true, nil
	})
}

// askToNudge says whether a nudge is asked for that was not on that day.
func (all roster) askToNudge(m flows.SubjectID, day string) bool {
	p := all[m]
	if !p.reachable() || p.Nudge == day {
		return false
	}
	p.Nudge = day
	all[m] = p
	return true
}
