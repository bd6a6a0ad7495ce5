package main

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"soundings/bot/telegramtest"
	"soundings/storage/storagetest"
)

// Whether Telegram is there is known at the next question, and that it is back
// soon after.
func TestThePulseFollowsTelegram(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, stop := context.WithCancel(t.Context())
		p := newPulse(time.Now)
		var there atomic.Bool
		there.Store(true)
		go p.feel(ctx, slog.New(slog.DiscardHandler), func(context.Context) error {
			if there.Load() {
				return nil
			}
			return errors.New("no answer")
		})
		for _, c := range []struct {
			there bool
			after time.Duration
		}{{true, 0}, {false, pulseEvery}, {false, time.Hour}, {true, pulseSoon}, {true, time.Hour}, {false, pulseEvery}} {
			there.Store(c.there)
			time.Sleep(c.after) // no time passes but here
			synctest.Wait()
			if p.fresh() != c.there {
				t.Errorf("there: %t, and %v later fresh: %t", c.there, c.after, p.fresh())
			}
		}
		stop()
	})
}

func TestNotReadyWhileTheStoreIsAway(t *testing.T) {
	url := storagetest.Redis(t)
	s := startWith(t, telegramtest.New(t), map[string]string{"SOUNDINGS_STORE": url, "SOUNDINGS_KEY": serviceKey(t)})
	storagetest.Admin(t, url).ShutdownNoSave(t.Context())
	if status, body := s.Get("/readyz"); status != http.StatusServiceUnavailable || body != "store: unreachable\ntelegram: ok\n" {
		t.Errorf("/readyz: %d %q", status, body)
	}
	if status, _ := s.Get("/healthz"); status != http.StatusOK {
		t.Errorf("/healthz: %d", status)
	}
}
