package storage_test

import (
	"bytes"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

// in is a session that takes part in rounds.
func in(rounds ...flows.Round) flows.SessionData {
	data := flows.SessionData{Common: []byte("common"), Parts: map[flows.RoundID][]byte{}}
	for _, r := range rounds {
		data.Parts[r.ID] = []byte("draft of " + r.Title)
	}
	return data
}

func titled(title string, closes time.Time) func(*flows.Round) {
	return func(r *flows.Round) { r.Title, r.Closes = title, closes }
}

func TestASessionIsSavedWhereItStillIs(t *testing.T) {
	for name, rounds := range map[string]func(h *house) []flows.Round{
		"in the lobby": func(*house) []flows.Round { return nil },
		"in a round":   func(h *house) []flows.Round { return []flows.Round{h.open(nil)} },
		"in two of them": func(h *house) []flows.Round {
			return []flows.Round{h.open(nil), h.open(titled("another", time.Time{}))}
		},
	} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			data := in(rounds(h)...)
			place := h.save("chat", data)
			_, err := h.sessions.Save(t.Context(), sitter("chat"), data)
			wantKey(t, err, "session.changed")
			data.Place = place
			if diff := cmp.Diff(data, h.load("chat")); diff != "" {
				t.Errorf("loaded (-want +got):\n%s", diff)
			}
			data.Common = []byte("more")
			data.Place = h.save("chat", data)
			if got := h.load("chat"); string(got.Common) != "more" || got.Place != data.Place {
				t.Errorf("loaded %q at %v", got.Common, got.Place)
			}
		})
	}
}

// Nothing of a session outlives its round, for whoever has the service key: no
// record, in which one could see that its chat took part (promise 5).
func TestASessionGoesWithItsRound(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.save("looked-in", in())
	lobby := h.load("looked-in")
	h.save("took-part", in(r))
	joined := h.load("looked-in") // and then took part as well
	joined.Parts = in(r).Parts
	h.save("looked-in", joined)
	h.close(r.ID)
	for _, who := range []sitter{"looked-in", "took-part"} {
		if got := h.load(who); got.Version != 0 || len(got.Common)+len(got.Parts) > 0 {
			t.Errorf("%s: %+v", who, got)
		}
	}
	if left := h.sessionsLeft(); len(left) != 0 || lobby.Version == 0 {
		t.Errorf("records of sessions: %v", left)
	}
}

// sessionsLeft are the records of sessions, of lobby and rounds.
func (h *house) sessionsLeft() (left []string) {
	h.t.Helper()
	rows, err := raw(h.t, h.dir+"/soundings.db").Query("SELECT tag, name, expires FROM records WHERE name LIKE 'session%'")
	if err != nil {
		h.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var tag, name string
		var expires int64
		if err := rows.Scan(&tag, &name, &expires); err != nil {
			h.t.Fatal(err)
		}
		left = append(left, fmt.Sprint(tag, "/", name, "/", expires))
	}
	return left
}

// A session stands with the first round that its chat joined and has a copy with
// the other: the end of either takes only its own part along.
func TestTheEndOfOneRoundLeavesTheRestOfASession(t *testing.T) {
	for _, first := range []string{"joined first", "joined later"} {
		t.Run(first, func(t *testing.T) {
			h := newHouse(t)
			rounds := map[string]flows.Round{"joined first": h.open(titled("one", time.Time{})), "joined later": h.open(titled("two", time.Time{}))}
			h.save("chat", in(rounds["joined first"]))
			data := h.load("chat")
			data.Parts = in(rounds["joined first"], rounds["joined later"]).Parts
			for range 3 {
				if data.Place = h.save("chat", data); data.Round != rounds["joined first"].ID {
					t.Errorf("it stands with %s", data.Round)
				}
			}
			h.close(rounds[first].ID)
			delete(data.Parts, rounds[first].ID)
			got := h.load("chat")
			if diff := cmp.Diff(data.Parts, got.Parts); diff != "" || !got.Lost || string(got.Common) != "common" {
				t.Errorf("%+v (-want +got):\n%s", got, diff)
			}
			got.Common = []byte("more")
			h.save("chat", got)
			if left := h.sessionsLeft(); len(left) != 1 || string(h.load("chat").Common) != "more" {
				t.Errorf("records of the session: %v", left)
			}
		})
	}
}

// A round that closes between a load and its save takes the session along:
// nothing of it may land in the lobby, where the service key shows whose it is.
// One that is extended changes nothing.
func TestARoundThatChangesMeanwhile(t *testing.T) {
	h := newHouse(t)
	r := h.open(titled("a round", h.now.AddDate(0, 0, 1)))
	h.save("chat", in(r))
	other := storage.NewRounds(h.vault()) // another process, which knows the round as it was
	if err := other.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	sessions := storage.NewSessions(other)
	data := h.load("chat")
	if _, err := h.rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Extend(h.now.AddDate(0, 0, 9), h.now) }); err != nil {
		t.Fatal(err)
	}
	place, err := sessions.Save(t.Context(), sitter("chat"), data)
	if place.Round != r.ID || err != nil {
		t.Errorf("extended: %v, %v", place, err)
	}
	data.Place = place
	h.close(r.ID)
	_, err = sessions.Save(t.Context(), sitter("chat"), data)
	wantKey(t, err, "session.changed")
	_, err = sessions.Save(t.Context(), sitter("just-joined"), in(r))
	wantKey(t, err, "session.changed")
	if left := h.sessionsLeft(); len(left) != 0 {
		t.Errorf("left are %v", left)
	}
}

// What a copy shows of a session: not how often it was saved, not how much is
// in it, not since when; and those of the lobby end together, day by day.
func TestSessionsAreAllAlikeInTheStore(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	data := in(r)
	var versions []uint64
	for range 3 {
		data.Parts[r.ID] = bytes.Repeat([]byte("窗口"), 150)
		data.Place = h.save("wrote", data)
		versions = append(versions, data.Version)
	}
	h.save("joined", in(r))
	h.save("looked-in", in())
	h.now = h.now.Add(5 * time.Hour)
	h.save("looked-in-later", in())
	for i, v := range versions {
		if len(fmt.Sprint(v)) != 19 || i > 0 && v == versions[i-1]+1 {
			t.Errorf("versions count: %v", versions)
		}
	}
	sizes := map[int]bool{}
	for rec, err := range h.store.List(t.Context(), storage.Collection{Tag: string(r.ID), Name: "sessions"}) {
		if err != nil {
			t.Fatal(err)
		}
		sizes[len(rec.Value)] = true
	}
	if len(sizes) != 1 {
		t.Errorf("sizes tell them apart: %v", sizes)
	}
	ends := map[string]bool{}
	for _, at := range h.sessionsLeft() {
		ends[at[len(at)-13:]] = true
	}
	if len(ends) != 2 { // of those in the round: never
		t.Errorf("sessions end at %v", ends)
	}
}

func TestASessionInTheLobbyIsGoneAfterItsDays(t *testing.T) {
	h := newHouse(t)
	place := h.save("chat", in())
	h.now = h.now.AddDate(0, 0, 1)
	if got := h.load("chat"); got.Place != place {
		t.Error("gone within a day")
	}
	h.now = h.now.AddDate(0, 0, 1)
	if got := h.load("chat"); got.Version != 0 {
		t.Error("still there after two days")
	}
}
