package storage_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"sync"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// issue makes tickets of a round.
func (h *house) issue(id flows.RoundID, n int) []flows.Ticket {
	h.t.Helper()
	tickets, err := h.tickets.Issue(h.t.Context(), id, n)
	if err != nil {
		h.t.Fatal(err)
	}
	return tickets
}

func someone(i int) flows.Participant { return flows.Participant(fmt.Sprintf("%032x", i)) }

// joins has as many people come in as there are tickets.
func (h *house) joins(id flows.RoundID, tickets ...flows.Ticket) {
	h.t.Helper()
	for i, ticket := range tickets {
		if err := h.tickets.Join(h.t.Context(), id, ticket, someone(i)); err != nil {
			h.t.Fatal(err)
		}
	}
}

// counted are the tickets that stand, those that ever were, and the participants.
func (h *house) counted(id flows.RoundID) (counts [3]int) {
	h.t.Helper()
	var err, failed error
	counts[0], counts[2], _, err = h.tickets.Counts(h.t.Context(), id)
	counts[1], failed = h.tickets.Issued(h.t.Context(), id)
	if err = errors.Join(err, failed); err != nil {
		h.t.Fatal(err)
	}
	return counts
}

func TestOnlyTicketsThatNobodyUsedAreTakenBack(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	tickets := h.issue(r.ID, 1205) // more than are taken back at once
	h.joins(r.ID, tickets[:3]...)
	if n, _, err := h.tickets.Revoke(t.Context(), r.ID); n != 1202 || err != nil {
		t.Fatalf("%d taken back, %v", n, err)
	}
	if got := h.counted(r.ID); got != [3]int{3, 1205, 3} {
		t.Errorf("tickets standing and ever issued, participants: %v", got)
	}
	wantKey(t, h.tickets.Join(t.Context(), r.ID, tickets[3], someone(9)), "ticket.revoked")
	wantKey(t, h.tickets.Join(t.Context(), r.ID, tickets[0], someone(9)), "ticket.used")
	h.joins(r.ID, tickets[0]) // who is in stays in
	if n, _, err := h.tickets.Revoke(t.Context(), r.ID); n != 0 || err != nil {
		t.Errorf("once more: %d taken back, %v", n, err)
	}
	fresh := h.issue(r.ID, 1)
	if err := h.tickets.Join(t.Context(), r.ID, fresh[0], someone(9)); err != nil {
		t.Errorf("a new ticket: %v", err)
	}
}

// meddling does something before or behind a listing, or before an Apply.
type meddling struct {
	storage.Store
	ahead     func()         // before the listings of tickets, if any
	meanwhile []func()       // behind each listing of tickets, one
	before    map[int]func() // the Apply of this number, from 1 on
	applied   int
}

func (m *meddling) List(ctx context.Context, c storage.Collection) iter.Seq2[storage.Rec, error] {
	return func(yield func(storage.Rec, error) bool) {
		if c.Name == "tickets" && m.ahead != nil {
			m.ahead()
		}
		for rec, err := range m.Store.List(ctx, c) {
			if !yield(rec, err) {
				return
			}
		}
		if c.Name == "tickets" && len(m.meanwhile) > 0 {
			m.meanwhile[0]()
			m.meanwhile = m.meanwhile[1:]
		}
	}
}

func (m *meddling) Apply(ctx context.Context, ops ...storage.Op) error {
	m.applied++
	if do := m.before[m.applied]; do != nil {
		do()
	}
	return m.Store.Apply(ctx, ops...)
}

// meddled are the tickets in a process of its own, on a store of its own kind.
func (h *house) meddled(m *meddling) *storage.Tickets {
	h.t.Helper()
	return storage.NewTickets(storage.NewRounds(h.vaultOn(m)))
}

