package metrics

import (
	"context"

	"soundings/bot"
	"soundings/flows"
)

// Sessions stands around what keeps sessions.
func (m *Meter) Sessions(inner bot.Sessions) bot.Sessions {
	if m == nil {
		return inner
	}
	return sessions{inner, m}
}

type sessions struct {
	bot.Sessions
	meter *Meter
}

// Load implements bot.Sessions. An update loads its session once, and again
// only after a conflict.
func (s sessions) Load(ctx context.Context, who flows.Sitter) (flows.SessionData, error) {
	if t := tallyOf(ctx); t != nil && t.loaded() {
		s.meter.retries.Inc()
	}
	return s.Sessions.Load(ctx, who)
}

// Save implements bot.Sessions.
func (s sessions) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	version, err := s.Sessions.Save(ctx, who, data)
	if flows.CodeOf(err) == flows.Conflict && !unseen(ctx) {
		s.meter.conflicts.Inc()
	}
	return version, err
}
