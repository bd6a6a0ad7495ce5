package storage_test

import (
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

const today, tomorrow = "2026-11-02", "2026-11-03"

// seated makes chats members who can be written to.
func (h *house) seated(id flows.RoundID, members ...flows.SubjectID) {
	h.t.Helper()
	for i, m := range members {
		chat := "chat-of-" + string(m)
		h.claims(h.invite(id, m)[0], chat, string(m))
		h.must(h.members.Keep(h.t.Context(), id, asMember(chat)(id), anAddress(i)))
	}
}

// nudges fails unless to ask for these on a day is new of so many.
func (h *house) nudges(id flows.RoundID, day string, want int, members ...flows.SubjectID) {
	h.t.Helper()
	if n, err := h.members.AskToNudge(h.t.Context(), id, day, members...); n != want || err != nil {
		h.t.Errorf("new on %s: %d, %v, want %d", day, n, err, want)
	}
}

// pending fails unless nudges wait for these, of the day.
func (h *house) pending(id flows.RoundID, day string, want ...flows.SubjectID) {
	h.t.Helper()
	all, err := h.members.PendingNudges(h.t.Context(), id)
	h.must(err)
	var got []flows.SubjectID
	for _, n := range all {
		if got = append(got, n.Member); n.Day != day || len(n.Address.Sealed) == 0 {
			h.t.Errorf("%s is nudged for %q at %v", n.Member, n.Day, n.Address)
		}
	}
	if !slices.Equal(got, want) {
		h.t.Errorf("pending are %v, want %v", got, want)
	}
}

// delivers fails unless a claim of a nudge goes so.
func (h *house) delivers(id flows.RoundID, m flows.SubjectID, day string, want bool) {
	h.t.Helper()
	if got, err := h.members.ClaimNudge(h.t.Context(), id, m, day); got != want || err != nil {
		h.t.Errorf("%s of %s: claimed %v, %v, want %v", m, day, got, err, want)
	}
}

func TestANudgeIsAskedForAndDeliveredOnceADay(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		id := h.open(team).ID
		h.seated(id, "wang", "li")
		h.pending(id, today)
		h.delivers(id, "li", today, false) // nobody asked
		h.nudges(id, today, 2, "wang", "li", "zhao", "nobody")
		h.nudges(id, today, 0, "wang", "li")
		h.pending(id, today, "wang", "li")
		h.delivers(id, "li", tomorrow, false)
		h.delivers(id, "li", today, true)
		h.delivers(id, "li", today, false)
		h.pending(id, today, "wang")
		h.nudges(id, today, 0, "li") // it has come
		h.nudges(id, tomorrow, 2, "li", "wang")
		h.pending(id, tomorrow, "wang", "li")
		h.delivers(id, "wang", today, false) // that of today stands no longer
		h.delivers(id, "wang", tomorrow, true)
		h.pending(id, tomorrow, "li")
	})
}

// Only who has claimed their place and left where they can be written to.
func TestOnlyWhoCanBeWrittenToIsNudged(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	h.seated(id, "wang", "li")
	h.claims(h.invite(id, "zhao")[0], "Z", "zhao") // without an address
	reachable := func(want ...flows.SubjectID) {
		t.Helper()
		if got, err := h.members.Reachable(t.Context(), id); !slices.Equal(got, want) || err != nil {
			t.Errorf("reachable are %v, %v, want %v", got, err, want)
		}
	}
	reachable("wang", "li")
	h.nudges(id, today, 1, "li", "zhao")
	h.must(h.members.Keep(t.Context(), id, asMember("chat-of-li")(id), flows.Address{}))
	reachable("wang")
	h.pending(id, today)
	h.delivers(id, "li", today, false)
	h.nudges(id, today, 1, "wang")
	h.must(second(h.members.Release(t.Context(), id, "wang")))
	h.pending(id, today)
	h.delivers(id, "wang", today, false)
}

// Nobody is told to hurry where it is too late, also by a process that has not
// heard of the closing yet.
func TestNobodyIsNudgedAfterTheClose(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	h.seated(id, "li", "wang")
	h.nudges(id, today, 1, "li")
	late := storage.NewMembers(h.roundsOn(h.store))
	h.close(id)
	h.pending(id, today)
	h.delivers(id, "li", today, false)
	_, err := h.members.AskToNudge(t.Context(), id, today, "wang")
	wantKey(t, err, "round.is_closed")
	_, err = late.AskToNudge(t.Context(), id, today, "wang")
	wantKey(t, err, "round.is_closed")
	if claimed, err := late.ClaimNudge(t.Context(), id, "li", today); claimed || err != nil {
		t.Errorf("claimed %v, %v", claimed, err)
	}
	h.must(second(h.rounds.Destroy(t.Context(), id)))
	h.pending(id, today)
}

// Whatever processes ask and deliver at once, each nudge is asked for once and
// delivered by one.
func TestOfManyProcessesOneDelivers(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	h.seated(id, "wang", "li", "zhao")
	var asked, delivered atomic.Int32
	at := func(n int, do func(*storage.Members) error) {
		t.Helper()
		var all sync.WaitGroup
		for range n {
			process := storage.NewMembers(h.roundsOn(h.store))
			all.Go(func() {
				if err := do(process); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
	}
	at(6, func(s *storage.Members) error {
		n, err := s.AskToNudge(t.Context(), id, today, "wang", "li", "zhao")
		asked.Add(int32(n))
		return err
	})
	at(6, func(s *storage.Members) error {
		for _, m := range []flows.SubjectID{"wang", "li", "zhao"} {
			claimed, err := s.ClaimNudge(t.Context(), id, m, today)
			if err != nil {
				return fmt.Errorf("%s: %w", m, err)
			}
			if claimed {
				delivered.Add(1)
			}
		}
		return nil
	})
	if asked.Load() != 3 || delivered.Load() != 3 {
		t.Errorf("%d asked for, %d delivered, want 3 each", asked.Load(), delivered.Load())
	}
}
