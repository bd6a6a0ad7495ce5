package storage

import (
	"context"
	"errors"
	"slices"
	"time"

	"soundings/flows"
)

// Save writes a chat's session where it still is as data has it, and gives its
// place from then on; Conflict (session.changed) where it is not. Parts of
// rounds that have closed are left out. A session that stood with a round that
// has closed went with it, and is not saved elsewhere: Conflict as well.
func (s *Sessions) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	for range attempts {
		c, others, err := s.seat(ctx, who, data)
		if err != nil {
			return flows.Place{}, err
		}
		if err := s.leave(ctx, who, data.Place, c); err != nil {
			return flows.Place{}, err
		}
		place, err := s.put(ctx, c, data, expected(data.Place, c))
		if err == nil {
			s.copy(ctx, others, data)
		}
		if !errors.Is(err, ErrConflict) {
			return place, err
		}
		if changed, err := s.changed(ctx, c); !changed {
			return flows.Place{}, err
		}
	}
	return flows.Place{}, flows.Fail(flows.Unavailable, "store.busy", nil)
}

func conflict() error { return flows.Fail(flows.Conflict, "session.changed", nil) }

func expected(from flows.Place, c chair) uint64 {
	if from.Round == c.id() {
		return from.Version
	}
	return 0
}

// seat is where a session belongs now, and where its copies do: it stays with
// its round; from the lobby it goes to the first that it has a part of.
func (s *Sessions) seat(ctx context.Context, who flows.Sitter, data flows.SessionData) (c chair, others []chair, err error) {
	if data.Round == "" && len(data.Parts) == 0 {
		return s.lobby(who), nil, nil
	}
	chairs, err := s.chairs(ctx, who, func(id flows.RoundID) bool { return id == data.Round || data.Parts[id] != nil })
	if err != nil {
		return c, nil, err
	}
	i := 0
	if data.Round != "" {
		i = slices.IndexFunc(chairs, func(c chair) bool { return c.id() == data.Round })
	}
	if i < 0 || i == len(chairs) {
		return c, nil, conflict()
	}
	return chairs[i], slices.Delete(slices.Clone(chairs), i, i+1), nil
}

// leave takes a session out of the lobby before it stands with a round, so that
// of two joins at once the second sees that there was a first. If the process
// ends in between, the rounds are found again (organize.Door, Recall).
func (s *Sessions) leave(ctx context.Context, who flows.Sitter, from flows.Place, c chair) error {
	if from.Round != "" || from.Version == 0 || c.id() == "" {
		return nil
	}
	err := s.rounds.vault.apply(ctx, Op{Do: Delete, Key: s.lobby(who).at, Expect: from.Version})
	if errors.Is(err, ErrConflict) {
		return conflict()
	}
	return err
}

func (s *Sessions) put(ctx context.Context, c chair, data flows.SessionData, expect uint64) (flows.Place, error) {
	stored := sealedSession{Age: data.Age + 1, Common: data.Common, Own: data.Parts[c.id()]}
	for _, e := range s.open() {
		if part, in := data.Parts[e.round.ID]; in && e.round.ID != c.id() {
			stored.Others = append(stored.Others, seal(e.session, c.at.place(), part, smallStep))
		}
	}
	place := flows.Place{Round: c.id(), Version: aVersion(), Age: stored.Age}
	op := Op{Do: Put, Key: c.at, Expect: expect, Version: place.Version,
		Value: sealJSON(c.key, c.at.place(), stored, sessionStep)}
	if place.Round == "" {
		op.Expires = endOfTomorrow(s.rounds.vault.now())
		return place, s.rounds.vault.apply(ctx, op)
	}
	return place, s.rounds.vault.apply(ctx, c.round.unchanged(), op)
}

// changed looks up why a session could not be put: true where it was the round
// that changed, else Conflict.
func (s *Sessions) changed(ctx context.Context, c chair) (bool, error) {
	if c.id() != "" {
		now, err := s.rounds.load(ctx, c.id())
		if err != nil || now.version != c.round.version {
			return err == nil, err
		}
	}
	return false, conflict()
}

// copy puts the session with its chat's other rounds as well, over older ones
// only. Where that fails an older one stands there, or none.
func (s *Sessions) copy(ctx context.Context, others []chair, data flows.SessionData) {
	for _, c := range others {
		stands, err := s.load(ctx, c)
		if err != nil || stands.Version > 0 && stands.Age > data.Age {
			continue
		}
		if _, err = s.put(ctx, c, data, stands.Version); errors.Is(err, ErrConflict) {
			_, _ = s.rounds.load(ctx, c.id()) // if it was the round that changed, the next one stands
		}
	}
}

// endOfTomorrow is the end of a session in the lobby, the same for all of a day,
// so that what remains of it does not tell when somebody last wrote.
func endOfTomorrow(now time.Time) time.Time {
	const day = 24 * time.Hour
	return now.UTC().Truncate(day).Add(2 * day)
}
