package organize

import (
	"context"

	"soundings/flows"
)

// Few says whether fewer than k took part in a round that has closed. Of such a round
// nothing will ever be told, so whoever asked to hear is forgotten at once. The number
// does not change any more: each round is counted once. It is for one goroutine.
func Few(people Issuer) func(context.Context, flows.Round) (bool, error) {
	few := map[flows.RoundID]bool{}
	return func(ctx context.Context, r flows.Round) (bool, error) {
		if is, counted := few[r.ID]; counted {
			return is, nil
		}
		_, n, _, err := people.Counts(ctx, r.ID)
		if err == nil {
			few[r.ID] = n < r.K
		}
		return n < r.K, err
	}
}
