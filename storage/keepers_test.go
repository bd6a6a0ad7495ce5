package storage_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/storage"
)

// Three replicas look after the same rounds: at a round's dates one of them takes
// the step, and the others find nothing to do and nothing wrong.
func TestThreeKeepersTakeEachStepOnce(t *testing.T) {
	h := newHouse(t)
	opens, closes := h.now.Add(time.Hour), h.now.Add(2*time.Hour)
	r := h.draft(func(r *flows.Round) { r.Opens, r.Closes = opens, closes })
	var steps taken
	var keepers []organize.Keeper
	for range 3 {
		keepers = append(keepers, organize.Keeper{Rounds: &noted{h.roundsOn(h.store), &steps}, Now: h.clock, Days: 30})
	}
	for _, c := range []struct {
		at    time.Time
		state flows.State
		steps int
	}{
		{h.now, flows.Draft, 0}, {opens, flows.Opened, 1}, {opens.Add(time.Minute), flows.Opened, 1},
		{closes, flows.Closed, 2}, {closes.Add(time.Minute), flows.Closed, 2},
	} {
		h.now = c.at
		tick(t, keepers)
		if now, err := h.roundsOn(h.store).Round(t.Context(), r.ID); err != nil || now.State != c.state || steps.n != c.steps {
			t.Errorf("at %s: %s after %d steps, %v; want %s after %d", c.at.Format("15:04"), now.State, steps.n, err, c.state, c.steps)
		}
		if c.at == opens {
			if _, err := h.replica(h.store).Save(t.Context(), sitter("chat"), in(r)); err != nil { // to be cleared at the close
				t.Fatal(err)
			}
		}
	}
	if left := h.sessionsLeft(); len(left) != 0 {
		t.Errorf("sessions outlive the close: %v", left)
	}
}

// tick has all keepers look at the same moment. Each has seen the rounds as they
// were before.
func tick(t *testing.T, keepers []organize.Keeper) {
	var all sync.WaitGroup
	for _, k := range keepers {
		all.Go(func() {
			if err := k.Tick(t.Context()); err != nil {
				t.Errorf("a keeper complains: %v", err)
			}
		})
	}
	all.Wait()
}

// taken counts the steps that were taken, by whomever.
type taken struct {
	mu sync.Mutex
	n  int
}

// noted are rounds whose steps are counted.
type noted struct {
	*storage.Rounds
	steps *taken
}

func (s *noted) Change(ctx context.Context, id flows.RoundID, step func(flows.Round) (flows.Round, error), did ...flows.Act) (flows.Round, error) {
	r, err := s.Rounds.Change(ctx, id, step, did...)
	s.steps.mu.Lock()
	defer s.steps.mu.Unlock()
	if err == nil {
		s.steps.n++
	}
	return r, err
}
