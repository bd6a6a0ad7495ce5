package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
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
		t.Run(f.name, func(t *testing.T) { t.Parallel(); f.runs(t) })
	}
}

func forecasts() []forecast {
	faulty := func(p float64, faults ...telegramtest.Fault) telegramtest.Luck {
		return telegramtest.Luck{Fault: p, Faults: faults}
	}
	restless := habits{Twice: 0.3, Stale: 0.5}
	flood := telegramtest.Fault{Kind: telegramtest.Flood, RetryAfter: 1}
	deluge := telegramtest.Fault{Kind: telegramtest.Flood, RetryAfter: 6}
	badGateway := telegramtest.Fault{Kind: telegramtest.BadGateway}
	cut := telegramtest.Fault{Kind: telegramtest.CutAfter}
	const late = "by the time that Telegram would take its answer, nobody waits for it"
	const unknown = "the bot cannot know that it arrived"
	const beside = "two bots have the same tap, or a tap and a text, at the same time"
	return []forecast{
		{name: "calm", bots: 1},
		{name: "updates come again after they were taken", bots: 1, luck: telegramtest.Luck{Lost: 0.3}},
		{name: "updates come again while they are handled", bots: 1, luck: telegramtest.Luck{Twice: 0.3}},
		{name: "buttons are tapped twice", bots: 1, habits: habits{Twice: 0.5}},
		{name: "an old button is tapped as a text is sent", bots: 1, habits: habits{Stale: 1}},
		{name: "Telegram asks to wait a second", bots: 1, luck: faulty(0.05, flood)},
		{name: "Telegram asks to wait too long", bots: 1, luck: faulty(0.2, deluge), excuse: late},
		{name: "Telegram answers 502", bots: 1, luck: faulty(0.15, badGateway)},
		{name: "the connection breaks after Telegram acted", bots: 1, luck: faulty(0.2, cut), again: unknown},
		{name: "Telegram is slow", bots: 1, again: unknown,
			luck: faulty(0.1, slow(50), slow(100), slow(200), slow(300), slow(900), slow(5500))},
		{name: "two bots", bots: 2, habits: restless, again: beside},
		{name: "three bots, and updates come again", bots: 3, habits: restless, again: beside,
			luck: telegramtest.Luck{Lost: 0.2, Twice: 0.2}},
		{name: "everything at once", bots: 3, habits: restless, excuse: late, again: unknown,
			luck: telegramtest.Luck{Lost: 0.15, Twice: 0.15, Fault: 0.1, Faults: []telegramtest.Fault{flood, deluge, badGateway, cut,
				{Kind: telegramtest.Internal}, {Kind: telegramtest.CutBefore}, slow(50), slow(300)}}},
	}
}

// slow is a Telegram that takes its time: milliseconds.
func slow(ms time.Duration) telegramtest.Fault {
	return telegramtest.Fault{Kind: telegramtest.Slow, For: ms * time.Millisecond}
}

// runs plays in this weather, once for each seed, and prints what it came to.
func (f forecast) runs(t *testing.T) {
	first, runs := fromEnv(t, "CHAOS_SEED", 1), fromEnv(t, "CHAOS_RUNS", 1)
	var total score
	for seed := first; seed < first+runs; seed++ {
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			w := newWeather(t, f, seed)
			defer w.tells()
			began := time.Now()
			w.plays(f)
			total.add(w.judged(f, time.Since(began)))
		})
	}
	t.Log(total)
}

// tells, of a run that failed, what the bots complained of, and how to see it
// again.
func (w *weather) tells() {
	if !w.t.Failed() {
		return
	}
	for _, bot := range w.bots {
		for line := range strings.Lines(bot.Log()) {
			if !strings.Contains(line, `"level":"INFO"`) {
				w.t.Log(strings.TrimSpace(line))
			}
		}
	}
	w.t.Logf("to see it again: CHAOS_SEED=%d CHAOS_RUNS=1", w.seed)
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
