package organize

import (
	"context"
	"fmt"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// FactTalked is a fact of an organizer's session: how many of the talks that the
// round on the desk requires were had, as of when it was looked at.
const FactTalked = "talked"

// talked is that fact; empty where a round has to do with no talks.
func (c Clerk) talked(ctx context.Context, r flows.Round) (dialogue.Fact, error) {
	f := dialogue.Fact{Name: FactTalked}
	if !talksOn(r) || c.Office.Talks == nil {
		return f, nil
	}
	m, err := c.Office.Matrix(ctx, r)
	f.Value = fmt.Sprintf("%d/%d", m.Total.Done, m.Total.Due)
	return f, err
}

// standing says how long an open round has still and what is settled in it, and how
// far the talks are.
func (l Look) standing() []dialogue.Text {
	var all []dialogue.Text
	r := l.Round
	if r.State == flows.Opened && !r.Closes.IsZero() && l.Now.Before(r.Closes) {
		all = append(all, dialogue.Say("desk.left", "n", daysUntil(l)))
	}
	if l.Talked != "" {
		all = append(all, dialogue.Say("desk.talked", "count", l.Talked))
	}
	if r.State == flows.Opened {
		all = append(all, dialogue.Say("desk.settled", "k", r.K, "admission", dialogue.Say("cli.admission."+string(r.Admission)),
			"n", len(r.Members), "aspects", len(r.Aspects)))
	}
	return all
}

// daysUntil is how many days are left, today among them. Days count in the zone of now.
func daysUntil(l Look) int {
	noon := func(t time.Time) time.Time {
		y, m, d := t.In(l.Now.Location()).Date()
		return time.Date(y, m, d, 12, 0, 0, 0, time.UTC)
	}
	return int(noon(l.Round.LastDay()).Sub(noon(l.Now)).Hours()/24) + 1
}
