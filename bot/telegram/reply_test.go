package telegram

import (
	"context"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestATapIsAnsweredInTheAnswerToItsWebhook, without a call of its own; the last
// notice counts. Where the update comes again that would not be read: the tap is
// answered at once by a call.
func TestATapIsAnsweredInTheAnswerToItsWebhook(t *testing.T) {
	for _, c := range []struct {
		name    string
		notices []string
		fails   error
		want    string
	}{
		{"with a notice", []string{"旧按钮"}, nil, `{"method":"answerCallbackQuery","callback_query_id":"9","text":"旧按钮"}`},
		{"without", []string{""}, nil, `{"method":"answerCallbackQuery","callback_query_id":"9"}`},
		{"worked out anew", []string{"旧按钮", "好了"}, nil, `{"method":"answerCallbackQuery","callback_query_id":"9","text":"好了"}`},
		{"of an update that comes again", []string{"旧按钮"}, errAway, ""},
		{"of none", nil, nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := telegramtest.New(t)
			client, _ := testClient(t, s)
			hook := &Webhook{Secret: "s", Handler: func(ctx context.Context, u bot.Update) error {
				for _, notice := range c.notices {
					if err := client.Acknowledge(ctx, u.Tap, notice); err != nil {
						t.Error(err)
					}
				}
				return c.fails
			}}
			w := post(hook, 1)
			if got := strings.TrimSpace(w.Body.String()); got != c.want {
				t.Errorf("answered %s, want %s", got, c.want)
			}
			if n := s.Count("answerCallbackQuery"); n != 0 && c.fails == nil || n != 1 && c.fails != nil {
				t.Errorf("%d calls", n)
			}
		})
	}
}

// TestEachCallIsMadeOnce: an answer that is not understood would have it made
// again.
func TestEachCallIsMadeOnce(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, waits := testClient(t, s)
	id, err := c.Send(t.Context(), "tg:7", card())
	if err != nil {
		t.Fatal(err)
	}
	for _, one := range []struct {
		method string
		call   func(context.Context) error
	}{
		{"editMessageText", func(ctx context.Context) error { return c.Edit(ctx, "tg:7", id, bot.Message{Text: "新"}) }},
		{"deleteMessages", func(ctx context.Context) error {
			_, err := c.Delete(ctx, "tg:7", []bot.MessageID{id})
			return err
		}},
		{"sendDocument", func(ctx context.Context) error {
			_, err := c.SendFile(ctx, "tg:7", "a.txt", []byte("a"))
			return err
		}},
		{"setMyCommands", func(ctx context.Context) error { return c.SetMenus(ctx, []Menu{{Commands: []MenuCommand{{"a", "b"}}}}) }},
		{"getMe", func(ctx context.Context) error { _, err := c.UserName(ctx); return err }},
		{"getWebhookInfo", func(ctx context.Context) error { _, err := c.Delivery(ctx); return err }},
		{"setWebhook", func(ctx context.Context) error { return c.SetWebhook(ctx, "http://127.0.0.1:1/", "s", 40) }},
		{"deleteWebhook", c.DeleteWebhook},
	} {
		if err := one.call(t.Context()); err != nil || s.Count(one.method) != 1 {
			t.Errorf("%s: %d times, %v", one.method, s.Count(one.method), err)
		}
	}
	if s.Count("sendMessage") != 1 || len(waits.list()) != 0 || p.Last().Media != "document" {
		t.Errorf("%d messages, %d pauses", s.Count("sendMessage"), len(waits.list()))
	}
}
