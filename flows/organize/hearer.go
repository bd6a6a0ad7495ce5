package organize

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// A Hearer keeps the chat's address for as long as somebody wants to hear how a round
// came out. No session says so: a round's is gone when it closes, and what others say
// may not name a round that somebody takes part in.
type Hearer struct {
	Addresses Addresses
	Rounds    KnownRounds
}

// Asked are the rounds whose closing message the chat has asked for, also where it
// takes part in nothing any more: only its address, at its place, tells.
func (h Hearer) Asked(ctx context.Context, v flows.Visitor) ([]flows.Round, error) {
	var all []flows.Round
	for _, r := range h.Rounds.Known() {
		if !r.Remembers() {
			continue
		}
		a, err := v.HearingAddress(ctx, r.ID)
		kept := false
		if err == nil {
			kept, err = h.Addresses.Kept(ctx, r.ID, a.ID)
		}
		if err != nil && flows.CodeOf(err) != flows.Refused {
			return nil, err
		}
		if kept {
			all = append(all, r)
		}
	}
	return all, nil
}

// Hear keeps the chat's address.
func (h Hearer) Hear(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return each(ctx, e, "hear.noted", v.HearingAddress, func(id flows.RoundID, a flows.Address) error {
		return h.Addresses.Keep(ctx, id, a)
	})
}

// Unhear deletes it.
func (h Hearer) Unhear(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return each(ctx, e, "hear.dropped", v.HearingAddress, func(id flows.RoundID, a flows.Address) error {
		return h.Addresses.Drop(ctx, id, a.ID)
	})
}
