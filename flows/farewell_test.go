package flows

import (
	"testing"
	"time"
)

// closedOn is a round that closed at midnight after the twentieth of November.
func closedOn(s State, change func(*Round)) Round {
	r := Round{ID: "r", Title: "专题民主生活会", State: s, K: 5, Closes: time.Date(2026, 11, 21, 0, 0, 0, 0, time.UTC)}
	if change != nil {
		change(&r)
	}
	return r
}

func bidAt(day int, hour int) func(*Round) {
	return func(r *Round) { r.Farewell = &Farewell{At: time.Date(2026, 12, day, hour, 0, 0, 0, time.UTC)} }
}

func TestWhenAClosingMessageCanBeSent(t *testing.T) {
	for _, c := range []struct {
		name   string
		round  Round
		on     time.Time
		refuse string
	}{
		{"still open", closedOn(Opened, nil), time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC), "round.not_released"},
		{"closed, perhaps below k", closedOn(Closed, nil), time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), "round.not_released"},
		{"released", closedOn(Released, nil), time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC), ""},
		{"on the last of sixty days", closedOn(Released, nil), time.Date(2027, 1, 19, 23, 59, 0, 0, time.UTC), ""},
		{"after them", closedOn(Released, nil), time.Date(2027, 1, 20, 0, 0, 0, 0, time.UTC), "round.forgotten"},
		{"a second time", closedOn(Released, bidAt(1, 10)), time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), "round.bidden"},
		{"nobody is known any more", closedOn(Released, func(r *Round) { r.Forgotten = true }), time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), "round.forgotten"},
		{"destroyed", closedOn(Destroyed, nil), time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), "round.not_released"},
	} {
		r, err := c.round.Bid(Farewell{Took: 10}, c.on)
		if (err != nil || c.refuse != "") && KeyOf(err) != c.refuse {
			t.Errorf("%s: %v, want %q", c.name, err, c.refuse)
		}
		if err == nil && (r.Farewell.Took != 10 || !r.Farewell.At.Equal(c.on)) {
			t.Errorf("%s: %+v", c.name, r.Farewell)
		}
	}
}

// Nobody is woken up, and nobody is written to once their address was to be gone.
func TestWhenAClosingMessageIsDelivered(t *testing.T) {
	sent := closedOn(Released, bidAt(1, 22))
	for _, c := range []struct {
		name  string
		round Round
		at    time.Time
		want  string
	}{
		{"none was asked for", closedOn(Released, nil), time.Date(2026, 12, 1, 10, 0, 0, 0, time.UTC), ""},
		{"at night", sent, time.Date(2026, 12, 1, 22, 1, 0, 0, time.UTC), ""},
		{"in the morning", sent, time.Date(2026, 12, 2, 9, 0, 0, 0, time.UTC), "2026-12-01"},
		{"late, after an outage", sent, time.Date(2026, 12, 4, 20, 59, 0, 0, time.UTC), "2026-12-01"},
		{"three days are over", closedOn(Released, bidAt(1, 12)), time.Date(2026, 12, 4, 12, 0, 0, 0, time.UTC), ""},
		{"nobody is known any more", closedOn(Released, func(r *Round) { bidAt(1, 10)(r); r.Forgotten = true }), time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC), ""},
		{"destroyed", closedOn(Destroyed, bidAt(1, 10)), time.Date(2026, 12, 1, 11, 0, 0, 0, time.UTC), ""},
	} {
		if got := c.round.BidsFor(c.at); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestUntilWhenWhoeverAskedIsKnown(t *testing.T) {
	sixty := time.Date(2027, 1, 20, 0, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name  string
		round Round
		until time.Time
	}{
		{"no message was sent", closedOn(Released, nil), sixty},
		{"nor released", closedOn(Closed, nil), sixty},
		{"three days after it was", closedOn(Released, bidAt(1, 10)), time.Date(2026, 12, 4, 10, 0, 0, 0, time.UTC)},
		{"and never more than sixty", closedOn(Released, func(r *Round) { r.Farewell = &Farewell{At: sixty.AddDate(0, 0, -1)} }), sixty},
	} {
		if got := c.round.HearsUntil(); !got.Equal(c.until) {
			t.Errorf("%s: until %v, want %v", c.name, got, c.until)
		}
		if c.round.Forgets(c.until.Add(-1)) || !c.round.Forgets(c.until) {
			t.Errorf("%s: forgotten at another moment", c.name)
		}
		gone, err := c.round.Forget()
		if err != nil || gone.Remembers() || gone.Forgets(c.until) {
			t.Errorf("%s: %+v, %v", c.name, gone, err)
		}
		if _, err := gone.Forget(); KeyOf(err) != "round.not_due" {
			t.Errorf("%s: forgotten twice: %v", c.name, err)
		}
	}
	if _, err := closedOn(Opened, nil).Forget(); KeyOf(err) != "round.not_due" {
		t.Errorf("while it is open: %v", err)
	}
}
