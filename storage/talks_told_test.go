package storage_test

import (
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// Of several processes one tells.
func TestAMemberIsToldOfATalkOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		round := h.open(team).ID
		id := h.logs(round, 1)
		var all sync.WaitGroup
		var told atomic.Int32
		for range 5 {
			other := storage.NewTalks(h.roundsOn(h.store))
			all.Go(func() {
				switch err := other.Tell(t.Context(), round, id, "li"); flows.CodeOf(err) {
				case "":
					told.Add(1)
				case flows.Refused:
				default:
					t.Error(err)
				}
			})
		}
		all.Wait()
		if told.Load() != 1 {
			t.Errorf("%d tell", told.Load())
		}
		h.must(h.talks.Untell(t.Context(), round, id, "li"))
		h.must(h.talks.Tell(t.Context(), round, id, "li"))
		wantKey(t, h.talks.Tell(t.Context(), round, id, "li"), "talk.changed")
		wantKey(t, h.talks.Tell(t.Context(), round, id, "wang"), "talk.changed") // who logged it knows
		h.must(h.talks.Withdraw(t.Context(), round, id, "wang"))
		wantKey(t, h.talks.Tell(t.Context(), round, id, "li"), "talk.withdrawn")
		next := h.logs(round, 2)
		h.close(round)
		wantKey(t, h.talks.Tell(t.Context(), round, next, "li"), "talk.too_late")
	})
}
