package metrics

import (
	"context"
	"sync"
	"time"
)

// A tally is what one update has done so far. It goes with the update's context
// to where the calls are made.
type tally struct {
	mu       sync.Mutex
	calls    map[place]came
	beyond   time.Duration // in calls that were not the longest of their kind
	loads    int
	repeated bool
	panicked bool
}

type place struct {
	in *family
	call
}

// came is what the calls of a kind came to: the longest time, the worst outcome.
type came struct {
	outcome string
	took    time.Duration
}

type tallyKey struct{}

func withTally(ctx context.Context) (context.Context, *tally) {
	t := &tally{calls: map[place]came{}}
	return context.WithValue(ctx, tallyKey{}, t), t
}

// tallyOf is the tally of the update at hand; nil in the background.
func tallyOf(ctx context.Context) *tally {
	t, _ := ctx.Value(tallyKey{}).(*tally)
	return t
}

// Unseen is the context of work of which nothing is told. How many people asked to
// be reminded says how many take part at least, which is told to nobody but in
// steps of k (promise 3); so the calls that reminding makes count nowhere.
func (m *Meter) Unseen(ctx context.Context) context.Context {
	return context.WithValue(ctx, unseenKey{}, true)
}

type unseenKey struct{}

func unseen(ctx context.Context) bool { return ctx.Value(unseenKey{}) != nil }

func (t *tally) add(in *family, c call, outcome string, took time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	at := place{in, c}
	before, ok := t.calls[at]
	if !ok {
		before.outcome = outcome
	}
	t.calls[at] = came{in.worse(before.outcome, outcome), max(before.took, took)}
	t.beyond += min(before.took, took)
}

// observe tells each kind of call once.
func (t *tally) observe() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for at, c := range t.calls {
		at.in.observe(at.call, c.outcome, c.took)
	}
}

// once is a time that the update took, as if it had made one call of each kind.
func (t *tally) once(took time.Duration) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	return took - t.beyond
}

// loaded counts a load of the session, and says whether it was not the first.
func (t *tally) loaded() (again bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.loads++
	return t.loads > 1
}

func (t *tally) repeats() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.repeated = true
}

func (t *tally) isRepeat() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.repeated
}

func (t *tally) panics() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.panicked = true
}

func (t *tally) hasPanicked() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.panicked
}
