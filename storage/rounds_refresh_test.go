package storage_test

import (
	"context"
	"iter"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// A listing store counts how often it is asked for the rounds there are, and can
// be held up and fail at it.
type listing struct {
	storage.Store
	lists atomic.Int64
	held  chan struct{} // nil: nothing is held up
	fails error
}

func (s *listing) List(ctx context.Context, c storage.Collection) iter.Seq2[storage.Rec, error] {
	if c.Tag != "rounds" {
		return s.Store.List(ctx, c)
	}
	s.lists.Add(1)
	all := slices.Collect(func(yield func(storage.Rec) bool) {
		for rec := range s.Store.List(ctx, c) {
			yield(rec)
		}
	})
	return func(yield func(storage.Rec, error) bool) {
		if err := s.hold(ctx); err != nil {
			yield(storage.Rec{}, err)
			return
		}
		for _, rec := range all {
			if !yield(rec, nil) {
				return
			}
		}
	}
}

func (s *listing) hold(ctx context.Context) error {
	if s.held == nil {
		return s.fails
	}
	select {
	case <-s.held:
		return s.fails
	case <-ctx.Done():
		return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: ctx.Err()}
	}
}

// behind runs a test in a time of its own, with a house and the rounds of a
// process that reads them from a listing store.
func behind(t *testing.T, test func(h *house, s *listing, r *storage.Rounds)) {
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		s := &listing{Store: h.store}
		test(h, s, storage.NewRounds(h.vaultOn(s)))
	})
}

// refreshes starts n readings that wait, and gives what they come to.
func (h *house) refreshes(ctx context.Context, r *storage.Rounds, n int) chan error {
	got := make(chan error, n)
	for range n {
		go func() { got <- r.Refresh(ctx) }()
	}
	synctest.Wait()
	return got
}

// Whoever asks learns of every round there was by then; who asks meanwhile waits
// for the next reading, and all of them for the same.
func TestManyWhoAskAtOnceAreOneReading(t *testing.T) {
	behind(t, func(h *house, s *listing, r *storage.Rounds) {
		s.held = make(chan struct{})
		first := h.refreshes(h.t.Context(), r, 1)
		late := h.open(nil)
		rest := h.refreshes(h.t.Context(), r, 50)
		close(s.held)
		for range 50 {
			if err := <-rest; err != nil {
				h.t.Fatal(err)
			}
		}
		if err := <-first; err != nil || len(r.Known()) != 1 || r.Known()[0].ID != late.ID {
			h.t.Errorf("%v, known %v", err, r.Known())
		}
		if n := s.lists.Load(); n != 2 {
			h.t.Errorf("%d readings, want 2", n)
		}
	})
}

// However many links lead nowhere, the rounds are read once a second; the first
// few at once, so that nobody who asks now and then is kept waiting.
func TestReadingsKeepAPace(t *testing.T) {
	behind(t, func(h *house, s *listing, r *storage.Rounds) {
		began := time.Now()
		for n := range 60 {
			if err := r.Refresh(h.t.Context()); err != nil {
				h.t.Fatal(err)
			}
			if n == 2 && time.Since(began) != 0 {
				h.t.Errorf("the third reading waited %v", time.Since(began))
			}
		}
		if took := time.Since(began); took < 50*time.Second || took > 60*time.Second {
			h.t.Errorf("60 readings took %v", took)
		}
	})
}

// Who has no more time ends alone: waiting for a turn, or reading for others.
func TestWhoseTimeEndsTakesNobodyAlong(t *testing.T) {
	behind(t, func(h *house, s *listing, r *storage.Rounds) {
		for range 10 { // the next has to wait a second
			if err := r.Refresh(h.t.Context()); err != nil {
				h.t.Fatal(err)
			}
		}
		s.held = make(chan struct{})
		short, cancel := context.WithTimeout(h.t.Context(), 1500*time.Millisecond)
		defer cancel()
		reads, waits := h.refreshes(short, r, 1), h.refreshes(short, r, 1)
		rest := h.refreshes(h.t.Context(), r, 3)
		for _, got := range []chan error{reads, waits} {
			if err := <-got; flows.CodeOf(err) != flows.Unavailable {
				h.t.Errorf("at the end of its time: %v", err)
			}
		}
		close(s.held)
		for range 3 {
			if err := <-rest; err != nil {
				h.t.Error(err)
			}
		}
		if n := s.lists.Load(); n != 12 {
			h.t.Errorf("%d readings, want 10, one that was cut off and one", n)
		}
	})
}

func TestAStoreThatIsAwayIsAskedOnceForAllWhoWait(t *testing.T) {
	behind(t, func(h *house, s *listing, r *storage.Rounds) {
		s.held, s.fails = make(chan struct{}), flows.Fail(flows.Unavailable, "store.away", nil)
		first := h.refreshes(h.t.Context(), r, 1)
		rest := h.refreshes(h.t.Context(), r, 20)
		close(s.held)
		for range 20 {
			if err := <-rest; flows.KeyOf(err) != "store.away" {
				h.t.Errorf("error %v", err)
			}
		}
		if <-first; s.lists.Load() != 2 {
			h.t.Errorf("it was asked %d times, want twice", s.lists.Load())
		}
	})
}
