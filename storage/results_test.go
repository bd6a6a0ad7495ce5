package storage_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// over is a round that has closed.
func (h *house) over(change func(*flows.Round)) flows.RoundID {
	h.t.Helper()
	r := h.open(change)
	h.close(r.ID)
	return r.ID
}

func (h *house) keep(id flows.RoundID, data string, version uint64) {
	h.t.Helper()
	h.must(h.results.Keep(h.t.Context(), id, flows.KeptResult{Data: []byte(data), Version: version}))
}

func (h *house) present(id flows.RoundID) flows.KeptResult {
	h.t.Helper()
	k, err := h.results.Present(h.t.Context(), id, nil)
	h.must(err)
	return k
}

// stands sees what is kept and what stood before; empty: nothing.
func (h *house) stands(id flows.RoundID, present, before string) {
	h.t.Helper()
	now, err := h.results.Present(h.t.Context(), id, nil)
	if string(now.Data) != present || (err != nil) != (present == "") {
		h.t.Errorf("kept is %q, %v; want %q", now.Data, err, present)
	}
	earlier, err := h.results.Before(h.t.Context(), id, nil)
	if string(earlier.Data) != before || (err != nil) != (before == "") {
		h.t.Errorf("before it stood %q, %v; want %q", earlier.Data, err, before)
	}
}

func TestAResultGoesOneStepBack(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	_, err := h.results.Present(t.Context(), id, nil)
	wantKey(t, err, "result.none")
	h.keep(id, "一", 0)
	h.stands(id, "一", "")
	wantKey(t, h.results.Undo(t.Context(), id, h.present(id).Version), "result.none_before")
	h.keep(id, "二", h.present(id).Version)
	h.keep(id, "三", h.present(id).Version)
	h.stands(id, "三", "二")
	if n := len(h.records(id, "results")); n != 3 {
		t.Errorf("%d records, want the head and two results", n)
	}
	h.must(h.results.Undo(t.Context(), id, h.present(id).Version))
	h.stands(id, "二", "")
	wantKey(t, h.results.Undo(t.Context(), id, h.present(id).Version), "result.none_before")
	h.keep(id, "四", h.present(id).Version)
	h.stands(id, "四", "二")
}

func TestAResultIsChangedFromWhatStands(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.keep(id, "一", 0)
	seen := h.present(id).Version
	h.keep(id, "二", seen)
	for _, version := range []uint64{0, seen} {
		wantKey(t, h.results.Keep(t.Context(), id, flows.KeptResult{Data: []byte("三"), Version: version}), "result.changed")
		wantKey(t, h.results.Undo(t.Context(), id, version), "result.changed")
	}
	h.stands(id, "二", "一")
}

// TestOfManyAtOnceOneIsKept: each in a process of its own. The others are told, and
// leave nothing.
func TestOfManyAtOnceOneIsKept(t *testing.T) {
	for name, arrive := range copyists() {
		t.Run(name, func(t *testing.T) {
			h := arrive(t)
			id := h.over(nil)
			h.keep(id, "一", 0)
			seen := h.present(id).Version
			var kept, told atomic.Int32
			var all sync.WaitGroup
			for i := range 8 {
				results := storage.NewResults(h.roundsOn(h.store))
				all.Go(func() {
					next := flows.KeptResult{Data: fmt.Appendf(nil, "第%d位的", i), Version: seen}
					switch err := results.Keep(context.Background(), id, next); flows.KeyOf(err) {
					case "result.changed":
						told.Add(1)
					default:
						if kept.Add(1); err != nil {
							t.Error(err)
						}
					}
				})
			}
			all.Wait()
			if kept.Load() != 1 || told.Load() != 7 {
				t.Errorf("%d kept, %d told", kept.Load(), told.Load())
			}
			h.keep(id, "二", h.present(id).Version)
			if n := len(h.records(id, "results")); n != 3 {
				t.Errorf("%d records are left, want 3", n)
			}
		})
	}
}

