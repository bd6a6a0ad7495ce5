package telegram

import (
	"context"
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestBlockingIsNothingToUs: that a person blocks the bot, or no longer does, is
// confirmed and neither handled nor logged.
func TestBlockingIsNothingToUs(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	var h script
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	p.Send("before")
	p.Settle()
	p.Block()
	p.Unblock()
	p.Settle()
	if len(h.texts()) != 1 || s.Pending() != 0 || book.String() != "" {
		t.Errorf("handled %v, %d wait, logged %s", h.texts(), s.Pending(), book)
	}
}
