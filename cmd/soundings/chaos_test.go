package main

import (
	"fmt"
	"os"
	"strconv"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// TestChaos: whatever the network does, everybody comes to their end, what they
// said is kept exactly once, and each receipt leads to its own opinion. The whole
// program runs, on a real Redis. CHAOS_SEED is the first seed, CHAOS_RUNS how
// many there are of each kind of weather.
func TestChaos(t *testing.T) {
	for _, f := range forecasts() {
		t.Run(f.name, func(t *testing.T) { f.runs(t) })
	}
}

func forecasts() []forecast {
	return []forecast{
		{name: "calm", bots: 1},
		{name: "updates come again after they were taken", bots: 1, luck: telegramtest.Luck{Lost: 0.3}},
	}
}

// runs plays in this weather, once for each seed, and prints what it came to.
func (f forecast) runs(t *testing.T) {
	first, runs := fromEnv(t, "CHAOS_SEED", 1), fromEnv(t, "CHAOS_RUNS", 1)
	var total score
	for seed := first; seed < first+runs; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := newWeather(t, f, seed)
			began := time.Now()
			w.plays(f)
			total.add(w.judged(f, time.Since(began)))
			if t.Failed() {
				t.Logf("to see it again: CHAOS_SEED=%d CHAOS_RUNS=1", seed)
			}
		})
	}
	t.Log(total)
}

func fromEnv(t *testing.T, name string, otherwise uint64) uint64 {
	t.Helper()
	given := os.Getenv(name)
	if given == "" {
		return otherwise
	}
	n, err := strconv.ParseUint(given, 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	return n
}
