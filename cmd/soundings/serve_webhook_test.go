package main

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"soundings/bot/telegram"
	"soundings/bot/telegramtest"
)

// A process with the same token that polls, started by mistake, removes the
// webhook; whoever was served by it must not be left without updates for good.
func TestAWebhookThatWasRemovedIsRegisteredAgain(t *testing.T) {
	for name, c := range map[string]struct {
		delivers telegram.Delivery
		fails    error
		again    bool
		says     int
	}{
		"removed":            {telegram.Delivery{}, nil, true, 1},
		"there":              {telegram.Delivery{URL: "https://ours.test/hook"}, nil, false, 0},
		"of a successor":     {telegram.Delivery{URL: "https://another.test/hook"}, nil, false, 1}, // said once
		"not known for now":  {telegram.Delivery{}, errors.New("no answer"), false, 0},
		"there, and failing": {telegram.Delivery{URL: "https://ours.test/hook", Problem: "Connection refused"}, nil, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ctx, stop := context.WithTimeout(t.Context(), 10*hookEvery+time.Second)
				defer stop()
				var log lockedBuffer
				h := hook{url: "https://ours.test/hook", log: slog.New(slog.NewTextHandler(&log, nil))}
				registered := 0
				h.register = func(context.Context) error { registered++; return nil }
				h.look = func(context.Context) (telegram.Delivery, error) {
					if registered > 1 {
						return telegram.Delivery{URL: h.url}, nil
					}
					return c.delivers, c.fails
				}
				if err := h.keep(ctx); err != nil {
					t.Error(err)
				}
				if again := registered > 1; again != c.again || registered > 2 {
					t.Errorf("registered %d times", registered)
				}
				if n := strings.Count(log.String(), "\n"); n != c.says || strings.Contains(log.String(), "test/hook") {
					t.Errorf("logged %s", log.String())
				}
			})
		})
	}
}

// Several replicas register one webhook, at the same time, and those that stop
// leave it to the others.
func TestReplicasComeAndGoBehindOneWebhook(t *testing.T) {
	fake := telegramtest.New(t)
	env := settingsFor(t, fake, "webhook", "redis")
	front := newFront(t, 1)
	env["SOUNDINGS_WEBHOOK_URL"] = front.URL + "/telegram"
	bots, ended := make([]*served, 3), make([]chan struct{}, 3)
	var all sync.WaitGroup
	for i := range bots {
		mine := maps.Clone(env)
		mine["SOUNDINGS_LISTEN"] = freeAddress(t)
		all.Go(func() { bots[i] = startWith(t, fake, mine) })
	}
	all.Wait()
	for i, b := range bots {
		ended[i] = make(chan struct{})
		front.join(t, b.URL, ended[i])
	}
	wang := fake.Person(1001, telegramtest.Lang("zh-hans"))
	for i, b := range bots {
		wang.Send("/help")
		wang.See("能做这些")
		wang.Send("/start")
		wang.See("听您说真话")
		close(ended[i]) // no more requests, as a balancer does before a stop
		if code := b.Stop(); code != 0 {
			t.Errorf("stopped with %d", code)
		}
	}
	if n := fake.Count("deleteWebhook"); n != 0 {
		t.Errorf("the webhook was removed %d times", n)
	}
}
