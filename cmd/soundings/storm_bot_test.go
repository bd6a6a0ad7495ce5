package main

import (
	"context"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"
)

// ways are how bots take their updates.
func ways() map[string]forecast {
	return map[string]forecast{
		"one by webhook": {bots: 1, most: manyWishes}, "three behind one": {bots: 3, most: manyWishes},
		"one that polls": {bots: 1, most: manyWishes, polls: true},
		"one on SQLite": {bots: 1, most: manyWishes, store: func(w *weather) string {
			return "sqlite:" + filepath.Join(w.t.TempDir(), "soundings.db")
		}},
	}
}

// running are the bots that were not ended.
func (w *weather) running() (all []*child) {
	for _, c := range w.bots {
		select {
		case <-c.ended:
		default:
			all = append(all, c)
		}
	}
	return all
}

func (w *weather) anyOf(random *rand.Rand) *child {
	all := w.running()
	return all[random.IntN(len(all))]
}

func TestTheBotMayBeKilledAtAnyMoment(t *testing.T) {
	for name, f := range ways() {
		t.Run(name, func(t *testing.T) {
			f.again = "it was killed before it could keep that it was sent"
			f.while = func(ctx context.Context, w *weather) {
				w.strikes(ctx, 10, func(random *rand.Rand) {
					w.anyOf(random).Kill()
					w.starts()
				})
			}
			f.runs(t)
		})
	}
}

// dockerWaits is how long Docker waits for a process that it stopped.
const dockerWaits = 10 * time.Second

func TestTheBotMayBeStoppedAtAnyMoment(t *testing.T) {
	for name, f := range ways() {
		t.Run(name, func(t *testing.T) {
			if f.bots > 1 {
				f.again = "one that starts registers the webhook anew, and what another has under way comes again"
			}
			f.while = func(ctx context.Context, w *weather) {
				w.strikes(ctx, 5, func(random *rand.Rand) {
					w.stops(w.anyOf(random))
					w.starts()
				})
			}
			f.runs(t)
		})
	}
}

// stops stops a bot as systemd and Docker do.
func (w *weather) stops(c *child) {
	began := time.Now()
	if code := c.Terminate(); code != 0 {
		w.t.Errorf("stopped with %d:\n%s", code, c.Log())
	}
	took := time.Since(began)
	if w.t.Logf("stopped in %.2f s", took.Seconds()); took > dockerWaits {
		w.t.Errorf("that is longer than Docker waits:\n%s", c.Log())
	}
}
