package flows

import (
	"slices"
	"time"
)

// Who takes part in a round may ask to hear how it came out. That takes an address
// which outlives the closing, so it is asked for apart from a reminder, and kept no
// longer than this many days after the closing, whatever happens.
const HearDays = 60

// tellDays is for how long it is tried to reach whoever asked, from when an organizer
// has the closing message sent.
const tellDays = 3

// A Farewell is the closing message of a round: the numbers in it, as they stood when
// an organizer had it sent. It is the same for everybody.
type Farewell struct {
	At    time.Time // when it was asked for
	Took  int       // took part, at least: a multiple of k
	Known bool      // the service could count what follows: it keeps the round's key

	Opinions int // all of them, by whichever way they came
	Points   int
	Aspects  []AspectPoints // those that have points, in the round's order; what is of none last
}

// AspectPoints is how many points are filed under an aspect; its id is empty for what
// is of none.
type AspectPoints struct {
	Aspect AspectID
	N      int
}

// Same says whether f says what another says, whenever they were asked for.
func (f Farewell) Same(as Farewell) bool {
	return f.Took == as.Took && f.Known == as.Known && f.Opinions == as.Opinions && f.Points == as.Points &&
		slices.Equal(f.Aspects, as.Aspects)
}

// Hears says whether somebody who takes part can ask now to hear how the round came
// out.
func (r Round) Hears(now time.Time) bool { return r.Writable(now) == nil && !r.Forgotten }

// Remembers says whether the addresses of whoever asked may still be kept.
func (r Round) Remembers() bool {
	return !r.Forgotten && (r.State == Opened || r.over())
}

func (r Round) over() bool { return r.State == Closed || r.State == Released }

// HearsUntil is the moment from which on no address of whoever asked is kept any more:
// HearDays after the closing, or sooner, once the closing message has had its time.
// Zero while it is not known when the round closes.
func (r Round) HearsUntil() time.Time {
	if r.Closes.IsZero() {
		return r.Closes
	}
	until := r.Closes.AddDate(0, 0, HearDays)
	if r.Farewell != nil {
		if told := r.Farewell.At.AddDate(0, 0, tellDays); told.Before(until) {
			return told
		}
	}
	return until
}

// Bidding says why no closing message can be sent, or nil: the round was released,
// had none, and whoever asked for it is still known. Refused: round.bidden,
// round.forgotten, or that it was not released.
func (r Round) Bidding(now time.Time) error {
	switch {
	case r.Farewell != nil:
		return Fail(Refused, "round.bidden", Args{"date": r.Farewell.At})
	case r.State != Released:
		return Fail(Refused, "round.not_released", r.named())
	case r.Forgotten || !now.Before(r.HearsUntil()):
		return Fail(Refused, "round.forgotten", Args{"days": HearDays})
	}
	return nil
}

// Bid has the closing message sent to whoever asked, in the hours in which people are
// written to. There is one a round, and nothing changes it any more.
func (r Round) Bid(f Farewell, now time.Time) (Round, error) {
	if err := r.Bidding(now); err != nil {
		return r, err
	}
	f.At = now
	r.Farewell = &f
	return r, nil
}

// BidsFor is the day of the closing message where people are to get it now; empty where
// they are not. It is the same for all.
func (r Round) BidsFor(now time.Time) string {
	if r.Farewell == nil || !r.Remembers() || !now.Before(r.HearsUntil()) || !Awake(now) {
		return ""
	}
	return r.Farewell.At.In(now.Location()).Format(time.DateOnly)
}

// Forgets says whether whoever asked is to be forgotten now.
func (r Round) Forgets(now time.Time) bool {
	return r.over() && !r.Forgotten && !now.Before(r.HearsUntil())
}

// Forget ends it for whoever asked: no message will come any more. Where it is so
// already that is Refused.
func (r Round) Forget() (Round, error) {
	if !r.over() || r.Forgotten {
		return r, Fail(Refused, "round.not_due", nil)
	}
	r.Forgotten = true
	return r, nil
}
