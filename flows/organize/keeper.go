package organize

import (
	"context"
	"time"

	"soundings/flows"
)

// DatedRounds are rounds that can be read anew and moved along.
type DatedRounds interface {
	KnownRounds
	// Change makes one step from what the round really is; see storage.Rounds.
	Change(ctx context.Context, id flows.RoundID, step func(flows.Round) (flows.Round, error)) (flows.Round, error)
}

// A Keeper opens and closes rounds at their dates. Several may run at once, in
// several processes: a step is taken from the state it was worked out from, so
// each happens once.
type Keeper struct {
	Rounds DatedRounds
	Now    func() time.Time
}

// Tick reads the rounds anew and makes every step that is due. It goes on
// behind a round that fails and returns the first error.
func (k Keeper) Tick(ctx context.Context) error {
	first := k.Rounds.Refresh(ctx)
	for _, r := range k.Rounds.Known() {
		if _, due := r.Due(k.Now()); !due {
			continue
		}
		if _, err := k.Rounds.Change(ctx, r.ID, k.step); err != nil && first == nil && flows.CodeOf(err) != flows.Refused {
			first = err
		}
	}
	return first
}

// step takes the due step, or refuses where another process has taken it.
func (k Keeper) step(r flows.Round) (flows.Round, error) {
	switch state, due := r.Due(k.Now()); {
	case due && state == flows.Opened:
		return r.Open(k.Now())
	case due && state == flows.Closed:
		return r.Close(k.Now())
	}
	return r, flows.Fail(flows.Refused, "round.not_due", nil)
}
