package telegram

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestPollerRevoked: a token Telegram refuses ends polling with an error.
func TestPollerRevoked(t *testing.T) {
	s := telegramtest.New(t)
	s.Inject(telegramtest.Fault{Method: "getUpdates", Kind: telegramtest.Unauthorized})
	c, _ := testClient(t, s)
	p := &Poller{Client: c, Handler: func(context.Context, bot.Update) error { return nil }}
	if err := p.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "unauthorized") {
		t.Errorf("Run gave %v", err)
	}
}

// TestPollerStop: what is under way is finished and confirmed, what is queued
// is left for the next process.
func TestPollerStop(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	p.Send("under way")
	p.Send("queued")
	begun, release := make(chan struct{}), make(chan struct{})
	var h script
	_, stop := polling(t, s, func(ctx context.Context, u bot.Update) error {
		close(begun)
		<-release
		h.note(u)
		return ctx.Err()
	})
	<-begun
	if err := stop(func() { close(release) }); err != nil {
		t.Error(err)
	}
	if !slices.Equal(h.texts(), []string{"under way"}) || s.Pending() != 1 {
		t.Errorf("handled %v, %d wait", h.texts(), s.Pending())
	}
}

// TestPollerGrace: what does not end by itself loses its context.
func TestPollerGrace(t *testing.T) {
	s := telegramtest.New(t)
	s.Person(7).Send("stuck")
	begun := make(chan struct{})
	_, stop := polling(t, s, func(ctx context.Context, _ bot.Update) error {
		close(begun)
		<-ctx.Done()
		return ctx.Err()
	}, func(p *Poller) { p.Grace = time.Millisecond })
	<-begun
	if err := stop(); err != nil || s.Pending() != 1 {
		t.Errorf("%v; %d wait, want 1", err, s.Pending())
	}
}

// TestPollerAfterWebhook: a webhook left behind is removed first.
func TestPollerAfterWebhook(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	if err := c.SetWebhook(t.Context(), "http://127.0.0.1:1/hook", "s", 1); err != nil {
		t.Fatal(err)
	}
	p := s.Person(7)
	p.Send("x")
	var h script
	polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	p.Settle()
	if h.count("x") != 1 {
		t.Errorf("handled %v", h.texts())
	}
}
