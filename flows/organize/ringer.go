package organize

import (
	"context"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// Addresses keeps the chats that want to be written to, for one purpose, each with a
// round; Refused where they are not kept any more.
type Addresses interface {
	// Keep keeps an address in an open round; to keep it again is no error.
	Keep(ctx context.Context, round flows.RoundID, a flows.Address) error
	// Drop deletes an address, if it is there.
	Drop(ctx context.Context, round flows.RoundID, at flows.AddressID) error
	// Kept says whether an address is kept.
	Kept(ctx context.Context, round flows.RoundID, at flows.AddressID) (bool, error)
}

// A Ringer keeps the chat's address for as long as somebody wants to be reminded.
type Ringer struct{ Addresses Addresses }

// Look finds out in which rounds the chat's address is kept.
func (r Ringer) Look(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return ringing(ctx, v, e, "", func(round flows.RoundID, a flows.Address) (bool, error) { return r.Addresses.Kept(ctx, round, a.ID) })
}

// Ring keeps the chat's address.
func (r Ringer) Ring(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return ringing(ctx, v, e, "remind.noted", func(round flows.RoundID, a flows.Address) (bool, error) {
		return true, r.Addresses.Keep(ctx, round, a)
	})
}

// Hush deletes it.
func (r Ringer) Hush(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return ringing(ctx, v, e, "remind.dropped", func(round flows.RoundID, a flows.Address) (bool, error) {
		return false, r.Addresses.Drop(ctx, round, a.ID)
	})
}

// ringing does something with the chat's address in every round of the payload,
// notes whether it is kept then, and says what was done.
func ringing(ctx context.Context, v flows.Visitor, e dialogue.Effect, done string,
	do func(flows.RoundID, flows.Address) (kept bool, err error)) (dialogue.Outcome, error) {
	var facts []dialogue.Fact
	o, err := each(ctx, e, done, v.Address, func(id flows.RoundID, a flows.Address) error {
		kept, err := do(id, a)
		if err == nil {
			facts = append(facts, reminded(id, kept))
		}
		return err
	})
	o.Facts = facts
	return o, err
}

// each does something with an address of the chat in every round of the payload, and
// says what was done. Of a round that closes this very moment there is nothing to say.
func each(ctx context.Context, e dialogue.Effect, done string,
	address func(context.Context, flows.RoundID) (flows.Address, error), do func(flows.RoundID, flows.Address) error) (dialogue.Outcome, error) {
	var o dialogue.Outcome
	for _, topic := range strings.Fields(e.Payload) {
		id := flows.RoundID(topic)
		a, err := address(ctx, id)
		if err == nil {
			err = do(id, a)
		}
		if flows.CodeOf(err) == flows.Refused {
			continue
		}
		if err != nil {
			return opinion.Failed(err)
		}
		o.Notice = dialogue.Say(done)
	}
	return o, nil
}

func reminded(id flows.RoundID, kept bool) dialogue.Fact {
	f := dialogue.Fact{Topic: string(id), Name: opinion.FactReminder}
	if kept {
		f.Value = "1"
	}
	return f
}