func TestNoResultOfARoundThatHasNotClosed(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	wantKey(t, h.results.Keep(t.Context(), r.ID, flows.KeptResult{Data: []byte("一")}), "round.not_closed")
	_, err := h.results.Present(t.Context(), r.ID, nil)
	wantKey(t, err, "round.not_closed")
	h.close(r.ID)
	h.keep(r.ID, "一", 0)
	other := storage.NewResults(h.roundsOn(&stalled{Store: h.store, at: "results", meanwhile: func() {
		_, err := h.rounds.Destroy(t.Context(), r.ID)
		h.must(err)
	}}))
	wantKey(t, other.Keep(t.Context(), r.ID, flows.KeptResult{Data: []byte("二"), Version: h.present(r.ID).Version}), "round.not_closed")
	if left := h.records(r.ID, "results"); len(left) != 0 {
		t.Errorf("%d records landed in a destroyed round", len(left))
	}
}

// TestAnInterruptedKeepLeavesWhatStands, wherever it breaks off; and it is cleared
// away by the next.
func TestAnInterruptedKeepLeavesWhatStands(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.keep(id, "一", 0)
	h.keep(id, "二", h.present(id).Version)
	broken := 0
	for ; ; broken++ {
		store := &breaking{Store: h.store, at: "results", after: broken}
		next := flows.KeptResult{Data: noise(1 << 20), Version: h.present(id).Version} // three parts
		err := storage.NewResults(h.roundsOn(store)).Keep(t.Context(), id, next)
		if err == nil {
			break
		}
		if !errors.Is(err, errCrash) {
			t.Fatal(err)
		}
		h.stands(id, "二", "一")
	}
	if broken < 4 {
		t.Errorf("it broke at %d places only", broken)
	}
	h.keep(id, "四", h.present(id).Version)
	h.keep(id, "五", h.present(id).Version)
	if n := len(h.records(id, "results")); n != 3 {
		t.Errorf("%d records are left, want 3", n)
	}
}

// A breaking store fails for good once it has done so many Applies to a collection.
type breaking struct {
	storage.Store
	at    string
	after int
}

func (s *breaking) Apply(ctx context.Context, ops ...storage.Op) error {
	for _, op := range ops {
		if op.Name == s.at && op.Do != storage.Check {
			if s.after--; s.after < 0 {
				return errCrash
			}
			break
		}
	}
	return s.Store.Apply(ctx, ops...)
}

// TestAReaderMeetsNoHalfResult: another process changes what is kept between two
// reads, and takes away what was about to be read.
func TestAReaderMeetsNoHalfResult(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.keep(id, "一", 0)
	collection := storage.Collection{Tag: string(id), Name: "results"}
	reader := storage.NewResults(h.roundsOn(&peeked{Store: h.store, at: collection, meanwhile: func() {
		h.keep(id, "二", h.present(id).Version)
		h.keep(id, "三", h.present(id).Version)
	}}))
	if k, err := reader.Present(t.Context(), id, nil); string(k.Data) != "三" || err != nil {
		t.Errorf("read %q, %v", k.Data, err)
	}
}

// TestAChangeOfAResultAndItsEntryAreOne: what is refused leaves none.
func TestAChangeOfAResultAndItsEntryAreOne(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.keep(id, "一", 0)
	next := flows.KeptResult{Data: []byte("二"), Version: h.present(id).Version}
	h.must(h.results.Keep(t.Context(), id, next, h.did(flows.Imported, "张三")))
	wantKey(t, h.results.Keep(t.Context(), id, next, h.did(flows.Imported, "李四")), "result.changed")
	same(t, h.deeds(id), flows.Imported)
	h.must(h.results.Undo(t.Context(), id, h.present(id).Version, h.did(flows.Undone, "李四")))
	wantKey(t, h.results.Undo(t.Context(), id, h.present(id).Version, h.did(flows.Undone, "张三")), "result.none_before")
	same(t, h.deeds(id), flows.Undone, flows.Imported)
}