func TestWhoJoinsWhileTicketsAreTakenBackIsIn(t *testing.T) {
	for _, c := range []struct {
		joining int // one before each attempt
		says    string
	}{{0, ""}, {1, ""}, {4, ""}, {5, "store.busy"}} {
		h := newHouse(t)
		r := h.open(nil)
		tickets := h.issue(r.ID, 10)
		m := &meddling{Store: h.store}
		for i := range c.joining {
			m.meanwhile = append(m.meanwhile, func() {
				if err := h.tickets.Join(t.Context(), r.ID, tickets[i], someone(i)); err != nil {
					t.Error(err)
				}
			})
		}
		n, _, err := h.meddled(m).Revoke(t.Context(), r.ID)
		if c.says != "" {
			wantKey(t, err, c.says)
			continue
		}
		if got := h.counted(r.ID); err != nil || n != 10-c.joining || got != [3]int{c.joining, 10, c.joining} {
			t.Errorf("%d joining: %d taken back, %v, counts %v", c.joining, n, err, got)
		}
	}
}

func TestARoundThatIsExtendedMeanwhileStopsNothing(t *testing.T) {
	h := newHouse(t)
	r := h.open(func(r *flows.Round) { r.Closes = h.now.AddDate(0, 0, 1) })
	h.issue(r.ID, 1205)
	extend := func() {
		if _, err := h.rounds.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) {
			return r.Extend(r.Closes.AddDate(0, 0, 1), h.now)
		}); err != nil {
			t.Error(err)
		}
	}
	// Before the first thousand, and before the rest.
	m := &meddling{Store: h.store, before: map[int]func(){1: extend, 3: extend}}
	if n, _, err := h.meddled(m).Revoke(t.Context(), r.ID); n != 1205 || err != nil {
		t.Errorf("%d taken back, %v", n, err)
	}
	if got := h.counted(r.ID); got != [3]int{0, 1205, 0} {
		t.Errorf("counts %v", got)
	}
}

// Whoever is told how many tickets were left of an open round knows how many came
// in (promise 3): what counts is the state under which the last was taken back.
func TestARoundThatOpensWhileTicketsAreTakenBackIsSaidToBeOpen(t *testing.T) {
	for _, c := range []struct {
		name   string
		issued int
		opens  func(m *meddling, do func())
		joined int // by as many, right then
		under  flows.State
	}{
		{"a draft to the last", 1205, func(*meddling, func()) {}, 0, flows.Draft},
		{"before the first", 1205, func(m *meddling, do func()) { m.before = map[int]func(){1: do} }, 1, flows.Opened},
		{"before the second", 1205, func(m *meddling, do func()) { m.before = map[int]func(){2: do} }, 0, flows.Opened},
		{"and all are used before they are listed", 3, func(m *meddling, do func()) { m.ahead = sync.OnceFunc(do) }, 3, flows.Opened},
	} {
		h := newHouse(t)
		r := h.draft(nil)
		tickets, m := h.issue(r.ID, c.issued), &meddling{Store: h.store}
		c.opens(m, func() { h.opens(r.ID); h.joins(r.ID, tickets[:c.joined]...) })
		n, under, err := h.meddled(m).Revoke(t.Context(), r.ID)
		if n != c.issued-c.joined || under != c.under || err != nil {
			t.Errorf("%s: %d of %d taken back while %s, %v; want %s", c.name, n, c.issued, under, err, c.under)
		}
	}
}

func TestNothingIsTakenBackOfARoundThatCloses(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	h.issue(r.ID, 10)
	m := &meddling{Store: h.store, meanwhile: []func(){func() { h.close(r.ID) }}}
	_, _, err := h.meddled(m).Revoke(t.Context(), r.ID)
	wantKey(t, err, "round.is_closed")
	if got := h.counted(r.ID); got != [3]int{10, 10, 0} {
		t.Errorf("counts %v", got)
	}
	_, err = h.tickets.Issue(t.Context(), r.ID, 1)
	wantKey(t, err, "round.is_closed")
}
