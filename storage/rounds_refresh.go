package storage

import (
	"context"
	"maps"
	"sync/atomic"
	"time"

	"golang.org/x/time/rate"

	"soundings/flows"
)

// Refresh reads every round anew and forgets those that are gone: in a cluster
// the record of one may be lost and its entry in the list not. Afterwards
// every round is known that there was when it was called. Anybody can have it
// done, with a link that leads nowhere: however many do, it is one reading for all
// who wait, and not more of them than looks let through.
func (s *Rounds) Refresh(ctx context.Context) error {
	return s.looks.share(ctx, s.read)
}

func (s *Rounds) read(ctx context.Context) error {
	var ids []flows.RoundID
	for rec, err := range s.vault.store.List(ctx, index) {
		if err != nil {
			return err
		}
		ids = append(ids, flows.RoundID(rec.ID))
	}
	there := map[flows.RoundID]bool{}
	for _, id := range ids {
		_, err := s.load(ctx, id)
		if err != nil && flows.CodeOf(err) != flows.NotFound {
			return err
		}
		there[id] = err == nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.known, func(id flows.RoundID, _ entry) bool { return !there[id] })
	return nil
}

// The pace of readings: a few at once, so that a link typed right after its round
// was opened need not wait, though the Keeper and others have just looked; and
// one a second in the long run.
const (
	looksAtOnce = 10
	looksEvery  = time.Second
)

// looks let one reading through at a time, and shares it among those who asked
// before it began.
type looks struct {
	turn  chan struct{}
	pace  *rate.Limiter
	begun atomic.Uint64

	err error // of the last one; whoever has the turn may look
	cut bool  // it ended because the time of whoever did it was over
}

func newLooks() *looks {
	return &looks{turn: make(chan struct{}, 1), pace: rate.NewLimiter(rate.Every(looksEvery), looksAtOnce)}
}

func (l *looks) share(ctx context.Context, read func(context.Context) error) error {
	before := l.begun.Load()
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
	case <-ctx.Done():
		return &flows.Error{Code: flows.Unavailable, Key: "store.busy", Err: ctx.Err()}
	}
	if l.begun.Load() > before && !l.cut {
		return l.err
	}
	if err := l.pace.Wait(ctx); err != nil {
		return &flows.Error{Code: flows.Unavailable, Key: "store.busy", Err: err}
	}
	l.begun.Add(1)
	l.err = read(ctx)
	l.cut = l.err != nil && ctx.Err() != nil
	return l.err
}
