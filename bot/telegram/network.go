package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"soundings/bot"
	"soundings/flows/text"
)

// maxNotice is the length of answerCallbackQuery's text, in UTF-16 units.
const maxNotice = 200

// Send puts a new message into the chat. See bot.Network.
func (c *Client) Send(ctx context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	chat, err := chatID(to)
	if err != nil {
		return 0, err
	}
	var sent *models.Message
	f := c.attempt(ctx, unsent, func(ctx context.Context) (err error) {
		sent, err = c.lib.SendMessage(ctx, &tg.SendMessageParams{
			ChatID: chat, Text: m.Text, Entities: entities(m.Spans),
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons),
		})
		return err
	})
	if f != nil {
		return 0, f.tell("sendMessage")
	}
	return bot.MessageID(sent.ID), nil
}

// Edit replaces an earlier message of ours. See bot.Network.
func (c *Client) Edit(ctx context.Context, to bot.Chat, id bot.MessageID, m bot.Message) error {
	chat, err := chatID(to)
	if err != nil {
		return err
	}
	f := c.attempt(ctx, anyway, func(ctx context.Context) error {
		_, err := c.lib.EditMessageText(ctx, &tg.EditMessageTextParams{
			ChatID: chat, MessageID: int(id), Text: m.Text, Entities: entities(m.Spans),
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons),
		})
		return err
	})
	if f == nil || f.says("message is not modified") {
		return nil
	}
	return f.tell("editMessageText")
}

// Acknowledge answers a tap. See bot.Network.
func (c *Client) Acknowledge(ctx context.Context, tap, notice string) error {
	f := c.attempt(ctx, anyway, func(ctx context.Context) error {
		_, err := c.lib.AnswerCallbackQuery(ctx, &tg.AnswerCallbackQueryParams{
			CallbackQueryID: tap, Text: text.Cut(notice, maxNotice),
		})
		return err
	})
	if f == nil || f.says("query is too old") {
		return nil
	}
	return f.tell("answerCallbackQuery")
}

// chatOf is a Telegram chat's address.
func chatOf(id int64) bot.Chat { return bot.Chat(prefix + strconv.FormatInt(id, 10)) }

const prefix = "tg:"

func chatID(c bot.Chat) (int64, error) {
	digits, ok := strings.CutPrefix(string(c), prefix)
	id, err := strconv.ParseInt(digits, 10, 64)
	if !ok || err != nil {
		return 0, errors.New("telegram: not a chat of this network")
	}
	return id, nil
}
