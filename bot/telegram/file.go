package telegram

import (
	"bytes"
	"context"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"soundings/bot"
)

// SendFile puts a document into the chat. After an error it may have arrived
// all the same.
func (c *Client) SendFile(ctx context.Context, to bot.Chat, name string, data []byte) (bot.MessageID, error) {
	chat, err := chatID(to)
	if err != nil {
		return 0, err
	}
	var sent *models.Message
	f := c.attempt(ctx, unsent, func(ctx context.Context) (err error) {
		// Data must be a pointer kind (FACTS 6), and new for each try.
		file := &models.InputFileUpload{Filename: name, Data: bytes.NewReader(data)}
		sent, err = c.lib.SendDocument(ctx, &tg.SendDocumentParams{ChatID: chat, Document: file})
		return err
	})
	if f != nil {
		return 0, f.tell("sendDocument")
	}
	return bot.MessageID(sent.ID), nil
}
