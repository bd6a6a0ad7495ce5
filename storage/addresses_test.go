package storage_test

import (
	"bytes"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// onBoth runs a test in a house on each kind of store.
func onBoth(t *testing.T, test func(t *testing.T, h *house)) {
	for name, arrive := range copyists() {
		t.Run(name, func(t *testing.T) { test(t, arrive(t).house) })
	}
}

// anAddress is somebody's, sealed as package bot would seal it.
func anAddress(i int) flows.Address {
	return flows.Address{ID: flows.AddressID(fmt.Sprintf("%032x", i)), Sealed: bytes.Repeat([]byte{byte(i + 1)}, 104)}
}

// asked keeps the addresses of so many.
func (h *house) asked(id flows.RoundID, n int) {
	h.t.Helper()
	for i := range n {
		h.must(h.addresses.Keep(h.t.Context(), id, anAddress(i)))
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// waiting fails unless these and no others wait for their reminder.
func (h *house) waiting(id flows.RoundID, want ...int) {
	h.t.Helper()
	all, err := h.addresses.Waiting(h.t.Context(), id, someDay)
	h.must(err)
	found := map[flows.AddressID]string{}
	for _, a := range all {
		found[a.ID] = string(a.Sealed)
	}
	for _, i := range want {
		if a := anAddress(i); found[a.ID] != string(a.Sealed) {
			h.t.Errorf("the address %d does not wait", i)
		}
	}
	if len(all) != len(want) {
		h.t.Errorf("%d wait, want %d", len(all), len(want))
	}
}

const someDay = "2026-11-19"

func always(flows.Round) string { return someDay }

func TestAnAddressIsKeptOnceAndTakenBackAtAnyTime(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(nil).ID
		kept := func(want bool) {
			t.Helper()
			if is, err := h.addresses.Kept(t.Context(), id, anAddress(0).ID); is != want || err != nil {
				t.Errorf("kept %v, %v, want %v", is, err, want)
			}
		}
		kept(false)
		for range 2 {
			h.asked(id, 2)
			h.waiting(id, 0, 1)
		}
		kept(true)
		for range 2 { // also where it is gone already
			h.must(h.addresses.Drop(t.Context(), id, anAddress(0).ID))
			h.waiting(id, 1)
		}
		kept(false)
	})
}

func TestOfManyProcessesOneReminds(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(nil).ID
		h.asked(id, 3)
		var claimed atomic.Int32
		var all sync.WaitGroup
		for range 8 {
			other := storage.NewAddresses(h.roundsOn(h.store))
			all.Go(func() {
				for i := range 3 {
					switch _, err := other.Claim(t.Context(), id, anAddress(i).ID, always); {
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
		h.waiting(id) // whatever becomes of those who claimed
	})
}

func TestAClaimIsTakenBackWhereNothingWasSent(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	h.asked(id, 2)
	one := anAddress(0).ID
	wantKey(t, h.addresses.Return(t.Context(), id, one), "round.not_due") // nobody has claimed it
	for range 2 {
		h.must(second(h.addresses.Claim(t.Context(), id, one, always)))
		h.waiting(id, 1)
		h.must(h.addresses.Return(t.Context(), id, one))
		h.waiting(id, 0, 1)
	}
	h.must(second(h.addresses.Claim(t.Context(), id, one, always)))
	h.asked(id, 2) // to ask again is no second reminder
	h.waiting(id, 1)
	later := func(flows.Round) string { return "2026-11-26" }
	h.must(second(h.addresses.Claim(t.Context(), id, one, later))) // an extension is
	wantKey(t, second(h.addresses.Claim(t.Context(), id, one, later)), "round.not_due")
}

// claimsWhile claims an address while another process changes its round, which
// closes on the twentieth.
func (h *house) claimsWhile(change func(flows.Round) (flows.Round, error)) (flows.Round, error) {
	h.t.Helper()
	r := h.open(func(r *flows.Round) { r.Closes = time.Date(2026, 11, 20, 0, 0, 0, 0, time.UTC) })
	h.asked(r.ID, 1)
	other := h.roundsOn(h.store)
	server := storage.NewAddresses(h.roundsOn(&stalled{Store: h.store, at: "addresses", meanwhile: func() { h.must(second(other.Change(h.t.Context(), r.ID, change))) }}))
	return server.Claim(h.t.Context(), r.ID, anAddress(0).ID, func(r flows.Round) string {
		if r.Closes.Day() != 20 {
			return ""
		}
		return someDay
	})
}

// What the round really is counts, not what this process knows of it.
func TestWhatAClaimIsMadeOf(t *testing.T) {
	h := newHouse(t)
	later := func(d time.Duration) func(flows.Round) (flows.Round, error) {
		return func(r flows.Round) (flows.Round, error) { return r.Extend(r.Closes.Add(d), h.now) }
	}
	r, err := h.claimsWhile(later(9 * time.Hour))
	if err != nil || r.Closes.Hour() != 9 {
		t.Errorf("extended by some hours: it closes at %v, %v", r.Closes, err)
	}
	_, err = h.claimsWhile(later(7 * 24 * time.Hour))
	wantKey(t, err, "round.not_due")
	_, err = h.claimsWhile(func(r flows.Round) (flows.Round, error) { return r.Close(h.now) })
	wantKey(t, err, "round.is_closed")
}

func TestWhatWasTakenBackIsNotClaimed(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	h.asked(id, 1)
	drop := func() { h.must(h.addresses.Drop(t.Context(), id, anAddress(0).ID)) }
	server := storage.NewAddresses(h.roundsOn(&stalled{Store: h.store, at: "addresses", meanwhile: drop}))
	_, err := server.Claim(t.Context(), id, anAddress(0).ID, always)
	wantKey(t, err, "round.not_due")
	h.waiting(id)
}

// An address needs the round's secret and goes with it: nothing that follows
// from the service key alone opens it, and after the closing it is not there.
func TestAnAddressGoesWithItsRound(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		r := h.open(nil)
		h.asked(r.ID, 3)
		h.must(second(h.addresses.Claim(t.Context(), r.ID, anAddress(1).ID, always)))
		records := h.records(r.ID, "addresses")
		for _, rec := range records {
			if storage.OpensWithServiceKey(storage.NewKeys(serviceKey), rec) {
				t.Error("the service key alone opens it")
			}
		}
		h.close(r.ID)
		if left := h.records(r.ID, "addresses"); len(records) != 3 || len(left) != 0 {
			t.Errorf("%d addresses were kept, %d are left", len(records), len(left))
		}
		for _, err := range []error{h.addresses.Keep(t.Context(), r.ID, anAddress(7)), h.addresses.Drop(t.Context(), r.ID, anAddress(1).ID),
			second(h.addresses.Kept(t.Context(), r.ID, anAddress(1).ID)), second(h.addresses.Waiting(t.Context(), r.ID, someDay))} {
			wantKey(t, err, "round.is_closed")
		}
	})
}

// Where a process ended between closing and clearing, destroying clears.
func TestAnAddressThatWasLeftIsDestroyed(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.asked(r.ID, 1)
	rounds := h.roundsOn(&crashing{Store: h.store, at: "addresses"})
	_, err := rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Close(h.now) })
	h.must(err)
	if len(h.records(r.ID, "addresses")) != 1 {
		t.Fatal("it is cleared already: nothing can be seen to go")
	}
	h.must(second(h.rounds.Destroy(t.Context(), r.ID)))
	if len(h.records(r.ID, "addresses")) != 0 {
		t.Error("it is still there")
	}
}

