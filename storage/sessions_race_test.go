package storage_test

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// replica are the sessions as another process has them, on a store of its own
// kind.
func (h *house) replica(store storage.Store) *storage.Sessions {
	h.t.Helper()
	return storage.NewSessions(h.roundsOn(store))
}

// goesOn is what a process does with a session: it loads it and saves it with
// these words.
func (h *house) goesOn(by *storage.Sessions, words string) error {
	h.t.Helper()
	data, err := by.Load(h.t.Context(), sitter("chat"))
	if err != nil {
		h.t.Fatal(err)
	}
	data.Common = []byte(words)
	_, err = by.Save(h.t.Context(), sitter("chat"), data)
	return err
}

func (h *house) twoRounds() (soon, late flows.Round) {
	h.t.Helper()
	return h.open(titled("soon", h.now.AddDate(0, 0, 1))), h.open(titled("late", h.now.AddDate(0, 0, 9)))
}

// A server learns of an extension by the command line a moment later.
func TestAnExtensionTakesNothingBack(t *testing.T) {
	h := newHouse(t)
	soon, late := h.twoRounds()
	h.save("chat", in(soon, late))
	server := h.replica(h.store)
	if _, err := h.rounds.Change(t.Context(), soon.ID, func(r flows.Round) (flows.Round, error) { return r.Extend(h.now.AddDate(0, 0, 30), h.now) }); err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"one update", "and another"} {
		if err := h.goesOn(server, words); err != nil {
			t.Fatal(err)
		}
		if got := h.load("chat"); string(got.Common) != words {
			t.Errorf("loaded %q, want %q", got.Common, words)
		}
	}
	h.close(h.load("chat").Round)
	if got := h.load("chat"); string(got.Common) != "and another" {
		t.Errorf("the copy says %q", got.Common)
	}
}

func TestASlowCopyNeverCoversANewerOne(t *testing.T) {
	h := newHouse(t)
	one, two := h.twoRounds()
	data := in(one, two)
	data.Place = h.save("chat", data)
	other := one.ID
	if data.Round == one.ID {
		other = two.ID
	}
	slow := h.replica(&peeked{Store: h.store, at: storage.Collection{Tag: string(other), Name: "sessions"}, meanwhile: func() {
		if err := h.goesOn(h.sessions, "the newer"); err != nil {
			t.Fatal(err)
		}
	}})
	data.Common = []byte("the older")
	if _, err := slow.Save(t.Context(), sitter("chat"), data); err != nil {
		t.Fatal(err)
	}
	h.close(data.Round)
	if got := h.load("chat"); string(got.Common) != "the newer" {
		t.Errorf("the copy says %q", got.Common)
	}
}

// Two links at once, at two replicas: either the second sees the first, or what
// both brought is there.
func TestTwoJoinsAtOnceAreBothRemembered(t *testing.T) {
	for name, before := range map[string]bool{"of a chat that looked in": true, "of a new one": false} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			one, two := h.twoRounds()
			if before {
				h.save("chat", in())
			}
			a, b := h.load("chat"), h.load("chat")
			a.Parts, b.Parts = in(one).Parts, in(two).Parts
			_, first := h.sessions.Save(t.Context(), sitter("chat"), a)
			_, second := h.replica(h.store).Save(t.Context(), sitter("chat"), b)
			got := h.load("chat")
			if first != nil || second == nil && len(got.Parts) != 2 {
				t.Errorf("%v and %v, and loaded %d parts", first, second, len(got.Parts))
			}
			if second != nil {
				wantKey(t, second, "session.changed")
			}
		})
	}
}

