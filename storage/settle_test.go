package storage_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// tendedHouse is a house on a store that counts how often it is settled.
func tendedHouse(t *testing.T) (*house, *tended) {
	t.Helper()
	h := newHouse(t)
	s := &tended{Store: h.store}
	h.store = s
	h.own = h.vault()
	h.rounds = storage.NewRounds(h.own)
	h.opinions = storage.NewOpinions(h.rounds)
	return h, s
}

// A tended store counts how often it is settled.
type tended struct {
	storage.Store
	times  int
	fail   error
	settle func(context.Context) error // where not nil: instead of failing so
}

func (s *tended) Settle(ctx context.Context, _ []storage.Collection) error {
	s.times++
	if s.settle != nil {
		return s.settle(ctx)
	}
	return s.fail
}

// A store is settled as soon as somebody serves it; from then on a busy hour
// does not put it off, and while nothing is written nothing is done.
func TestSettlingIsDueAMinuteAfterTheFirstWrite(t *testing.T) {
	h, tended := tendedHouse(t)
	id := h.open(nil).ID
	for i, step := range []struct {
		name  string
		write bool
		pass  time.Duration
		fail  error
		want  int
	}{
		{name: "at the start", want: 1},
		{name: "nothing was written", pass: time.Hour, want: 1},
		{name: "just written", write: true, want: 1},
		{name: "half a minute", write: true, pass: 30 * time.Second, want: 1},
		{name: "a minute after the first", write: true, pass: 30 * time.Second, want: 2},
		{name: "no more was written", pass: time.Hour, want: 2},
		{name: "it fails", write: true, pass: time.Minute, fail: storage.ErrConflict, want: 3},
		{name: "so it is done at the next call", want: 4},
		{name: "and then no more", pass: time.Hour, want: 4},
	} {
		if step.write {
			if err := h.opinions.Put(t.Context(), id, receipt(byte(i)), anOpinion(step.name+"的一条意见")); err != nil {
				t.Fatal(err)
			}
		}
		h.now = h.now.Add(step.pass)
		tended.fail = step.fail
		if err := h.own.Tend(t.Context()); err != step.fail {
			t.Errorf("%s: %v", step.name, err)
		}
		if tended.times != step.want {
			t.Errorf("%s: settled %d times, want %d", step.name, tended.times, step.want)
		}
	}
}

// A write that is on its way while the store is settled lands after it, and is
// settled with the next. So is one of which the answer is lost.
func TestAWriteUnderWayIsSettledWithTheNext(t *testing.T) {
	for _, lost := range []error{nil, flows.Fail(flows.Unavailable, "store.away", nil)} {
		h, s := tendedHouse(t)
		id := h.open(nil).ID
		h.now = h.now.Add(2 * time.Minute)
		s.Store = &stalled{Store: answering{s.Store, lost}, at: "opinions", meanwhile: h.tend}
		if err := h.opinions.Put(t.Context(), id, receipt(1), anOpinion("一条意见")); !errors.Is(err, lost) {
			t.Fatal(err)
		}
		before := s.times
		h.now = h.now.Add(2 * time.Minute)
		if h.tend(); s.times != before+1 {
			t.Errorf("answered %v: settled %d times since, want once", lost, s.times-before)
		}
	}
}

// An answering store answers with this what it has done.
type answering struct {
	storage.Store
	with error
}

func (s answering) Apply(ctx context.Context, ops ...storage.Op) error {
	return errors.Join(s.Store.Apply(ctx, ops...), s.with)
}

func (h *house) tend() {
	h.t.Helper()
	if err := h.own.Tend(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
}

// Who stops serving settles what was written last, however lately, and nothing
// where nothing was.
func TestLeavingSettlesWhatWasWrittenLast(t *testing.T) {
	h, s := tendedHouse(t)
	h.tend()
	before := s.times
	if h.own.Settle(t.Context()); s.times != before {
		t.Error("settled though nothing was written")
	}
	h.open(nil)
	if h.own.Settle(t.Context()); s.times != before+1 {
		t.Errorf("settled %d times, want once", s.times-before)
	}
}

// Leaving does not wait for ever for whoever is in the way.
func TestLeavingIsBounded(t *testing.T) {
	h, s := tendedHouse(t)
	s.settle = func(ctx context.Context) error {
		if ends, ok := ctx.Deadline(); !ok || time.Until(ends) > 10*time.Second {
			t.Errorf("it may take until %v", ends)
		}
		return nil
	}
	if h.own.Settle(t.Context()); s.times != 1 {
		t.Fatal("not settled")
	}
}

// Where settling fails it is known afterwards, until it succeeds. What failed is
// tried again within a minute, however long it took to fail; after a success of
// that length the store is left in peace for a while.
func TestWhatIsUnsettledIsKnownAndTriedAgain(t *testing.T) {
	h, s := tendedHouse(t)
	id := h.open(nil).ID
	long := func(err error) func(context.Context) error {
		return func(context.Context) error { h.now = h.now.Add(30 * time.Second); return err }
	}
	s.settle = long(storage.ErrConflict)
	h.close(id)
	if err := h.own.Unsettled(); err != storage.ErrConflict {
		t.Errorf("after a failure: %v", err)
	}
	s.settle = long(nil)
	h.now = h.now.Add(time.Minute)
	if h.tend(); s.times != 2 || h.own.Unsettled() != nil {
		t.Errorf("a minute later: settled %d times, %v", s.times, h.own.Unsettled())
	}
	h.open(nil)
	h.now = h.now.Add(2 * time.Minute)
	if h.tend(); s.times != 2 {
		t.Error("a large store is settled all the time")
	}
}

// What a store refuses for good is not tried again while nothing is written.
func TestWhatIsRefusedIsNotTriedAgain(t *testing.T) {
	h, s := tendedHouse(t)
	refusal := flows.Fail(flows.Refused, "store.order_stays", nil)
	s.fail = refusal
	for range 3 {
		_ = h.own.Tend(t.Context())
		h.now = h.now.Add(time.Hour)
	}
	if s.times != 1 || !errors.Is(h.own.Unsettled(), refusal) {
		t.Errorf("tried %d times, %v", s.times, h.own.Unsettled())
	}
	h.open(nil)
	h.now = h.now.Add(time.Hour)
	wantKey(t, h.own.Tend(t.Context()), "store.order_stays")
}
