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
// fails, as under another reader, it can be asked again; store.order_stays is
// that it never may.
type settler interface {
	Settle(ctx context.Context, written []Collection) error
}

const (
	// settleAfter is how long the traces of a write may stay (promise 7). It
	// counts from the first write, so that a busy hour does not put it off.
	settleAfter = time.Minute
	// settlePatience bounds how long who has closed or destroyed something, or
	// stops serving, waits to settle.
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
	failed  error // why the last settling did; nil: it did not
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

func (s *sediment) isEmpty() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.since.IsZero()
}

// take empties the sediment. What is written from here on is the next one's.
func (s *sediment) take() (written []Collection, since time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	written, since = slices.Collect(maps.Keys(s.written)), s.since
	s.since, s.written = time.Time{}, nil
	return written, since
}

// settled sets the rest that follows a settling of this length, and keeps how it
// ended. A failed one may have done nothing but wait: the next is not put off.
func (s *sediment) settled(now time.Time, took time.Duration, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	rest := settleShare * took
	if err != nil {
		rest = min(rest, settleAfter)
	}
	s.rest, s.failed = now.Add(rest), err
}

// apply is the Store's Apply. Whatever writes goes through it, so that nothing
// is left unsettled. It is noted once it has landed, or may yet: what was noted
// before might be taken for settled by a settling under way.
func (v *Vault) apply(ctx context.Context, ops ...Op) error {
	err := v.store.Apply(ctx, ops...)
	for _, op := range ops {
		if op.Do != Check {
			v.sediment.add(v.now(), op.Collection)
		}
	}
	return err
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

// Settle settles at once what was written and is not settled yet. Who serves
// calls it before letting go of the store: a stopped house is what is copied.
// Like settleNow it waits a while, and nothing fails because of it.
func (v *Vault) Settle(ctx context.Context) {
	if !v.sediment.isEmpty() {
		v.settleNow(ctx)
	}
}

// Unsettled is why the store could not be settled when it last was to be, so that
// what was destroyed, and the order of writing, may still be seen in its files;
// nil where it could. store.order_stays: it never can be; anything else: whoever
// serves tries again.
func (v *Vault) Unsettled() error {
	v.sediment.mu.Lock()
	defer v.sediment.mu.Unlock()
	return v.sediment.failed
}

// settleNow settles the store because keys or contents were destroyed. It waits
// a while for whoever is in the way, and leaves it to the next Tend of whoever
// serves where that does not help: nothing fails because of it (promise 7).
func (v *Vault) settleNow(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, settlePatience)
	defer cancel()
	_, _ = backoff.Retry(ctx, func() (struct{}, error) {
		err := v.settle(ctx)
		if err != nil && flows.CodeOf(err) != flows.Unavailable {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	})
}

// settle settles the store at once. Where it never can be, it is not asked
// again until something is written.
func (v *Vault) settle(ctx context.Context) error {
	s, ok := v.store.(settler)
	if !ok {
		return nil
	}
	written, since := v.sediment.take()
	began := v.now()
	err := s.Settle(ctx, written)
	v.sediment.settled(v.now(), v.now().Sub(began), err)
	if err != nil && !isRefused(err) {
		v.sediment.add(since, written...)
	}
	return err
}