func second[T any](_ T, err error) error { return err }

func (h *house) records(id flows.RoundID, name string) (all []storage.Rec) {
	h.t.Helper()
	for rec, err := range h.store.List(h.t.Context(), storage.Collection{Tag: string(id), Name: name}) {
		h.must(err)
		all = append(all, rec)
	}
	return all
}

// What a copy shows of an address: not whether it was reminded, not how often it
// was claimed and returned.
func TestAddressesAreAllAlikeInTheStore(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	h.asked(id, 3)
	h.must(second(h.addresses.Claim(t.Context(), id, anAddress(1).ID, always)))
	h.must(second(h.addresses.Claim(t.Context(), id, anAddress(2).ID, always)))
	h.must(h.addresses.Return(t.Context(), id, anAddress(2).ID))
	alike := map[string]bool{}
	for _, rec := range h.records(id, "addresses") {
		alike[fmt.Sprint(len(rec.Value), " ", len(fmt.Sprint(rec.Version)))] = true
	}
	if len(alike) != 1 || !alike["296 19"] {
		t.Errorf("lengths of values and versions tell them apart: %v", alike)
	}
}

// A damaged record is kept until it is dropped or written anew; nobody else
// waits because of it.
func TestADamagedAddressIsInNobodysWay(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	h.asked(id, 2)
	for _, rec := range h.records(id, "addresses") {
		if rec.ID == string(anAddress(0).ID) {
			h.must(h.store.Apply(t.Context(), storage.Op{Do: storage.Put, Key: rec.Key, Expect: rec.Version, Value: bytes.Repeat([]byte("x"), 296), Version: 7}))
		}
	}
	h.waiting(id, 1)
	if kept, err := h.addresses.Kept(t.Context(), id, anAddress(0).ID); !kept || err != nil {
		t.Errorf("kept %v, %v", kept, err)
	}
	wantKey(t, second(h.addresses.Claim(t.Context(), id, anAddress(0).ID, always)), "round.not_due")
	h.asked(id, 1)
	h.waiting(id, 0, 1)
}
