package bot

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// A crowd is all those whom the bot writes to without being asked this moment:
// it reminds them, or tells them of an outage. A network bears about 30 messages
// a second to many (FACTS); the crowd of one process gets part of that, one after another, and
// waits where the network asks to be left in peace. Conversations do not wait
// for it.
type crowd struct {
	mu     sync.Mutex
	bucket *rate.Limiter // nil: nobody yet
	rests  time.Time     // until then nobody is written to

	aside    aside // of Errands, as are those below
	lost     losses
	informed time.Time // when letters were last looked for
	bidden   time.Time // when whoever is to be bidden farewell was
}

const (
	crowdRate = 10 // messages a second
	// crowdRest is how long the crowd rests after a failure, unless the network
	// says how long; and the longest that is believed.
	crowdRest   = 30 * time.Second
	longestRest = 15 * time.Minute
)

// free says whether one more may be written to right now, and takes that turn.
func (c *crowd) free(now time.Time) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return !now.Before(c.rests) && c.turns().AllowN(now, 1)
}

// turn waits until one more may be written to. While the crowd rests there is no
// turn: *Busy says for how long. Nor is there one after ctx's end, also where the
// network is so slow that nobody has to wait.
func (c *crowd) turn(ctx context.Context, now time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	wait, err := c.reserve(now)
	if err != nil || wait == 0 {
		return err
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (c *crowd) reserve(now time.Time) (time.Duration, error) {
	if err := c.resting(now); err != nil {
		return 0, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.turns().ReserveN(now, 1).DelayFrom(now), nil
}

// resting says how long the crowd still rests, if it does.
func (c *crowd) resting(now time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now.Before(c.rests) {
		return &Busy{After: c.rests.Sub(now)}
	}
	return nil
}

// turns is the bucket. One at a time: a network counts bursts as well.
func (c *crowd) turns() *rate.Limiter {
	if c.bucket == nil {
		c.bucket = rate.NewLimiter(crowdRate, 1)
	}
	return c.bucket
}

// rest has everybody wait because of what the network said, and nobody for less
// than it said before.
func (c *crowd) rest(now time.Time, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if until := now.Add(restAfter(err)); until.After(c.rests) {
		c.rests = until
	}
}

// restAfter is how long is rested after a failure.
func restAfter(err error) time.Duration {
	if busy, ok := errors.AsType[*Busy](err); ok {
		return min(busy.After, longestRest)
	}
	return crowdRest
}