// Another update of the chat is saved between the load and the save of the one
// that joins.
func TestAJoinSeesWhatWasSavedMeanwhile(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.save("chat", in())
	joining := h.load("chat")
	joining.Parts = in(r).Parts
	if err := h.goesOn(h.replica(h.store), "an answered update"); err != nil {
		t.Fatal(err)
	}
	_, err := h.sessions.Save(t.Context(), sitter("chat"), joining)
	wantKey(t, err, "session.changed")
	if got := h.load("chat"); string(got.Common) != "an answered update" {
		t.Errorf("loaded %q", got.Common)
	}
}

func TestAProcessThatIsBehindFindsANewRound(t *testing.T) {
	h := newHouse(t)
	one := h.open(nil)
	h.save("chat", in(one))
	behind := h.replica(h.store)
	two := h.open(titled("two", time.Time{}))
	data := h.load("chat")
	data.Parts = in(one, two).Parts
	h.save("chat", data)
	if err := h.goesOn(behind, "typed meanwhile"); err != nil {
		t.Fatal(err)
	}
	if got := h.load("chat"); got.Lost || len(got.Parts) != 2 || string(got.Common) != "typed meanwhile" {
		t.Errorf("loaded %+v", got)
	}
}

func TestADamagedSessionLocksNobodyOut(t *testing.T) {
	for name, lobby := range map[string]bool{"in the lobby": true, "in a round": false} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			data, r := in(), h.open(nil)
			if !lobby {
				data = in(r)
			}
			h.save("chat", data)
			h.damage(lobby, r.ID)
			for range 3 { // what cannot be read is left out, and the chat goes on
				data := h.load("chat")
				data.Parts = nil
				h.save("chat", data)
			}
		})
	}
}

// damage changes a byte of the session that is kept.
func (h *house) damage(lobby bool, id flows.RoundID) {
	h.t.Helper()
	at := storage.Key{Collection: storage.Collection{Tag: string(id), Name: "sessions"}, ID: "chat"}
	op := storage.Op{Do: storage.Put}
	if lobby {
		at = storage.Key{Collection: storage.Collection{Tag: "lobby-chat", Name: "session", Fleeting: true}, ID: "s"}
		op.Expires = h.now.AddDate(0, 0, 1)
	}
	rec, err := h.store.Get(h.t.Context(), at)
	if err != nil {
		h.t.Fatal(err)
	}
	rec.Value[40] ^= 1
	op.Key, op.Expect, op.Value = at, rec.Version, rec.Value
	if err := h.store.Apply(h.t.Context(), op); err != nil {
		h.t.Fatal(err)
	}
}

// TestTheServiceKeyAloneOpensNoSessionOfARound (promise 5): not from a copy that
// was taken while it was open, once the round's secret is gone.
func TestTheServiceKeyAloneOpensNoSessionOfARound(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.save("chat", in(r))
	h.save("guest", in())
	inRound := storage.Key{Collection: storage.Collection{Tag: string(r.ID), Name: "sessions"}, ID: "chat"}
	inLobby := storage.Key{Collection: storage.Collection{Tag: "lobby-guest", Name: "session", Fleeting: true}, ID: "s"}
	for at, opens := range map[storage.Key]bool{inRound: false, inLobby: true} {
		rec, err := h.store.Get(t.Context(), at)
		if err != nil {
			t.Fatal(err)
		}
		if got := storage.OpensWithServiceKey(storage.NewKeys(serviceKey), rec); got != opens {
			t.Errorf("%s: opens with the service key: %v, want %v", at.Name, got, opens)
		}
	}
}

// A crash between the closing and the clearing leaves sessions that nobody can
// open; whoever keeps the rounds next deletes them.
func TestWhatACrashLeftAtTheClosingIsCleared(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.save("chat", in(r))
	rounds := h.roundsOn(&crashing{Store: h.store, at: "sessions"})
	if _, err := rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Close(h.now) }); err != nil {
		t.Fatal(err)
	}
	if left := h.sessionsLeft(); len(left) != 1 {
		t.Fatalf("there was no crash: %v", left)
	}
	if err := h.rounds.Clear(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if left := h.sessionsLeft(); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}
