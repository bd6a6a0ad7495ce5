package organize

import (
	"context"
	"slices"

	"soundings/flows"
	"soundings/flows/opinion"
	"soundings/flows/report"
)

// Point finds the point that the opinion of a receipt went into, and what the ledger
// says of that. told is false
// where nothing is kept of the round: then every opinion is one of its own.
// Refused (identity.needed): only the organizer's own key opens it.
func (o Office) Point(ctx context.Context, id flows.RoundID, r flows.Receipt) (p opinion.Point, told bool, err error) {
	k, err := o.present(ctx, id, nil)
	if flows.KeyOf(err) == "result.none" {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	l, _, err := o.ledger(ctx, id, nil)
	if err != nil {
		return p, false, err
	}
	p, told = k.point(o.Opinions.ID(r), l)
	return p, told, nil
}

func (k kept) point(at flows.StoredID, l report.Ledger) (opinion.Point, bool) {
	id, ok := k.Origins[at]
	if !ok {
		return opinion.Point{}, false
	}
	i := slices.IndexFunc(k.Model.Points, func(p report.Point) bool { return slices.Contains(p.Opinions, id) })
	if i < 0 {
		return opinion.Point{}, false
	}
	p := k.Model.Points[i]
	return opinion.Point{Subject: p.Subject, Aspect: p.Aspect, Text: p.Text, Merged: len(p.Opinions) > 1, State: l.State(p.ID)}, true
}
