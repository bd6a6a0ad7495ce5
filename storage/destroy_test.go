package storage_test

import (
	"bytes"
	"context"
	"errors"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// A full round has somebody with a ticket, a mark, a session, an address and an
// opinion, and a member who has logged a talk, has closed, and its result was kept
// and changed.
func (h *house) full() flows.Round {
	h.t.Helper()
	r := h.open(team)
	tickets, err := h.tickets.Issue(h.t.Context(), r.ID, 600) // more than are cleared at a time
	if err == nil {
		err = h.tickets.Join(h.t.Context(), r.ID, tickets[0], "aa")
	}
	if err == nil {
		err = h.tickets.Nothing(h.t.Context(), r.ID, "aa")
	}
	if err != nil {
		h.t.Fatal(err)
	}
	h.put(r.ID, receipt(1), anOpinion("窗口办事要跑三趟"))
	h.save("chat", flows.SessionData{Parts: map[flows.RoundID][]byte{r.ID: []byte("draft")}})
	h.asked(r.ID, 1)
	h.claims(h.invite(r.ID, "wang")[0], "A", "wang")
	h.carry(r.ID, 1, h.logs(r.ID, 1))
	h.close(r.ID)
	h.keep(r.ID, "原来的汇总", 0)
	h.keep(r.ID, "改过的汇总", h.present(r.ID).Version)
	return r
}

// sealed are the values of everything of a round, as a backup would have them.
func (h *house) sealed(id flows.RoundID) (values [][]byte) {
	h.t.Helper()
	for _, name := range []string{"round", "opinions", "tickets", "participants", "marks", "sessions", "addresses",
		"members", "talks", "talkopinions", "results"} {
		for rec, err := range h.store.List(h.t.Context(), storage.Collection{Tag: string(id), Name: name}) {
			if err != nil {
				h.t.Fatal(err)
			}
			values = append(values, rec.Value)
		}
	}
	return values
}

// TestACopyOfADestroyedRoundOpensNothing: a copy taken after destroying holds
// none of what was there, and the service key opens the round's name alone.
func TestACopyOfADestroyedRoundOpensNothing(t *testing.T) {
	for name, arrive := range copyists() {
		t.Run(name, func(t *testing.T) {
			c := arrive(t)
			r := c.full()
			before := c.sealed(r.ID)
			if !bytes.Contains(c.files(), before[0][len(before[0])-24:]) {
				t.Fatal("what is stored is not in the files: nothing can be seen to go")
			}
			if _, err := c.rounds.Destroy(t.Context(), r.ID); err != nil {
				t.Fatal(err)
			}
			files := c.files()
			for _, value := range before {
				if bytes.Contains(files, value[len(value)-24:]) {
					t.Fatal("the files still hold what was there")
				}
			}
			c.nothingOpens(r.ID)
		})
	}
}

func (c copyist) nothingOpens(id flows.RoundID) {
	c.t.Helper()
	rounds := storage.NewRounds(c.vault()) // somebody else with the service key
	if err := rounds.Refresh(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	_, _, err := storage.NewOpinions(rounds).Find(c.t.Context(), receipt(1))
	wantKey(c.t, err, "receipt.unknown")
	_, err = rounds.Secret(c.t.Context(), id)
	wantKey(c.t, err, "round.is_destroyed")
	if session, err := storage.NewSessions(rounds).Load(c.t.Context(), sitter("chat")); session.Version != 0 || err != nil {
		c.t.Errorf("there is a session of %d parts, %v", len(session.Parts), err)
	}
	if all, err := storage.NewTalks(rounds).List(c.t.Context(), id); len(all) != 0 || err != nil {
		c.t.Errorf("there are %d talks, %v", len(all), err)
	}
	if claimed, err := storage.NewMembers(rounds).Claimed(c.t.Context(), id); len(claimed) != 0 || err != nil {
		c.t.Errorf("there are members: %v, %v", claimed, err)
	}
	if _, err := storage.NewResults(rounds).Present(c.t.Context(), id, nil); err == nil {
		c.t.Error("there is a result")
	}
	r, err := rounds.Round(c.t.Context(), id)
	if err != nil || r.State != flows.Destroyed || len(r.Members)+len(r.Aspects) > 0 {
		c.t.Errorf("left of the round: %+v, %v", r, err)
	}
	if keys := c.sealed(id); len(keys) != 2 {
		c.t.Errorf("%d records are left, want the round's and its empty ring", len(keys))
	}
}

func TestAnOpenRoundIsNotDestroyed(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.put(r.ID, receipt(1), anOpinion("还在写的一轮"))
	_, err := h.rounds.Destroy(t.Context(), r.ID)
	wantKey(t, err, "round.destroy_open")
	if _, _, err := h.opinions.Find(t.Context(), receipt(1)); err != nil {
		t.Error(err)
	}
}

// From the first Apply on nothing opens; what a crash left is cleared later.
func TestDestroyingIsFinishedByWhoeverComesNext(t *testing.T) {
	h := newHouse(t)
	r := h.full()
	rounds := h.roundsOn(&crashing{Store: h.store, at: "opinions"})
	if _, err := rounds.Destroy(t.Context(), r.ID); !errors.Is(err, errCrash) {
		t.Fatalf("%v, want the crash", err)
	}
	if err := h.rounds.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	_, err := h.opinions.All(t.Context(), r.ID, nil)
	wantKey(t, err, "round.not_closed")
	if _, err := h.rounds.Destroy(t.Context(), r.ID); err != nil {
		t.Fatal(err)
	}
	if left := h.sealed(r.ID); len(left) != 2 {
		t.Errorf("%d records are left", len(left))
	}
}

var errCrash = errors.New("the power went out")

type crashing struct {
	storage.Store
	at string
}

func (s *crashing) Apply(ctx context.Context, ops ...storage.Op) error {
	if ops[0].Name == s.at {
		return errCrash
	}
	return s.Store.Apply(ctx, ops...)
}
