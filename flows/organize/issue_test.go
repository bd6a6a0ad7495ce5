package organize_test

import (
	"context"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
)

// drawer is a drawer with one round, from which seven tickets can be taken back.
type drawer struct {
	organize.Rounds
	organize.Issuer
	round   flows.Round
	touched bool
}

func (d *drawer) Round(context.Context, flows.RoundID) (flows.Round, error) { return d.round, nil }

func (d *drawer) Revoke(context.Context, flows.RoundID) (int, error) {
	d.touched = true
	return 7, nil
}

func TestHowManyWereTakenBackIsToldOfADraftOnly(t *testing.T) {
	for _, c := range []struct {
		state     flows.State
		admission flows.Admission
		n         int
		told      bool
		says      string
	}{
		{flows.Draft, flows.ByTicket, 7, true, ""},
		{flows.Opened, flows.ByTicket, 0, false, ""}, // else it would tell how many came
		{flows.Closed, flows.ByTicket, 0, false, "round.is_closed"},
		{flows.Released, flows.ByTicket, 0, false, "round.is_released"},
		{flows.Destroyed, flows.ByTicket, 0, false, "round.is_destroyed"},
		{flows.Draft, flows.Open, 0, false, "ticket.open_round"},
	} {
		d := &drawer{round: flows.Round{State: c.state, Admission: c.admission}}
		n, told, err := organize.Office{Rounds: d, Tickets: d, Now: time.Now}.Revoke(t.Context(), "r")
		if n != c.n || told != c.told || (err != nil) != (c.says != "") || err != nil && flows.KeyOf(err) != c.says {
			t.Errorf("%s, %s: %d, %v, %v", c.state, c.admission, n, told, err)
		}
		if d.touched != (c.says == "") {
			t.Errorf("%s, %s: tickets touched: %v", c.state, c.admission, d.touched)
		}
	}
}
