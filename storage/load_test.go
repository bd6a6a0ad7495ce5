package storage_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/cenkalti/backoff/v5"

	"soundings/flows"
	"soundings/storage"
)

// A load is writers at work. Each counts in two records at once and, as the bot
// does, repeats what it was not told of until it is.
type load struct {
	t       *testing.T
	store   storage.Store
	writers []*writer
	all     sync.WaitGroup
	stop    context.CancelFunc

	mu        sync.Mutex
	confirmed int
	more      chan struct{} // closed, and replaced, at each confirmation
}

type writer struct {
	*load
	id    string
	count uint64 // as it was confirmed
	lost  uint64 // what was confirmed and is gone
}

// startLoad has four write into a store.
func startLoad(t *testing.T, store storage.Store) *load {
	ctx, stop := context.WithCancel(context.Background())
	l := &load{t: t, store: store, stop: stop, more: make(chan struct{})}
	for i := range 4 {
		w := &writer{load: l, id: fmt.Sprint("w", i)}
		l.writers = append(l.writers, w)
		l.all.Go(func() {
			for ctx.Err() == nil {
				w.next()
			}
		})
	}
	return l
}

// next counts one on.
func (w *writer) next() {
	ops := w.puts(w.count)
	_, err := backoff.Retry(context.Background(), func() (struct{}, error) {
		err := w.store.Apply(context.Background(), ops...)
		if err != nil && flows.CodeOf(err) != flows.Unavailable {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithBackOff(backoff.NewConstantBackOff(5*time.Millisecond)), backoff.WithMaxElapsedTime(time.Minute))
	if errors.Is(err, storage.ErrConflict) {
		w.goesBack()
		return
	}
	if err != nil {
		w.t.Errorf("Apply: %v", err)
		w.stop()
		return
	}
	w.count++
	w.mu.Lock()
	defer w.mu.Unlock()
	w.confirmed++
	close(w.more)
	w.more = make(chan struct{})
}

func (w *writer) puts(expect uint64) []storage.Op {
	ops := []storage.Op{somePut(w.id+"-a", fmt.Sprint(expect+1)), somePut(w.id+"-b", fmt.Sprint(expect+1))}
	ops[0].Expect, ops[1].Expect = expect, expect
	return ops
}

// goesBack counts on from what is left.
func (w *writer) goesBack() {
	var left uint64
	switch rec, err := w.store.Get(context.Background(), someKey(w.id+"-a")); {
	case err == nil:
		left = rec.Version
	case !errors.Is(err, storage.ErrNotFound):
		return // away: the next write finds out
	}
	if left >= w.count {
		w.t.Errorf("%s stands at %d, though only %d were confirmed", w.id, left, w.count)
		w.stop()
	}
	w.lost += w.count - left
	w.count = left
}

// goesOn waits until n more were confirmed.
func (l *load) goesOn(n int) {
	l.t.Helper()
	late := time.After(time.Minute)
	l.mu.Lock()
	want := l.confirmed + n
	l.mu.Unlock()
	for {
		l.mu.Lock()
		have, more := l.confirmed, l.more
		l.mu.Unlock()
		if have >= want || l.t.Failed() {
			return
		}
		select {
		case <-more:
		case <-late:
			l.t.Fatalf("%d more confirmations never come", want-have)
		}
	}
}

// end stops the writers and looks whether each record is as its writer left it:
// every count there, once, in both. It gives how many were confirmed, and how
// many of them were lost.
func (l *load) end() (confirmed int, lost uint64) {
	l.t.Helper()
	l.stop()
	l.all.Wait()
	for _, w := range l.writers {
		for _, id := range []string{w.id + "-a", w.id + "-b"} {
			rec, err := l.store.Get(context.Background(), someKey(id))
			if err != nil && !errors.Is(err, storage.ErrNotFound) || rec.Version != w.count {
				l.t.Errorf("%s stands at %d, %v; %d were confirmed", id, rec.Version, err, w.count)
			}
		}
		lost += w.lost
	}
	return l.confirmed, lost
}
