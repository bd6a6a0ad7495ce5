package main

import (
	"context"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
)

// A viewAct is what an organizer did, in JSON for scripts.
type viewAct struct {
	At    string     `json:"at"` // RFC 3339
	Way   flows.Way  `json:"way"`
	By    string     `json:"by,omitempty"` // by name, in the chat
	Deed  flows.Deed `json:"deed"`
	N     int        `json:"n,omitempty"`
	Until string     `json:"until,omitempty"` // last day
	text  string
}

// acts are what was done to a round, the last first.
func (p *program) acts(ctx context.Context, h *house, id flows.RoundID) ([]viewAct, error) {
	all, err := h.rounds.Acts(ctx, id)
	views := []viewAct{}
	for _, a := range all {
		v := viewAct{At: p.stamp(a.At, time.RFC3339), Way: a.By.Way, By: a.By.Name, Deed: a.Deed, N: a.N}
		if !a.Until.IsZero() {
			v.Until = p.stamp(a.Until.Add(-time.Nanosecond), time.DateOnly)
		}
		v.text = p.say("cli.act", "at", p.stamp(a.At, minuteForm), "who", organize.ActorText(a.By), "did", organize.DeedText(a))
		views = append(views, v)
	}
	return views, err
}

// Text says it in a line.
func (v viewAct) Text() string { return v.text }
