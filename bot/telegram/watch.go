package telegram

import (
	"context"

	"soundings/bot"
)

// A Watch is told what only this package can see. It must not wait.
type Watch interface {
	// GivenUp: an update failed again and again while others were handled, and
	// does not come again.
	GivenUp(u bot.Update)
	// Undecodable: an update that cannot be read is given up.
	Undecodable()
	// Retried: a call is made again after this status, 0 where there was no
	// answer.
	Retried(ctx context.Context, status int)
}

// watched is w, or one that looks away.
func watched(w Watch) Watch {
	if w == nil {
		return nobody{}
	}
	return w
}

type nobody struct{}

func (nobody) GivenUp(bot.Update)           {}
func (nobody) Undecodable()                 {}
func (nobody) Retried(context.Context, int) {}
