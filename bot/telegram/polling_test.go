package telegram

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

var errAway = errors.New("the store is away")

// polling starts a Poller. stop ends its context, does what is given, and waits
// for Run's error; the end of the test stops it anyhow.
func polling(t *testing.T, s *telegramtest.Server, h Handler, set ...func(*Poller)) (book *logbook, stop func(...func()) error) {
	t.Helper()
	c, _ := testClient(t, s)
	book = &logbook{}
	p := &Poller{Client: c, Handler: h, Name: s.BotName(), Log: book.logger(), Grace: 5 * time.Second}
	for _, f := range set {
		f(p)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- p.Run(ctx) }()
	end := sync.OnceValue(func() error { return <-ended })
	t.Cleanup(func() { cancel(); _ = end() })
	return book, func(then ...func()) error {
		cancel()
		for _, f := range then {
			f()
		}
		return end()
	}
}

// A script notes the texts that were handled.
type script struct {
	mu   sync.Mutex
	seen []string
}

func (h *script) note(u bot.Update) string {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.seen = append(h.seen, u.Input.Text)
	return u.Input.Text
}

func (h *script) texts() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.seen)
}

func (h *script) count(text string) (n int) {
	for _, s := range h.texts() {
		if s == text {
			n++
		}
	}
	return n
}
