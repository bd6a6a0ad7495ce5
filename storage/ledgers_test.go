package storage_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"filippo.io/age"

	"soundings/flows"
	"soundings/storage"
)

// enter keeps a ledger in place of the one there is, taken in today.
func (h *house) enter(id flows.RoundID, data, to string, did ...flows.Act) {
	h.t.Helper()
	l, err := h.ledgers.Look(h.t.Context(), id)
	if err != nil {
		wantKey(h.t, err, "ledger.none")
	}
	h.must(h.ledgers.Keep(h.t.Context(), id, flows.KeptLedger{Data: []byte(data), Version: l.Version, On: h.now.Format("2006-01-02"), To: to}, did...))
}

// reads sees what the ledger of a round holds; empty: there is none.
func (h *house) reads(id flows.RoundID, want string) {
	h.t.Helper()
	l, err := h.ledgers.Present(h.t.Context(), id, nil)
	if string(l.Data) != want || (err != nil) != (want == "") {
		h.t.Errorf("the ledger holds %q, %v; want %q", l.Data, err, want)
	}
}

// TestALedgerOutlivesItsRound, as the next one goes on from it; and it is removed by
// itself.
func TestALedgerOutlivesItsRound(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.reads(id, "")
	h.enter(id, "一", "", flows.Act{Deed: flows.Imported})
	h.enter(id, "二", "")
	if _, err := h.rounds.Destroy(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	h.reads(id, "二")
	h.enter(id, "三", "")
	h.reads(id, "三")
	if n := len(h.records(id, "ledger")); n != 2 {
		t.Errorf("%d records, want the head and one part", n)
	}
	if acts, err := h.rounds.Acts(t.Context(), id); err != nil || len(acts) != 1 || acts[0].Deed != flows.Imported {
		t.Errorf("%+v, %v", acts, err)
	}
	for range 2 {
		h.must(h.ledgers.Remove(t.Context(), id))
		h.reads(id, "")
	}
	if n := len(h.records(id, "ledger")); n != 0 {
		t.Errorf("%d records are left", n)
	}
}

// TestALedgerIsSealed under a key that opens no other, or to the organizer's own.
func TestALedgerIsSealed(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	stranger, _ := age.GenerateX25519Identity()
	h := newHouse(t)
	first, second, mine := h.over(nil), h.over(nil), h.over(nil)
	words := strings.Repeat("窗口办事要跑三趟。", 20)
	h.enter(first, words, "")
	h.enter(second, "短", "")
	h.enter(mine, words, own.Recipient().String())
	for _, id := range []flows.RoundID{first, second, mine} {
		for _, rec := range h.records(id, "ledger") {
			if bytes.Contains(rec.Value, []byte("窗口")) || bytes.Contains(rec.Value, []byte("2026-11-02")) {
				t.Error("a word is readable")
			}
		}
	}
	_, err := h.ledgers.Present(t.Context(), mine, nil)
	wantKey(t, err, "identity.needed")
	_, err = h.ledgers.Present(t.Context(), mine, stranger)
	wantKey(t, err, "identity.wrong")
	if l, err := h.ledgers.Present(t.Context(), mine, own); string(l.Data) != words || err != nil {
		t.Errorf("the organizer reads %q, %v", l.Data, err)
	}
	if l, err := h.ledgers.Present(t.Context(), first, stranger); string(l.Data) != words || err != nil {
		t.Errorf("an identity that is not needed is in the way: %v", err)
	}
	var ops []storage.Op
	for _, to := range h.records(first, "ledger") {
		for _, from := range h.records(second, "ledger") {
			if to.ID == "head" && from.ID == "head" {
				ops = append(ops, storage.Op{Do: storage.Put, Key: to.Key, Expect: to.Version, Version: 7, Value: from.Value})
			}
		}
	}
	h.must(h.store.Apply(t.Context(), ops...))
	h.reads(first, "")
}

func TestALedgerIsChangedFromWhatStands(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.enter(id, "一", "")
	seen, err := h.ledgers.Look(t.Context(), id)
	h.must(err)
	h.enter(id, "二", "")
	for _, version := range []uint64{0, seen.Version} {
		wantKey(t, h.ledgers.Keep(t.Context(), id, flows.KeptLedger{Data: []byte("三"), Version: version}), "ledger.changed")
	}
	h.reads(id, "二")
}

// TestALedgerOfManyPointsIsKept, in parts; one that breaks off leaves what stands.
func TestALedgerOfManyPointsIsKept(t *testing.T) {
	h := newHouse(t)
	id := h.over(nil)
	h.enter(id, "一", "")
	many := string(noise(3 << 20))
	for after := range 4 {
		v, err := storage.Unlock(t.Context(), &breaking{Store: h.store, at: "ledger", after: after}, storage.NewKeys(serviceKey), h.clock)
		h.must(err)
		l, err := h.ledgers.Look(t.Context(), id)
		h.must(err)
		if err := storage.NewLedgers(v).Keep(t.Context(), id, flows.KeptLedger{Data: []byte(many), Version: l.Version}); err == nil {
			t.Fatal("nothing broke")
		}
		h.reads(id, "一")
	}
	h.enter(id, many, "")
	if l, err := h.ledgers.Present(t.Context(), id, nil); string(l.Data) != many || err != nil {
		t.Errorf("%d bytes, %v", len(l.Data), err)
	}
	h.enter(id, "二", "")
	if n := len(h.records(id, "ledger")); n != 2 {
		t.Errorf("%d records are left", n)
	}
}

// TestALedgerIsKeptSoManyDays, counted from when it was last taken in.
func TestALedgerIsKeptSoManyDays(t *testing.T) {
	for _, c := range []struct {
		days, later int
		kept        bool
	}{{0, 5000, true}, {30, 30, true}, {30, 31, false}} {
		t.Run(fmt.Sprint(c), func(t *testing.T) {
			h := newHouse(t)
			id := h.over(nil)
			h.enter(id, "一", "")
			h.must(h.ledgers.Expire(t.Context(), id, c.days))
			h.now = h.now.AddDate(0, 0, c.later)
			h.must(h.ledgers.Expire(t.Context(), id, c.days))
			h.must(h.ledgers.Expire(t.Context(), "00000000-0000-4000-8000-000000000000", c.days))
			want := "一"
			if !c.kept {
				want = ""
			}
			h.reads(id, want)
		})
	}
}
