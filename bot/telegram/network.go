package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tg "github.com/go-telegram/bot"

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
	var sent sentMessage
	f := c.call(ctx, "sendMessage", unsent, &tg.SendMessageParams{
		ChatID: chat, Text: m.Text, Entities: entities(m.Spans),
		LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons),
	}, &sent)
	if f != nil {
		return 0, f.tell("sendMessage")
	}
	return sent.ID, nil
}

// sentMessage is what is read of a message that was sent.
type sentMessage struct {
	ID bot.MessageID `json:"message_id"`
}

// Edit replaces an earlier message of ours. See bot.Network.
func (c *Client) Edit(ctx context.Context, to bot.Chat, id bot.MessageID, m bot.Message) error {
	chat, err := chatID(to)
	if err != nil {
		return err
	}
	f := c.call(ctx, "editMessageText", anyway, &tg.EditMessageTextParams{
		ChatID: chat, MessageID: int(id), Text: m.Text, Entities: entities(m.Spans),
		LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Buttons),
	}, nil)
	if f == nil || f.says("message is not modified") {
		return nil
	}
	return f.tell("editMessageText")
}

// Acknowledge answers a tap, if it can in the answer to the webhook that brought
// it. See bot.Network.
func (c *Client) Acknowledge(ctx context.Context, tap, notice string) error {
	answer := tg.AnswerCallbackQueryParams{CallbackQueryID: tap, Text: text.Cut(notice, maxNotice)}
	if reply, ok := replyOf(ctx); ok {
		reply.put(answerCallbackQuery{"answerCallbackQuery", answer}, func(ctx context.Context) error { return c.answer(ctx, answer) })
		return nil
	}
	return c.answer(ctx, answer)
}

func (c *Client) answer(ctx context.Context, answer tg.AnswerCallbackQueryParams) error {
	f := c.call(ctx, "answerCallbackQuery", anyway, answer, nil)
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
