package storage_test

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

const serviceKey = "AGE-SECRET-KEY-1QQPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPQYQSZQGPSGSHRQF"

// house is everything that is kept above a Store, on one SQLite file.
type house struct {
	t         *testing.T
	store     storage.Store
	dir       string // of the files, on SQLite
	own       *storage.Vault
	rounds    *storage.Rounds
	tickets   *storage.Tickets
	opinions  *storage.Opinions
	sessions  *storage.Sessions
	addresses *storage.Addresses
	hearers   *storage.Addresses
	members   *storage.Members
	talks     *storage.Talks
	results   *storage.Results
	ledgers   *storage.Ledgers
	now       time.Time
}

// newHouse makes a house at a fixed time.
func newHouse(t *testing.T) *house {
	t.Helper()
	return houseOn(t, filepath.Join(t.TempDir(), "soundings.db"))
}

func houseOn(t *testing.T, path string) *house {
	t.Helper()
	h := houseAt(t, "sqlite:"+path)
	h.dir = filepath.Dir(path)
	return h
}

// houseAt makes a house on the store that dsn names.
func houseAt(t *testing.T, dsn string) *house {
	t.Helper()
	h := &house{t: t, now: time.Date(2026, 11, 2, 9, 30, 0, 0, time.UTC)}
	h.store = storagetest.Open(t, dsn, h.clock)
	h.own = h.vault()
	h.rounds = storage.NewRounds(h.own)
	h.tickets, h.opinions, h.sessions = storage.NewTickets(h.rounds), storage.NewOpinions(h.rounds), storage.NewSessions(h.rounds)
	h.addresses, h.members, h.talks = storage.NewAddresses(h.rounds), storage.NewMembers(h.rounds), storage.NewTalks(h.rounds)
	h.results, h.hearers, h.ledgers = storage.NewResults(h.rounds), storage.NewHearers(h.rounds), storage.NewLedgers(h.own)
	return h
}

// vault unlocks the house's store once more, as another process does.
func (h *house) vault() *storage.Vault {
	h.t.Helper()
	return h.vaultOn(h.store)
}

// vaultOn is vault for a store of another kind around it.
func (h *house) vaultOn(store storage.Store) *storage.Vault {
	h.t.Helper()
	v, err := storage.Unlock(h.t.Context(), store, storage.NewKeys(serviceKey), h.clock)
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

// roundsOn are the rounds as another process has read them.
func (h *house) roundsOn(store storage.Store) *storage.Rounds {
	h.t.Helper()
	rounds := storage.NewRounds(h.vaultOn(store))
	if err := rounds.Refresh(h.t.Context()); err != nil {
		h.t.Fatal(err)
	}
	return rounds
}

func (h *house) clock() time.Time { return h.now }

// draft creates a round.
func (h *house) draft(change func(*flows.Round)) flows.Round {
	h.t.Helper()
	r := flows.Round{Title: "专题民主生活会", Unit: "某局党组", K: 5, Admission: flows.ByTicket, Team: flows.Team{Name: "局领导班子"},
		Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}},
		Members: []flows.Member{{ID: "wang", Name: "王建国"}}}
	if change != nil {
		change(&r)
	}
	r, err := h.rounds.Create(h.t.Context(), r)
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

// open creates a round and opens it.
func (h *house) open(change func(*flows.Round)) flows.Round {
	h.t.Helper()
	return h.opens(h.draft(change).ID)
}

func (h *house) opens(id flows.RoundID) flows.Round {
	h.t.Helper()
	r, err := h.rounds.Change(h.t.Context(), id, func(r flows.Round) (flows.Round, error) { return r.Open(h.now) })
	if err != nil {
		h.t.Fatal(err)
	}
	return r
}

func (h *house) close(id flows.RoundID) {
	h.t.Helper()
	if _, err := h.rounds.Change(h.t.Context(), id, func(r flows.Round) (flows.Round, error) { return r.Close(h.now) }); err != nil {
		h.t.Fatal(err)
	}
}

// A sitter is a chat, by its name.
type sitter string

func (s sitter) Lobby() flows.Seat { return flows.Seat("lobby-" + s) }

func (s sitter) Seat(context.Context, flows.RoundID) (flows.Seat, error) {
	return flows.Seat(s), nil
}

// team makes a round's team one of three.
func team(r *flows.Round) {
	r.Members = []flows.Member{{ID: "wang", Name: "王建国", Principal: true}, {ID: "li", Name: "李红"}, {ID: "zhao", Name: "赵敏"}}
}

// save writes a session and gives its place.
func (h *house) save(who sitter, data flows.SessionData) flows.Place {
	h.t.Helper()
	place, err := h.sessions.Save(h.t.Context(), who, data)
	if err != nil {
		h.t.Fatal(err)
	}
	return place
}

func (h *house) load(who sitter) flows.SessionData {
	h.t.Helper()
	data, err := h.sessions.Load(h.t.Context(), who)
	if err != nil {
		h.t.Fatal(err)
	}
	return data
}

func receipt(n byte) flows.Receipt { return flows.NewReceipt([19]byte{n}) }

func anOpinion(text string) flows.Opinion {
	return flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: text}
}
