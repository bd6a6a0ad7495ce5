package telegram

import (
	"testing"
	"testing/synctest"
	"time"
)

// TestWindow: only the handled front is confirmed, in the order of arrival.
func TestWindow(t *testing.T) {
	w := newWindow()
	for _, id := range []int64{10, 11, 12, 3} {
		if !w.add(id) || w.add(id) {
			t.Errorf("%d is not new once", id)
		}
	}
	for _, step := range []struct{ done, next int64 }{{11, 0}, {10, 12}, {3, 12}, {12, 4}} {
		if w.done(step.done); w.next() != step.next {
			t.Errorf("after %d the offset is %d, want %d", step.done, w.next(), step.next)
		}
	}
	if w.add(12) {
		t.Error("what no request has confirmed yet is new")
	}
	w.ask()
	if w.add(12) {
		t.Error("what a request under way confirms is new")
	}
	w.answered()
	if w.open() != 0 || len(w.state) != 0 || w.add(0) {
		t.Error("something is left")
	}
}

// TestRest: until the front moves, or the time is over.
func TestRest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := newWindow()
		start := time.Now()
		if w.rest(t.Context(), time.Second) || time.Since(start) != time.Second {
			t.Error("nothing moved")
		}
		w.add(1)
		go w.done(1)
		if !w.rest(t.Context(), time.Hour) || time.Since(start) != time.Second {
			t.Error("the front moved")
		}
	})
}
