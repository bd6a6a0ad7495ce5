package telegram

import (
	"context"
	"slices"
	"time"

	tg "github.com/go-telegram/bot"

	"soundings/bot"
)

// Of deleteMessages: the most messages it takes, and how old they may be.
const (
	deleteLimit = 100
	deleteAge   = 48 * time.Hour
)

// deleteCalls bounds how long one Delete looks for what must stay.
const deleteCalls = 40

// Reach is how old a message may be to be deleted. See bot.Network.
func (c *Client) Reach() time.Duration { return deleteAge }

// Delete removes messages from the chat. See bot.Network. Telegram passes over
// what is gone already, but removes nothing where one of the messages must stay
// (it is too old, or dice of today): that one is looked for by halves.
func (c *Client) Delete(ctx context.Context, from bot.Chat, ids []bot.MessageID) (left []bot.MessageID, err error) {
	chat, err := chatID(from)
	if err != nil {
		return ids, err
	}
	d := deletion{client: c, chat: chat, calls: deleteCalls}
	for some := range slices.Chunk(ids, deleteLimit) {
		d.remove(ctx, some)
	}
	return d.left, d.err
}

// A deletion is one Delete under way.
type deletion struct {
	client *Client
	chat   int64
	calls  int // that may still be made
	left   []bot.MessageID
	err    error
}

func (d *deletion) remove(ctx context.Context, ids []bot.MessageID) {
	if d.err != nil || d.calls == 0 {
		d.left = append(d.left, ids...)
		return
	}
	d.calls--
	f := d.call(ctx, ids)
	switch {
	case f == nil:
	case f.says("message can't be deleted") && len(ids) > 1:
		d.remove(ctx, ids[:len(ids)/2])
		d.remove(ctx, ids[len(ids)/2:])
	case f.says("message can't be deleted"):
		d.left = append(d.left, ids...)
	default:
		d.left, d.err = append(d.left, ids...), f.tell("deleteMessages")
	}
}

func (d *deletion) call(ctx context.Context, ids []bot.MessageID) *failure {
	numbers := make([]int, len(ids))
	for i, id := range ids {
		numbers[i] = int(id)
	}
	return d.client.call(ctx, "deleteMessages", anyway, tg.DeleteMessagesParams{ChatID: d.chat, MessageIDs: numbers}, nil)
}
