package storage

import (
	"context"
	"errors"
	"slices"

	"soundings/flows"
)

// revokeAtOnce keeps others from waiting long for one Apply.
const revokeAtOnce = 1000

// Revoke takes back every ticket of a round that is not spent, and says how
// many, and in which state the round was when the last of them was. Where
// somebody joins meanwhile it looks anew, and their ticket stays spent. It may be
// called again: what is taken back already does not count. Refused: nobody comes
// in any more, or without a ticket.
func (s *Tickets) Revoke(ctx context.Context, id flows.RoundID) (n int, under flows.State, err error) {
	for range attempts {
		e, err := s.ticketed(ctx, id)
		if err != nil {
			return n, "", err
		}
		left, err := s.unspent(ctx, id)
		if err != nil {
			return n, "", err
		}
		done, err := s.revoke(ctx, e, left)
		n += done
		if !errors.Is(err, ErrConflict) {
			return n, e.round.State, err
		}
	}
	return n, "", flows.Fail(flows.Unavailable, "store.busy", nil)
}

// unspent are the tickets that still let somebody in.
func (s *Tickets) unspent(ctx context.Context, id flows.RoundID) ([]Key, error) {
	var left []Key
	for rec, err := range s.rounds.vault.store.List(ctx, ticketsOf(id)) {
		if err != nil {
			return nil, err
		}
		if rec.Version == unspent {
			left = append(left, rec.Key)
		}
	}
	return left, nil
}

// revoke takes tickets to the version that says so, while the round is as it was
// found. That is checked also where there are none: how many are left may come
// from the round's having opened.
func (s *Tickets) revoke(ctx context.Context, e entry, left []Key) (n int, err error) {
	if len(left) == 0 {
		return 0, s.rounds.vault.apply(ctx, e.unchanged())
	}
	for part := range slices.Chunk(left, revokeAtOnce) {
		ops := []Op{e.unchanged()}
		for _, at := range part {
			ops = append(ops, Op{Do: Put, Key: at, Expect: unspent, Version: revoked, Value: s.blank(at)})
		}
		if err := s.rounds.vault.apply(ctx, ops...); err != nil {
			return n, err
		}
		n += len(part)
	}
	return n, nil
}
