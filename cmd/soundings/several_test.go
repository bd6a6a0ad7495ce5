package main

import (
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"sync/atomic"
	"testing"
	"time"

	"soundings/bot/telegramtest"
)

// TestSeveralBotsBehindOneWebhook: updates go to two bots on one Redis in turn,
// so that hardly any conversation stays with one, and it is as if there were one.
func TestSeveralBotsBehindOneWebhook(t *testing.T) {
	fake := telegramtest.New(t)
	bots, turn := twoBots(t, fake, time.Now)
	eightPeopleSpeak(t, fake, bots[0])
	if n := turn.passed.Load(); n < 8*10 {
		t.Errorf("only %d updates came by the webhook", n)
	}
}

// twoBots are two bots on one Redis, behind one webhook.
func twoBots(t *testing.T, fake *telegramtest.Server, now func() time.Time) (bots []*served, turn *turnstile) {
	t.Helper()
	env := settingsFor(t, fake, "webhook", "redis")
	turn = &turnstile{}
	front := httptest.NewServer(turn)
	t.Cleanup(front.Close)
	env["SOUNDINGS_WEBHOOK_URL"], env["SOUNDINGS_METRICS_LISTEN"] = front.URL+"/telegram", "127.0.0.1:0"
	for range 2 {
		mine := maps.Clone(env)
		mine["SOUNDINGS_LISTEN"] = freeAddress(t)
		bots = append(bots, startServeAt(t, mine, now))
	}
	turn.open(t, bots)
	return bots, turn
}

// A turnstile lets requests through to each bot in turn.
type turnstile struct {
	bots   atomic.Pointer[[]*httputil.ReverseProxy]
	passed atomic.Int64
}

func (s *turnstile) open(t *testing.T, bots []*served) {
	t.Helper()
	var all []*httputil.ReverseProxy
	for _, b := range bots {
		target, err := url.Parse(b.URL)
		if err != nil {
			t.Fatal(err)
		}
		proxy := httputil.NewSingleHostReverseProxy(target)
		proxy.ErrorLog = mute()
		all = append(all, proxy)
	}
	s.bots.Store(&all)
}

// ServeHTTP answers 503 until it is open.
func (s *turnstile) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	bots := s.bots.Load()
	if bots == nil {
		w.WriteHeader(http.StatusServiceUnavailable)
		return
	}
	(*bots)[int(s.passed.Add(1))%len(*bots)].ServeHTTP(w, r)
}
