package metrics

import (
	"context"
	"net/http"

	"soundings/bot"
	"soundings/bot/telegram"
	"soundings/flows/dialogue"
)

// What an update is, and no more: not which command, not where in a
// conversation.
func kinds() []string {
	return []string{"message", "tap", "command", "media", "edited", "group", undecodable}
}

const undecodable = "undecodable"

// What becomes of an update. One that failed comes again; one that is given up
// does not: it panicked, could not be read, or kept failing.
const (
	handled  = "handled"
	repeated = "repeated"
	failed   = "failed"
	givenUp  = "given_up"
)

func outcomes() []string { return []string{handled, repeated, failed, givenUp} }

func kindOf(u bot.Update) string {
	if !u.Private {
		return "group"
	}
	switch u.Input.Kind {
	case dialogue.Tapped:
		return "tap"
	case dialogue.Command:
		return "command"
	case dialogue.Media, dialogue.Attached:
		return "media"
	case dialogue.Edited:
		return "edited"
	}
	return "message"
}

// Updates stands around what handles updates.
func (m *Meter) Updates(inner telegram.Handler) telegram.Handler {
	if m == nil {
		return inner
	}
	return func(ctx context.Context, u bot.Update) error {
		ctx, t := withTally(ctx)
		began, outcome := m.now(), givenUp // unless it returns: a panic passes through here
		defer func() {
			m.handling.observe(call{}, outcome, t.once(m.now().Sub(began)))
			t.observe()
			m.updates.WithLabelValues(kindOf(u), outcome).Inc() // last: then all of it is there
		}()
		err := inner(ctx, u)
		outcome = handled
		switch {
		case err != nil:
			outcome = failed
		case t.hasPanicked():
			outcome = givenUp
		case t.isRepeat():
			outcome = repeated
		}
		return err
	}
}

// Repeated implements bot.Watch: the update at hand came before.
func (m *Meter) Repeated(ctx context.Context) {
	if t := tallyOf(ctx); t != nil {
		t.repeats()
	}
}

// Panicked implements bot.Watch: the update at hand is given up.
func (m *Meter) Panicked(ctx context.Context) {
	if t := tallyOf(ctx); t != nil {
		t.panics()
	}
}

// GivenUp implements telegram.Watch.
func (m *Meter) GivenUp(u bot.Update) { m.gaveUp(kindOf(u)) }

// Undecodable implements telegram.Watch.
func (m *Meter) Undecodable() { m.gaveUp(undecodable) }

func (m *Meter) gaveUp(kind string) {
	if m != nil {
		m.updates.WithLabelValues(kind, givenUp).Inc()
	}
}

// Why a call of the Bot API is made again.
func reasons() []string { return []string{"busy", "server", "network"} }

// Retried implements telegram.Watch.
func (m *Meter) Retried(ctx context.Context, status int) {
	if m == nil || unseen(ctx) {
		return
	}
	reason := "server"
	switch status {
	case http.StatusTooManyRequests, http.StatusConflict:
		reason = "busy"
	case 0:
		reason = "network"
	}
	m.again.WithLabelValues(reason).Inc()
}
