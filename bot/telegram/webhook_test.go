package telegram

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestWebhookAnswers: the status for each kind of request, and whether the
// Handler saw it.
func TestWebhookAnswers(t *testing.T) {
	good := `{"update_id":1,` + said(`"text":"canary"`) + `}`
	cases := []struct {
		name, method, secret, body string
		handler                    error
		status                     int
		handled                    bool
	}{
		{"good", "POST", "s", good, nil, 200, true},
		{"failing", "POST", "s", good, errAway, 503, true},
		{"get", "GET", "s", good, nil, 405, false},
		{"no secret", "POST", "", good, nil, 401, false},
		{"wrong secret", "POST", "S", good, nil, 401, false},
		{"longer secret", "POST", "ss", good, nil, 401, false},
		{"too large", "POST", "s", good + strings.Repeat(" ", maxUpdate), nil, 413, false},
		{"undecodable", "POST", "s", `{"update_id":1,"message":"canary"}`, nil, 200, false},
		{"no JSON", "POST", "s", `canary`, nil, 200, false},
		{"empty", "POST", "s", ``, nil, 200, false},
		{"not for us", "POST", "s", `{"update_id":1,"channel_post":{}}`, nil, 200, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			handled := false
			book := &logbook{}
			hook := &Webhook{Secret: "s", Log: book.logger(), Handler: func(ctx context.Context, u bot.Update) error {
				handled = true
				if _, ok := ctx.Deadline(); !ok || u.Input.Text != "canary" {
					t.Errorf("handled %+v, without a limit: %v", u, !ok)
				}
				return c.handler
			}}
			r := httptest.NewRequest(c.method, "/", strings.NewReader(c.body))
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", c.secret)
			w := httptest.NewRecorder()
			hook.ServeHTTP(w, r)
			if w.Code != c.status || handled != c.handled || w.Body.Len() != 0 {
				t.Errorf("answered %d, handled %v, want %d, %v", w.Code, handled, c.status, c.handled)
			}
			if got := w.Header().Get("Retry-After"); (got == "2") != (c.status == 503) {
				t.Errorf("Retry-After is %q", got)
			}
			if strings.Contains(book.String(), "canary") {
				t.Errorf("logged %s", book)
			}
		})
	}
}

// TestWebhookWithoutSecret: nothing is taken where none is set.
func TestWebhookWithoutSecret(t *testing.T) {
	w := httptest.NewRecorder()
	(&Webhook{}).ServeHTTP(w, httptest.NewRequest("POST", "/", strings.NewReader("{}")))
	if w.Code != http.StatusUnauthorized {
		t.Errorf("answered %d", w.Code)
	}
}

// TestWebhookDelivery: through the server, with failures, a panic and an
// update nobody can read; a message behind the one that fails waits for it.
func TestWebhookDelivery(t *testing.T) {
	s := telegramtest.New(t)
	var asked atomic.Int64
	s.Delay = func(_ int, after time.Duration) time.Duration { asked.Store(int64(after)); return 0 }
	c, _ := testClient(t, s)
	var h script
	book := &logbook{}
	hook := httptest.NewServer(&Webhook{Secret: "s-1", Name: s.BotName(), Log: book.logger(),
		Handler: func(_ context.Context, u bot.Update) error {
			switch text := h.note(u); {
			case text == "panic":
				panic(text)
			case text == "first" && h.count("first") < 3:
				return errAway
			}
			return nil
		}})
	defer hook.Close()
	if err := c.SetWebhook(t.Context(), hook.URL, "s-1", 10); err != nil {
		t.Fatal(err)
	}
	p := s.Person(7)
	p.Send("first")
	s.InjectUpdate(7, "message", []byte(`5`))
	p.Send("panic")
	p.Send("last")
	p.Settle()
	if got := strings.Join(h.texts(), " "); got != "first first first panic last" {
		t.Errorf("handled %s", got)
	}
	if time.Duration(asked.Load()) != retryAfter {
		t.Errorf("asked to wait %v", time.Duration(asked.Load()))
	}
	book.want(t, "panicked")
	if err := c.DeleteWebhook(t.Context()); err != nil {
		t.Error(err)
	}
}

// TestWebhookDisconnect: Telegram hanging up does not cut short the handling.
func TestWebhookDisconnect(t *testing.T) {
	ctx, hangUp := context.WithCancel(t.Context())
	hook := &Webhook{Secret: "s", Handler: func(ctx context.Context, _ bot.Update) error {
		hangUp()
		return ctx.Err()
	}}
	r := httptest.NewRequestWithContext(ctx, "POST", "/", io.NopCloser(strings.NewReader(`{"update_id":1,`+said(`"text":"a"`)+`}`)))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
	w := httptest.NewRecorder()
	if hook.ServeHTTP(w, r); w.Code != http.StatusOK {
		t.Errorf("answered %d", w.Code)
	}
}
