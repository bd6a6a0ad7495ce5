package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
)

// Effects says who does what the conversations ask for. What submits and what
// reads back is not handed the mask: it cannot learn who is at the door.
func Effects(desk opinion.Desk, door organize.Door) map[string]EffectFunc {
	return map[string]EffectFunc{
		opinion.EffectSubmit:  masked(desk.Submit),
		opinion.EffectLookup:  masked(desk.Lookup),
		opinion.EffectArrive:  door.Arrive,
		opinion.EffectNothing: door.Nothing,
	}
}

func masked(do func(context.Context, dialogue.Effect) (dialogue.Outcome, error)) EffectFunc {
	return func(ctx context.Context, _ flows.Mask, e dialogue.Effect) (dialogue.Outcome, error) {
		return do(ctx, e)
	}
}
