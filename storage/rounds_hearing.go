package storage

import (
	"context"
	"time"

	"soundings/flows"
)

// Hearing is what the addresses of whoever asked to hear how a round came out hang on.
// Refused (round.forgotten): it is gone, and they with it.
func (s *Rounds) Hearing(ctx context.Context, id flows.RoundID) (flows.Secret, error) {
	e, err := s.withHearing(ctx, id)
	if err == nil {
		err = e.remembers(s.vault.now())
	}
	if err != nil {
		return flows.Secret{}, err
	}
	return flows.Secret(e.keys.Hearing), nil
}

// withHearing is a round with that secret, if it can have one: an open round of an
// earlier version gets it.
func (s *Rounds) withHearing(ctx context.Context, id flows.RoundID) (entry, error) {
	e, err := s.entry(ctx, id)
	if err != nil || e.keys.Hearing != nil || e.round.Inviting() != nil {
		return e, err
	}
	if e, err = s.load(ctx, id); err != nil || e.keys.Hearing != nil {
		return e, err
	}
	if _, err := s.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r, nil }); err != nil {
		return e, err
	}
	return s.entry(ctx, id)
}

// remembers says why whoever asked to hear how a round came out is not known, or nil.
func (e entry) remembers(now time.Time) error {
	if e.round.Remembers() && len(e.keys.Hearing) > 0 && (e.round.HearsUntil().IsZero() || now.Before(e.round.HearsUntil())) {
		return nil
	}
	return flows.Fail(flows.Refused, "round.forgotten", flows.Args{"days": flows.HearDays})
}
