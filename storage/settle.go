package storage

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"soundings/flows"
)

// A settler is a Store whose files show for a while in which order they were
// written. Settle makes them show what is kept and nothing of how it came
// there; written are the collections that may have to be put in order. Where it
// fails, as under another reader, it can be asked again.
type settler interface {
	Settle(ctx context.Context, written []Collection) error
}

const (
	// settleAfter is how long the traces of a write may stay (promise 7). It
	// counts from the first write, so that a busy hour does not put it off.
	settleAfter = time.Minute
	// settlePatience bounds how long a command waits to settle.
	settlePatience = 10 * time.Second
	// settleShare keeps settling a very large store to a small part of the time.
	settleShare = 20
)

// A sediment is what was written since the store was last settled.
type sediment struct {
	mu      sync.Mutex
	since   time.Time // of the first write; zero: nothing to settle
	rest    time.Time // no settling before: the last one took long
	written map[Collection]struct{}
}

// add notes that collections were written to, at now.
func (s *sediment) add(now time.Time, written ...Collection) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.since.IsZero() {
		s.since, s.written = now, map[Collection]struct{}{}
	}
	for _, c := range written {
		if !c.Fleeting {
			s.written[c] = struct{}{}
		}
	}
}

func (s *sediment) due(now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !s.since.IsZero() && now.Sub(s.since) >= settleAfter && !now.Before(s.rest)
}

// take empties the sediment. What is written from here on is the next one's.
func (s *sediment) take() (written []Collection, since time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	written, since = slices.Collect(maps.Keys(s.written)), s.since
	s.since, s.written = time.Time{}, nil
	return written, since
}

// settled sets the rest that follows a settling of this length.
func (s *sediment) settled(now time.Time, took time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.rest = now.Add(settleShare * took)
}

// apply is the Store's Apply. Whatever writes goes through it, so that nothing
// is left unsettled.
func (v *Vault) apply(ctx context.Context, ops ...Op) error {
	for _, op := range ops {
		if op.Do != Check {
			v.sediment.add(v.now(), op.Collection)
		}
	}
	return v.store.Apply(ctx, ops...)
}

// Tend settles the store where something was written more than a minute ago. It
// is to be called every few seconds; while there is nothing to do it does
// nothing. What failed is done at the next call.
func (v *Vault) Tend(ctx context.Context) error {
	if !v.sediment.due(v.now()) {
		return nil
	}
	return v.settle(ctx)
}

// settleNow settles the store because keys or contents were destroyed. It waits
// a while for whoever is in the way, and leaves it to the next Tend of whoever
// serves where that does not help: nothing fails because of it (promise 7).
func (v *Vault) settleNow(ctx context.Context) {
	_, _ = backoff.Retry(ctx, func() (struct{}, error) {
		err := v.settle(ctx)
		if err != nil && flows.CodeOf(err) != flows.Unavailable {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithMaxElapsedTime(settlePatience))
}

// settle settles the store at once.
func (v *Vault) settle(ctx context.Context) error {
	s, ok := v.store.(settler)
	if !ok {
		return nil
	}
	written, since := v.sediment.take()
	began := v.now()
	err := s.Settle(ctx, written)
	v.sediment.settled(v.now(), v.now().Sub(began))
	if err != nil {
		v.sediment.add(since, written...)
	}
	return err
}
