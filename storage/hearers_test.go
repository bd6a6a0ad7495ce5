package storage_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/storage"
)

// hear keeps the addresses of so many who want to hear how the round came out.
func (h *house) hear(id flows.RoundID, n int) {
	h.t.Helper()
	for i := range n {
		h.must(h.hearers.Keep(h.t.Context(), id, anAddress(i)))
	}
}

// bids closes a round, releases it and has its closing message sent.
func (h *house) bids(id flows.RoundID) {
	h.t.Helper()
	h.close(id)
	h.step(id, func(r flows.Round) (flows.Round, error) { return r.Release(r.K, h.now) })
	h.step(id, func(r flows.Round) (flows.Round, error) { return r.Bid(flows.Farewell{Took: r.K}, h.now) })
}

func (h *house) step(id flows.RoundID, step func(flows.Round) (flows.Round, error)) {
	h.t.Helper()
	h.must(second(h.rounds.Change(h.t.Context(), id, step)))
}

func (h *house) bidding(r flows.Round) string { return r.BidsFor(h.now) }

// It is asked for while the round is open, outlives the closing, and can be taken back
// then as well, by whoever has no session any more.
func TestWhoAskedToHearIsKnownAfterTheClosing(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(nil).ID
		h.hear(id, 3)
		h.asked(id, 3)
		h.close(id)
		if left := h.records(id, "addresses"); len(left) != 0 {
			t.Errorf("%d who asked to be reminded are still known", len(left))
		}
		for i, want := range []bool{true, true, false} {
			if !want {
				h.must(h.hearers.Drop(t.Context(), id, anAddress(i).ID))
			}
			if is, err := h.hearers.Kept(t.Context(), id, anAddress(i).ID); is != want || err != nil {
				t.Errorf("%d is kept: %v, %v", i, is, err)
			}
		}
		if all, err := h.hearers.Waiting(t.Context(), id, someDay); len(all) != 2 || err != nil {
			t.Errorf("%d wait, %v", len(all), err)
		}
		wantKey(t, h.hearers.Keep(t.Context(), id, anAddress(9)), "round.is_closed") // nobody comes later
	})
}

func TestOfManyProcessesOneBidsFarewell(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(nil).ID
		h.hear(id, 3)
		h.bids(id)
		var claimed atomic.Int32
		var all sync.WaitGroup
		for range 8 {
			other := storage.NewHearers(h.roundsOn(h.store))
			all.Go(func() {
				for i := range 3 {
					switch _, err := other.Claim(t.Context(), id, anAddress(i).ID, h.bidding); {
					case err == nil:
						claimed.Add(1)
					default:
						wantKey(t, err, "round.not_due")
					}
				}
			})
		}
		all.Wait()
		if claimed.Load() != 3 {
			t.Errorf("claimed %d times, want each once", claimed.Load())
		}
		h.must(h.hearers.Return(t.Context(), id, anAddress(1).ID))
		if left, err := h.hearers.Waiting(t.Context(), id, h.now.Format("2006-01-02")); len(left) != 1 || err != nil {
			t.Errorf("%d wait after one was returned, %v", len(left), err)
		}
	})
}

// Three replicas look after a round: none of them forgets whoever asked too early, and
// afterwards neither they nor what opened them is there.
func TestWhoAskedToHearIsForgotten(t *testing.T) {
	for name, c := range map[string]struct {
		end  func(*house, flows.RoundID)
		days int
	}{
		"no message was ever sent":          {(*house).close, flows.HearDays},
		"three days after the closing word": {(*house).bids, 3},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, h *house) {
				id := h.open(nil).ID
				h.hear(id, 3)
				c.end(h, id)
				var keepers []organize.Keeper
				for range 3 {
					keepers = append(keepers, organize.Keeper{Rounds: h.roundsOn(h.store), Now: h.clock})
				}
				h.now = h.now.AddDate(0, 0, c.days).Add(-1)
				tick(t, keepers)
				if left := h.records(id, "hearers"); len(left) != 3 {
					t.Fatalf("%d are left before their time is over", len(left))
				}
				h.now = h.now.Add(1)
				tick(t, keepers)
				tick(t, keepers)
				if left := h.records(id, "hearers"); len(left) != 0 {
					t.Errorf("%d are left", len(left))
				}
				after := h.roundsOn(h.store)
				wantKey(t, second(after.Hearing(t.Context(), id)), "round.forgotten")
				wantKey(t, second(storage.NewHearers(after).Kept(t.Context(), id, anAddress(1).ID)), "round.forgotten")
			})
		})
	}
}

// Of a round below k nothing will ever be told: whoever asked is not known a day longer.
func TestBelowKWhoeverAskedIsForgotten(t *testing.T) {
	for people, want := range map[int]int{4: 0, 5: 3} {
		h := newHouse(t)
		id := h.open(func(r *flows.Round) { r.Admission = flows.Open }).ID
		h.hear(id, 3)
		for i := range people {
			h.must(h.tickets.Enter(t.Context(), id, flows.Participant(fmt.Sprintf("%032x", i))))
		}
		keeper := organize.Keeper{Rounds: h.rounds, Now: h.clock, Few: organize.Few(h.tickets)}
		h.must(keeper.Tick(t.Context()))
		if left := h.records(id, "hearers"); len(left) != 3 {
			t.Fatalf("%d of 3 are known while it is open", len(left))
		}
		h.close(id)
		h.must(keeper.Tick(t.Context()))
		if left := h.records(id, "hearers"); len(left) != want {
			t.Errorf("of %d who took part: %d are known, want %d", people, len(left), want)
		}
		h.must(keeper.Tick(t.Context()))
	}
}

// Once the time is over nothing is handed out, though nobody has looked after the
// round since.
func TestWhoAskedToHearIsNotWrittenToAfterTheirTime(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	h.hear(id, 1)
	h.bids(id)
	h.now = h.now.AddDate(0, 0, 3)
	_, err := h.hearers.Claim(t.Context(), id, anAddress(0).ID, func(flows.Round) string { return someDay })
	wantKey(t, err, "round.forgotten")
	wantKey(t, second(h.rounds.Hearing(t.Context(), id)), "round.forgotten")
}

// Nothing that follows from the service key alone opens one, nor what opens those who
// asked to be reminded; and it goes with the round.
func TestAHearerIsOfItsRoundAndNothingElse(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.hear(r.ID, 3)
	h.asked(r.ID, 3)
	alike := map[string]bool{}
	for _, rec := range h.records(r.ID, "hearers") {
		alike[fmt.Sprint(len(rec.Value), " ", len(fmt.Sprint(rec.Version)))] = true
		if storage.OpensWithServiceKey(storage.NewKeys(serviceKey), rec) {
			t.Error("the service key alone opens it")
		}
	}
	if len(alike) != 1 {
		t.Errorf("lengths of values and versions tell them apart: %v", alike)
	}
	secret, err := h.rounds.Secret(t.Context(), r.ID)
	h.must(err)
	if hearing, err := h.rounds.Hearing(t.Context(), r.ID); err != nil || hearing == secret {
		t.Errorf("it hangs on the secret that participants hang on: %v", err)
	}
	h.close(r.ID)
	h.must(second(h.rounds.Destroy(t.Context(), r.ID)))
	if left := h.records(r.ID, "hearers"); len(left) != 0 {
		t.Errorf("%d outlive their round", len(left))
	}
	wantKey(t, second(h.rounds.Hearing(t.Context(), r.ID)), "round.forgotten")
}
