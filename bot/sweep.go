package bot

import (
	"context"
	"slices"

	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// effect does what a conversation asks for. A sweep needs the chat itself and
// its trail, which nobody outside this package is handed.
func (b *Bot) effect(ctx context.Context, u Update, s *session, e dialogue.Effect, d *done) (dialogue.Outcome, error) {
	if e.Name == opinion.EffectSweep {
		return b.sweep(ctx, u, s, e.Payload == opinion.SweepReceipts), nil
	}
	s.looked = s.looked || e.Name == opinion.EffectBells
	e, end := b.following(ctx, u.Chat, s.Dialogue.Lang, b.fetching(u.Chat, e))
	defer func() { d.put(end(), false) }()
	return b.Effects[e.Name](ctx, visitor{b, u.Chat}, e)
}

// sweep deletes the conversation from the chat, the messages with receipts last
// and only where that was asked for. The card that was tapped stays where it is
// to become the next screen.
func (b *Bot) sweep(ctx context.Context, u Update, s *session, receipts bool) dialogue.Outcome {
	var stays MessageID
	if !dialogue.Keeps(u.Input.Text) {
		stays = u.Message
	}
	// Of a chat in no round it is not known what went with one (promise 5).
	swept := opinion.Swept{Unknown: s.Trail.Cut || s.place.Round == ""}
	swept.Stuck, swept.Failed = b.erase(ctx, u.Chat, &s.Trail, stays)
	if receipts && swept.Failed == 0 {
		stuck, failed := b.erase(ctx, u.Chat, &s.Receipts, 0)
		swept.Stuck, swept.Failed = swept.Stuck+stuck, swept.Failed+failed
	}
	swept.Receipt = len(s.Receipts.Days) > 0
	if swept.Failed == 0 {
		s.Trail.Cut = false // it is told now
	}
	return swept.Outcome()
}

// erase deletes the messages of a trail but one. It counts those that the
// network does not delete and those that are to be tried again. What will never
// be deleted is forgotten once it was told.
func (b *Bot) erase(ctx context.Context, from Chat, t *trail, stays MessageID) (stuck, failed int) {
	ids := slices.DeleteFunc(t.ids(), func(id MessageID) bool { return id == stays })
	if len(ids) == 0 {
		return 0, 0
	}
	left, err := b.Network.Delete(ctx, from, ids)
	t.keep(append(slices.Clone(left), stays))
	if err != nil {
		b.Log.WarnContext(ctx, "messages could not be deleted", "err", err)
		return 0, len(left)
	}
	return len(left), 0
}
