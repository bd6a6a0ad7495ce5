package main

import (
	"maps"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// TestSeveralBotsBehindOneWebhook: updates go to two bots on one Redis at random,
// so that hardly any conversation stays with one, and it is as if there were one.
func TestSeveralBotsBehindOneWebhook(t *testing.T) {
	fake := telegramtest.New(t)
	bots, front := twoBots(t, fake, time.Now)
	eightPeopleSpeak(t, fake, bots[0])
	if n := front.Passed(); n < 8*10 {
		t.Errorf("only %d updates came by the webhook", n)
	}
}

// twoBots are two bots on one Redis, behind one webhook.
func twoBots(t *testing.T, fake *telegramtest.Server, now func() time.Time) (bots []*served, f *front) {
	t.Helper()
	env := settingsFor(t, fake, "webhook", "redis")
	f = newFront(t, 1)
	env["SOUNDINGS_WEBHOOK_URL"], env["SOUNDINGS_METRICS_LISTEN"] = f.URL+"/telegram", "127.0.0.1:0"
	for range 2 {
		mine := maps.Clone(env)
		mine["SOUNDINGS_LISTEN"] = freeAddress(t)
		bots = append(bots, startServeAt(t, mine, now))
		f.join(t, bots[len(bots)-1].URL, nil)
	}
	return bots, f
}
