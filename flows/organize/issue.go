package organize

import (
	"context"

	"soundings/flows"
)

// MaxTickets is the most tickets one command issues.
const MaxTickets = 5_000

// Issue makes tickets of a round that is a draft or open.
func (o Office) Issue(ctx context.Context, id flows.RoundID, n int) ([]flows.Ticket, error) {
	if n < 1 || n > MaxTickets {
		return nil, flows.Fail(flows.Invalid, "ticket.count", flows.Args{"max": MaxTickets})
	}
	r, err := o.Rounds.Round(ctx, id)
	if err == nil {
		err = r.Ticketed()
	}
	if err != nil {
		return nil, err
	}
	did := o.did(flows.Ticketed)
	did.N = n
	return o.Tickets.Issue(ctx, id, n, did)
}

// Revoke takes back the tickets that nobody has used, of a round that is a draft
// or open. How many is told of what was a draft to the last only: once people
// come in, those that are left tell exactly how many did (promise 3).
func (o Office) Revoke(ctx context.Context, id flows.RoundID) (n int, told bool, err error) {
	n, under, err := o.Tickets.Revoke(ctx, id)
	if err != nil || under != flows.Draft {
		return 0, false, err
	}
	return n, true, nil
}
