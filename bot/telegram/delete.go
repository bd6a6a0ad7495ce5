package telegram

import (
	"context"
	"slices"

	tg "github.com/go-telegram/bot"

	"soundings/bot"
)

// deleteLimit is the most messages deleteMessages takes.
const deleteLimit = 100

// Delete removes messages from the chat, the person's and ours. What is gone
// already or older than 48 hours is passed over (deleteMessages).
func (c *Client) Delete(ctx context.Context, from bot.Chat, ids []bot.MessageID) error {
	chat, err := chatID(from)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(ids, deleteLimit) {
		numbers := make([]int, len(some))
		for i, id := range some {
			numbers[i] = int(id)
		}
		f := c.attempt(ctx, anyway, func(ctx context.Context) error {
			_, err := c.lib.DeleteMessages(ctx, &tg.DeleteMessagesParams{ChatID: chat, MessageIDs: numbers})
			return err
		})
		if f != nil {
			return f.tell("deleteMessages")
		}
	}
	return nil
}
