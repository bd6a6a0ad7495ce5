package main

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"soundings/storage/storagetest"
)

// Who is struck by a storm has more to say, so that it lasts.
const manyWishes = 6

// strikes has something befall the people of a weather n times, each after some
// more updates went out; how many is drawn.
func (w *weather) strikes(ctx context.Context, n int, strike func(random *rand.Rand)) {
	random := rand.New(rand.NewPCG(w.seed, 1))
	for range n {
		if !w.after(ctx, 3+random.IntN(30)) {
			return
		}
		strike(random)
	}
}

// after waits until so many more updates went out; it is false where people are
// done before.
func (w *weather) after(ctx context.Context, updates int) bool {
	for end := w.fake.Tally().Deliveries + updates; w.fake.Tally().Deliveries < end; {
		if !pause(ctx, time.Millisecond) {
			return false
		}
	}
	return true
}

// A rough is a Redis, what stands before it, and chance.
type rough struct {
	*storagetest.Server
	*storagetest.Proxy
	*rand.Rand
}

// roughly is a weather in which Redis, or the way to it, is struck so often.
func roughly(times int, strike func(r rough), settings ...string) forecast {
	var r rough
	return forecast{bots: 2, most: manyWishes, again: "that it was sent could not be kept",
		store: func(w *weather) string {
			w.t.Helper()
			r.Server = storagetest.NewServer(w.t, settings...)
			r.Proxy = storagetest.NewProxy(w.t, r.Server.URL)
			return r.Proxy.URL()
		},
		while: func(ctx context.Context, w *weather) {
			w.strikes(ctx, times, func(random *rand.Rand) {
				r.Rand = random
				strike(r)
			})
		}}
}

func TestRedisMayBeRestartedAtAnyMoment(t *testing.T) {
	roughly(5, func(r rough) { r.Stop(); r.Start() }).runs(t)
}

// With appendfsync always it has on the disk what it confirms.
func TestRedisMayBeKilledAtAnyMoment(t *testing.T) {
	roughly(5, func(r rough) { r.Kill(); r.Start() }, "--appendfsync", "always").runs(t)
}

func TestRedisMayBeSilentForThreeSeconds(t *testing.T) {
	roughly(1, func(r rough) { r.Pause(3 * time.Second) }).runs(t)
}

func TestConnectionsToRedisMayBreakAtAnyMoment(t *testing.T) {
	for _, c := range []struct {
		name   string
		strike func(r rough)
	}{
		{"killed by Redis", func(r rough) { r.CutOff() }},
		{"when it has acted and answers", func(r rough) { r.CutAnswers(1 + r.IntN(20)) }},
		{"in the middle of what it is told", func(r rough) { r.TearRequests(1 + r.IntN(20)) }},
	} {
		t.Run(c.name, func(t *testing.T) { roughly(10, c.strike).runs(t) })
	}
}
