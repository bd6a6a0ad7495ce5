package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// attempts bound how often a change is worked out anew because another process
// was first.
const attempts = 5

// Change makes one step in a round's life: step is given the round as it stands
// and returns it as it shall be. Where another process changed it meanwhile,
// step is asked again, so that each step is taken from what really is. What it is,
// if somebody's act, is noted with it.
func (s *Rounds) Change(ctx context.Context, id flows.RoundID,
	step func(flows.Round) (flows.Round, error), did ...flows.Act) (flows.Round, error) {
	for range attempts {
		e, err := s.load(ctx, id)
		if err != nil {
			return flows.Round{}, err
		}
		next, err := step(e.round)
		if err != nil {
			return e.round, err
		}
		ops, err := s.step(e, next)
		if err != nil {
			return e.round, err
		}
		note, err := s.vault.noting(ctx, string(id), did)
		if err != nil {
			return e.round, err
		}
		err = s.vault.apply(ctx, append(note, ops...)...)
		if err == nil {
			_, err = s.load(ctx, id)
			if (next.State == flows.Closed || next.Forgotten) && len(ops) > 1 { // keys were destroyed: what they opened, and their old copies, go as well
				_ = s.Clear(ctx, id) // or whoever keeps the rounds does
				s.vault.settleNow(ctx)
			}
			return next, err
		}
		if !errors.Is(err, ErrConflict) {
			return e.round, err
		}
	}
	return flows.Round{}, flows.Fail(flows.Unavailable, "store.busy", nil)
}

// step is what has to be written to make e into next.
func (s *Rounds) step(e entry, next flows.Round) ([]Op, error) {
	next.ID = e.round.ID
	ops := []Op{s.putRound(entry{round: next, version: e.version})}
	keys, changed, err := e.keys.in(next, e.round)
	if changed {
		ops = append(ops, s.putRing(next.ID, keys, e.ringAt))
	}
	return ops, err
}

// in is the ring as it must be once the round is next: empty when it was
// destroyed, without the secrets when it is no longer open, without the key to whoever
// asked to hear how it came out when they are forgotten, with the keys that an earlier
// version did not make, and with another recipient when a draft was edited so.
func (k ring) in(next, before flows.Round) (_ ring, changed bool, err error) {
	if next.State == flows.Destroyed {
		return ring{}, true, nil
	}
	if next.State != flows.Draft && next.State != flows.Opened && k.Secret != nil {
		k.Secret, k.Tickets, changed = nil, nil, true
	}
	if k.Talks == nil {
		k.Talks, changed = randomKey(), true
	}
	if next.Forgotten && k.Hearing != nil {
		k.Hearing, changed = nil, true
	}
	if k.Hearing == nil && next.Inviting() == nil {
		k.Hearing, changed = randomKey(), true
	}
	if next.Recipient != before.Recipient {
		fresh, err := newRing(next.Recipient)
		if err != nil {
			return k, false, err // never seal to a key that the draft no longer names
		}
		k.Identity, k.To, changed = fresh.Identity, fresh.To, true
	}
	return k, changed, nil
}
