package storage

import (
	"context"

	"soundings/flows"
)

// Of members and talks, which are named, nothing is sealed with what opinions,
// participants or sessions are: their keys follow from a key of the round's own,
// in the service's keeping until the round is destroyed, also where opinions are
// sealed to an organizer's own key.

// forTalks is the key for one use of what is named in a round.
func (s *Rounds) forTalks(e entry, use string) []byte {
	return s.vault.keys.forRound(flows.Secret(e.keys.Talks), use)
}

// talksOf is a round as remembered, or as it stands where no key of talks is
// remembered: another process may have made one. There may be none: then nothing
// named was ever kept, or it is gone.
func (s *Rounds) talksOf(ctx context.Context, id flows.RoundID) (e entry, named bool, err error) {
	e, err = s.entry(ctx, id)
	if err == nil && e.keys.Talks == nil {
		e, err = s.load(ctx, id)
	}
	return e, e.keys.Talks != nil, err
}

// withTalks is a round with a key of talks. A draft or an open round of an earlier
// version gets one; afterwards there is nobody left who could bring anything in.
func (s *Rounds) withTalks(ctx context.Context, id flows.RoundID) (entry, error) {
	e, named, err := s.talksOf(ctx, id)
	if err != nil || named {
		return e, err
	}
	if err := e.round.Inviting(); err != nil {
		return e, err
	}
	same := func(r flows.Round) (flows.Round, error) { return r, nil }
	if _, err := s.Change(ctx, id, same); err != nil {
		return e, err
	}
	return s.entry(ctx, id)
}
