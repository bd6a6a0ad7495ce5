package telegram

import (
	"context"
	"fmt"
	"log/slog"

	"soundings/bot"
)

// A Handler does what an update asks for. nil means that it is done, or given
// up for good: the update is confirmed and never comes again. With an error,
// which holds no id, name or text, it comes again later. Updates of one chat
// may come at the same time, and twice. ctx ends when the time for one update
// is over.
type Handler func(ctx context.Context, u bot.Update) error

// guarded calls h. A panic counts as done: the same update would panic again,
// and everything the person writes afterwards would wait behind it. A bot.Bot
// answers panics itself; what comes here is one that it could not even answer.
func guarded(ctx context.Context, log *slog.Logger, h Handler, u bot.Update) (err error) {
	defer func() {
		if v := recover(); v != nil {
			log.Error("telegram: handling an update panicked; it is given up",
				"panic", fmt.Sprintf("%T", v), "at", bot.Where())
			err = nil
		}
	}()
	return h(ctx, u)
}

// quiet is log, or a logger that drops everything.
func quiet(log *slog.Logger) *slog.Logger {
	if log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return log
}
