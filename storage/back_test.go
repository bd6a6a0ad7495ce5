package storage_test

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// A regress is a house whose store forgets: what was written about a round since
// the beginning is gone after goesBack, though this process remembers it. A power
// cut and a failover do that, while the bot runs on.
type regress struct {
	*house
	round flows.Round
	then  map[storage.Key]storage.Rec
}

func newRegress(t *testing.T) *regress {
	t.Helper()
	g := &regress{house: newHouse(t)}
	g.round = g.open(titled("a round", g.now.AddDate(0, 0, 9)))
	g.save("chat", in(g.round))
	g.then = g.records()
	return g
}

// records are those of the round and its sessions.
func (g *regress) records() map[storage.Key]storage.Rec {
	g.t.Helper()
	all := map[storage.Key]storage.Rec{}
	for _, name := range []string{"round", "sessions"} {
		for rec, err := range g.store.List(g.t.Context(), storage.Collection{Tag: string(g.round.ID), Name: name}) {
			if err != nil {
				g.t.Fatal(err)
			}
			all[rec.Key] = rec
		}
	}
	return all
}

func (g *regress) goesBack() {
	g.t.Helper()
	now := g.records()
	var ops []storage.Op
	for key, rec := range g.then {
		if now[key].Version != rec.Version {
			ops = append(ops, storage.Op{Do: storage.Put, Key: key, Expect: now[key].Version, Version: rec.Version, Value: rec.Value})
		}
	}
	if err := g.store.Apply(g.t.Context(), ops...); err != nil || len(ops) == 0 {
		g.t.Fatalf("%d records go back: %v", len(ops), err)
	}
}

func (g *regress) extends(by *storage.Rounds, days int) {
	g.t.Helper()
	_, err := by.Change(g.t.Context(), g.round.ID, func(r flows.Round) (flows.Round, error) { return r.Extend(g.now.AddDate(0, 0, days), g.now) })
	if err != nil {
		g.t.Fatal(err)
	}
}

// gives submits an opinion, with a receipt of its own.
func (g *regress) gives(n byte) error {
	return g.opinions.Put(g.t.Context(), g.round.ID, receipt(n), anOpinion("Too slow."))
}

// A round that was extended, and is not any more.
func TestARoundThatWentBackLocksNobodyOut(t *testing.T) {
	g := newRegress(t)
	g.extends(g.rounds, 30)
	g.goesBack()
	if err := g.goesOn(g.sessions, "typed afterwards"); err != nil {
		t.Errorf("typing: %v", err)
	}
	if err := g.gives(1); err != nil {
		t.Errorf("submitting: %v", err)
	}
	if err := g.rounds.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := g.rounds.Round(t.Context(), g.round.ID); !got.Closes.Equal(g.round.Closes) {
		t.Errorf("it closes %v, want %v", got.Closes, g.round.Closes)
	}
}

// The change that was lost and the one that came instead are the same in number
// and in nothing else: nothing lands after the close.
func TestWhatWasLostIsNotTakenForWhatCameInstead(t *testing.T) {
	g := newRegress(t)
	g.extends(g.rounds, 30)
	g.goesBack()
	another := g.roundsOn(g.store)
	if _, err := another.Change(t.Context(), g.round.ID, func(r flows.Round) (flows.Round, error) { return r.Close(g.now) }); err != nil {
		t.Fatal(err)
	}
	wantKey(t, g.gives(1), "round.is_closed")
}

// A round whose closing was lost is closed once more, and its sessions go as
// they went the first time.
func TestAClosingThatWasLostIsDoneAgain(t *testing.T) {
	g := newRegress(t)
	g.close(g.round.ID)
	g.goesBack()
	if err := g.rounds.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := g.goesOn(g.sessions, "typed afterwards"); err != nil {
		t.Errorf("typing: %v", err)
	}
	g.close(g.round.ID)
	for rec, err := range g.store.List(t.Context(), storage.Collection{Tag: string(g.round.ID), Name: "sessions"}) {
		t.Errorf("a session is left: %s, %v", rec.ID, err)
	}
}

// Of a round that one node of a cluster has lost, another may still say that it
// is there.
func TestARoundWithoutItsRecordIsForgotten(t *testing.T) {
	g := newRegress(t)
	var ops []storage.Op
	for key, rec := range g.records() {
		ops = append(ops, storage.Op{Do: storage.Delete, Key: key, Expect: rec.Version})
	}
	if err := g.store.Apply(t.Context(), ops...); err != nil {
		t.Fatal(err)
	}
	if err := g.rounds.Refresh(t.Context()); err != nil || len(g.rounds.Known()) > 0 {
		t.Errorf("known are %d rounds, %v", len(g.rounds.Known()), err)
	}
	if err := g.goesOn(g.sessions, "typed afterwards"); err != nil {
		t.Errorf("typing: %v", err)
	}
}

// A slow look may bring an older round than a quick one that began later.
func TestASlowLookNeverCoversANewerOne(t *testing.T) {
	h := newHouse(t)
	r := h.open(titled("a round", h.now.AddDate(0, 0, 9)))
	slow := &peeked{Store: h.store, at: storage.Collection{Tag: string(r.ID), Name: "round"}}
	rounds := h.roundsOn(slow)
	slow.meanwhile = func() {
		if _, err := rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Extend(h.now.AddDate(0, 0, 30), h.now) }); err != nil {
			t.Fatal(err)
		}
	}
	if err := rounds.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, _ := rounds.Round(t.Context(), r.ID); !got.Closes.After(r.Closes.Add(24 * time.Hour)) {
		t.Errorf("it closes %v, as it did before", got.Closes)
	}
}

// The closing may be kept and the deletions behind it lost: what is back is
// deleted again, though the round is as it was.
func TestWhatComesBackBehindAClosingGoesAgain(t *testing.T) {
	for name, finish := range map[string]func(*house, flows.RoundID) error{
		"closed":    func(h *house, id flows.RoundID) error { return h.rounds.Clear(h.t.Context(), id) },
		"destroyed": func(h *house, id flows.RoundID) error { return second(h.rounds.Destroy(h.t.Context(), id)) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.open(nil)
			h.save("chat", in(r))
			h.asked(r.ID, 1)
			h.put(r.ID, receipt(1), anOpinion("Too slow."))
			before := map[string][]storage.Rec{}
			for _, c := range []string{"sessions", "addresses", "opinions"} {
				before[c] = h.records(r.ID, c)
			}
			h.close(r.ID)
			h.must(finish(h, r.ID))
			gone := 0
			for c, records := range before {
				if len(h.records(r.ID, c)) > 0 {
					continue // opinions, where it is only closed
				}
				gone++
				for _, rec := range records {
					h.must(h.store.Apply(t.Context(), storage.Op{Do: storage.Put, Key: rec.Key, Version: rec.Version, Value: rec.Value}))
				}
			}
			h.now = h.now.Add(5 * time.Minute)
			h.must(finish(h, r.ID))
			left := len(h.records(r.ID, "sessions")) + len(h.records(r.ID, "addresses"))
			if name == "destroyed" {
				left += len(h.records(r.ID, "opinions"))
			}
			if gone < 2 || left > 0 {
				t.Errorf("of %d collections %d records are left for good", gone, left)
			}
		})
	}
}
