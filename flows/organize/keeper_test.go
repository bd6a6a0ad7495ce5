package organize

import (
	"context"
	"slices"
	"testing"
	"time"

	"soundings/flows"
)

// diary is rounds in memory; before a change, another keeper may be first.
type diary struct {
	rounds []flows.Round
	first  func(*flows.Round)
	steps  int
	acts   []flows.Act
}

func (c *diary) Known() []flows.Round          { return slices.Clone(c.rounds) }
func (c *diary) Refresh(context.Context) error { return nil }

func (c *diary) Change(_ context.Context, id flows.RoundID, step func(flows.Round) (flows.Round, error), did ...flows.Act) (flows.Round, error) {
	i := slices.IndexFunc(c.rounds, func(r flows.Round) bool { return r.ID == id })
	if c.first != nil {
		c.first(&c.rounds[i])
	}
	r, err := step(c.rounds[i])
	if err == nil {
		c.rounds[i], c.steps, c.acts = r, c.steps+1, append(c.acts, did...)
	}
	return r, err
}

func (c *diary) Destroy(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return c.Change(ctx, id, flows.Round.Destroy)
}

func (c *diary) Clear(context.Context, flows.RoundID) error { return nil }

func dated(id flows.RoundID, s flows.State, opens, closes time.Time) flows.Round {
	return flows.Round{ID: id, Title: "t", Unit: "u", K: 5, Admission: flows.Open, State: s, Opens: opens, Closes: closes,
		Aspects: []flows.Aspect{{ID: "a1", Label: "l", Text: "t"}}}
}

func TestAKeeperTakesEachDueStepOnce(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	c := &diary{rounds: []flows.Round{
		dated("opens", flows.Draft, now, time.Time{}), dated("closes", flows.Opened, now.AddDate(0, 0, -3), now),
		dated("later", flows.Draft, now.AddDate(0, 0, 1), time.Time{}), dated("whole", flows.Draft, now.AddDate(0, 0, -1), now.AddDate(0, 0, 1)),
	}}
	keeper := Keeper{Rounds: c, Now: func() time.Time { return now }}
	for range 3 {
		if err := keeper.Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	want := []flows.State{flows.Opened, flows.Closed, flows.Draft, flows.Opened}
	for i, r := range c.rounds {
		if r.State != want[i] {
			t.Errorf("%s is %s, want %s", r.ID, r.State, want[i])
		}
	}
	if c.steps != 3 {
		t.Errorf("%d steps, want 3", c.steps)
	}
	now = now.AddDate(0, 0, 2)
	if err := keeper.Tick(t.Context()); err != nil || c.rounds[3].State != flows.Closed {
		t.Errorf("%s, %v", c.rounds[3].State, err)
	}
}

func TestWhoComesSecondDoesNothing(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	c := &diary{rounds: []flows.Round{dated("r", flows.Opened, now.AddDate(0, 0, -3), now)}}
	c.first = func(r *flows.Round) { r.State = flows.Closed }
	if err := (Keeper{Rounds: c, Now: func() time.Time { return now }}).Tick(t.Context()); err != nil || c.steps != 0 {
		t.Errorf("%d steps, %v", c.steps, err)
	}
}

func TestAKeeperDestroysWhatWasKeptLongEnough(t *testing.T) {
	now := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	released := func(id flows.RoundID, days int) flows.Round {
		r := dated(id, flows.Released, now.AddDate(0, 0, -300), now.AddDate(0, 0, -200))
		r.Released = now.AddDate(0, 0, -days)
		return r
	}
	for days, want := range map[int]flows.State{0: flows.Released, 30: flows.Destroyed, 31: flows.Released} {
		c := &diary{rounds: []flows.Round{released("r", 31), dated("closed", flows.Closed, now.AddDate(0, 0, -300), now.AddDate(0, 0, -200))}}
		if err := (Keeper{Rounds: c, Now: func() time.Time { return now }, Days: days}).Tick(t.Context()); err != nil {
			t.Fatal(err)
		}
		if c.rounds[0].State != want || c.rounds[1].State != flows.Closed {
			t.Errorf("kept for %d days, released 31 days ago: %s; never released: %s", days, c.rounds[0].State, c.rounds[1].State)
		}
	}
}
