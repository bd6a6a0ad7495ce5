package organize

import (
	"context"
	"time"

	"soundings/flows"
)

// DatedRounds are rounds that can be read anew and moved along.
type DatedRounds interface {
	KnownRounds
	// Change makes one step from what the round really is, and notes with it what
	// somebody did by that; see storage.Rounds.
	Change(ctx context.Context, id flows.RoundID, step func(flows.Round) (flows.Round, error), did ...flows.Act) (flows.Round, error)
	// Clear deletes what must not outlive an open round; what was begun it finishes.
	Clear(ctx context.Context, id flows.RoundID) error
	// Destroy destroys a round; what was begun it finishes.
	Destroy(ctx context.Context, id flows.RoundID) (flows.Round, error)
}

// A Keeper opens and closes rounds at their dates, forgets whoever asked to hear how
// one came out when that is over, and destroys them when they were kept long enough. Several may run at once, in several processes: a step
// is taken from the state it was worked out from, so each happens once.
type Keeper struct {
	Rounds DatedRounds
	Now    func() time.Time
	Days   int // that a released round is kept, see Round.KeptUntil; 0: for ever

	// Expire removes the ledger of a round that was kept long enough; nil: none is.
	Expire func(ctx context.Context, id flows.RoundID) error
	// Few says whether fewer than k took part in a round that has closed; nil: it is
	// not looked.
	Few func(context.Context, flows.Round) (bool, error)
}

// Tick reads the rounds anew and makes every step that is due. It goes on
// behind a round that fails and returns the first error.
func (k Keeper) Tick(ctx context.Context) error {
	first := k.Rounds.Refresh(ctx)
	for _, r := range k.Rounds.Known() {
		if err := k.tend(ctx, r); err != nil && first == nil && flows.CodeOf(err) != flows.Refused {
			first = err
		}
		if err := k.expire(ctx, r); err != nil && first == nil {
			first = err
		}
	}
	return first
}

// expire looks after the ledger of a round, which outlives it.
func (k Keeper) expire(ctx context.Context, r flows.Round) error {
	if k.Expire == nil || r.State != flows.Released && r.State != flows.Destroyed {
		return nil
	}
	return k.Expire(ctx, r.ID)
}

// tend makes the step that is due for a round, if any.
func (k Keeper) tend(ctx context.Context, r flows.Round) (err error) {
	kept := r.KeptUntil(k.Days)
	switch _, due := r.Due(k.Now()); {
	case due:
		_, err = k.Rounds.Change(ctx, r.ID, k.step, k.did(deedOf(r)))
	case r.State == flows.Destroyed:
		_, err = k.Rounds.Destroy(ctx, r.ID)
	case !kept.IsZero() && !k.Now().Before(kept):
		if _, err = k.Rounds.Change(ctx, r.ID, flows.Round.Destroy, k.did(flows.DidDestroy)); err == nil {
			_, err = k.Rounds.Destroy(ctx, r.ID)
		}
	case r.Forgets(k.Now()):
		_, err = k.Rounds.Change(ctx, r.ID, flows.Round.Forget)
	case r.State == flows.Closed || r.State == flows.Released:
		if err = k.Rounds.Clear(ctx, r.ID); err == nil {
			err = k.forgetFew(ctx, r)
		}
	}
	return err
}

// forgetFew forgets whoever asked to hear how a round came out of which nothing will
// ever be told.
func (k Keeper) forgetFew(ctx context.Context, r flows.Round) error {
	if k.Few == nil || r.State != flows.Closed || r.Forgotten {
		return nil
	}
	few, err := k.Few(ctx, r)
	if err == nil && few {
		_, err = k.Rounds.Change(ctx, r.ID, flows.Round.Forget)
	}
	return err
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

func (k Keeper) did(d flows.Deed) flows.Act {
	return flows.Act{Deed: d, By: flows.Actor{Way: flows.ByClock}, At: k.Now()}
}

// deedOf is what a step that is due does to a round.
func deedOf(r flows.Round) flows.Deed {
	if r.State == flows.Draft {
		return flows.DidOpen
	}
	return flows.DidClose
}
