package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/organize/draft"
	"soundings/flows/talk"
)

// Effects says who does what the conversations ask for. What submits and what
// reads back is not handed the visitor: it cannot learn who is at the door.
func Effects(desk opinion.Desk, door organize.Door, ringer organize.Ringer, hearer organize.Hearer, clerk organize.Clerk, logs talk.Desk) map[string]EffectFunc {
	return map[string]EffectFunc{
		opinion.EffectSubmit:     blind(desk.Submit),
		opinion.EffectDiscard:    blind(desk.Discard),
		opinion.EffectLookup:     blind(desk.Lookup),
		opinion.EffectWithdraw:   blind(desk.Withdraw),
		opinion.EffectArrive:     door.Arrive,
		opinion.EffectNothing:    door.Nothing,
		opinion.EffectBells:      ringer.Look,
		opinion.EffectRing:       ringer.Ring,
		opinion.EffectHush:       ringer.Hush,
		opinion.EffectHear:       hearer.Hear,
		opinion.EffectUnhear:     hearer.Unhear,
		organize.EffectStatus:    clerk.Status,
		organize.EffectClose:     clerk.Close,
		organize.EffectExport:    clerk.Export,
		organize.EffectPass:      clerk.Pass,
		organize.EffectImport:    clerk.Import,
		organize.EffectUndo:      clerk.Undo,
		organize.EffectTalks:     clerk.Talks,
		organize.EffectNudge:     clerk.Nudge,
		talk.EffectSave:          told(logs.Save),
		talk.EffectConfirm:       told(logs.Confirm),
		talk.EffectReply:         told(logs.Reply),
		talk.EffectWithdraw:      told(logs.Withdraw),
		talk.EffectCarry:         told(logs.Carry),
		talk.EffectSign:          told(logs.Sign),
		talk.EffectUncarry:       told(logs.Uncarry),
		organize.EffectSentRound: clerk.SentRound,
		organize.EffectOpen:      clerk.Open,
		organize.EffectExtend:    clerk.Extend,
		organize.EffectInvite:    clerk.Invite,
		organize.EffectRemind:    clerk.Remind,
		organize.EffectPreview:   clerk.Preview,
		organize.EffectBid:       clerk.Bid,
		organize.EffectHire:      clerk.Hire,
		organize.EffectDismiss:   clerk.Dismiss,
		draft.EffectKeep:         draft.Desk{Clerk: clerk}.Keep,
		draft.EffectEdit:         draft.Desk{Clerk: clerk}.Edit,
	}
}

func blind(do func(context.Context, dialogue.Effect) (dialogue.Outcome, error)) EffectFunc {
	return func(ctx context.Context, _ flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
		return do(ctx, e)
	}
}

// told tells people of the errors that they can do something about.
func told(do EffectFunc) EffectFunc {
	return func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
		o, err := do(ctx, v, e)
		if err != nil {
			return opinion.Failed(err)
		}
		return o, nil
	}
}
