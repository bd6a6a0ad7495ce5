package telegram

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
	"soundings/flows/dialogue"
)

const canaryFile = "canary-file-id"

// canaries are what no log and no error may hold.
func canaries(s *telegramtest.Server) []string {
	return []string{
		s.Token(), strings.Split(s.Token(), ":")[1], "735201846", "王小明", "wang_canary", "canary text", "canary-data", canaryFile,
	}
}

func spoken(t *testing.T, where, text string, canaries []string) {
	t.Helper()
	for _, c := range canaries {
		if strings.Contains(text, c) {
			t.Errorf("%s holds %q:\n%s", where, c, text)
		}
	}
}

// TestSecrecy goes through every way to fail with an id, a name, a user name, a
// text, callback data and a token that are known, and looks for them in all
// logs at debug level, Go's own log and the standard error included, and in all
// errors.
func TestSecrecy(t *testing.T) {
	book := &logbook{}
	log.SetOutput(book)
	t.Cleanup(func() { log.SetOutput(os.Stderr) })
	kinds := []telegramtest.FaultKind{
		telegramtest.Flood, telegramtest.BadGateway, telegramtest.Internal, telegramtest.CutBefore,
		telegramtest.CutAfter, telegramtest.Blocked, telegramtest.Unauthorized, telegramtest.Conflict,
	}
	for _, kind := range kinds {
		s := telegramtest.New(t)
		p := s.Person(735201846, telegramtest.Named("王小明"), telegramtest.Username("wang_canary"))
		c, _ := testClient(t, s)
		m := bot.Message{Text: "canary text", Buttons: [][]bot.Button{{{Label: "canary text", Data: "canary-data"}}}}
		id, err := c.Send(t.Context(), "tg:735201846", m)
		if err != nil {
			t.Fatal(err)
		}
		c.max = 50 * time.Millisecond
		s.Inject(telegramtest.Fault{Kind: kind, Times: -1, RetryAfter: 99})
		var errs []error
		for _, call := range everyCall(c, id, m) {
			if err := call(t.Context()); err != nil {
				errs = append(errs, err)
			}
		}
		if len(errs) < 6 {
			t.Errorf("fault %d: only %d calls failed", kind, len(errs))
		}
		spoken(t, "an error", errors.Join(errs...).Error(), canaries(s))
		s.Calm()
		s.Inject(telegramtest.Fault{Method: "getUpdates", Kind: kind})
		p.Send("canary text")
		p.SendDocument("canary text.docx", []byte("canary text"), "canary text")
		p.Tap("canary-data")
		s.InjectUpdate(735201846, "message", []byte(`{"message_id":"canary text","chat":{"id":735201846}}`))
		logged, stop := polling(t, s, failing())
		if kind != telegramtest.Unauthorized {
			p.Settle()
		}
		_ = stop()
		s.ForgiveTaps()
		spoken(t, "the poller's log", logged.String(), canaries(s))
		hooked(t, s, book)
	}
	s := telegramtest.New(t)
	spoken(t, "the log", book.String(), canaries(s))
}

// everyCall are all the calls of a Client.
func everyCall(c *Client, id bot.MessageID, m bot.Message) []func(context.Context) error {
	const chat = bot.Chat("tg:735201846")
	edited := m
	edited.Text += "!"
	return []func(context.Context) error{
		func(ctx context.Context) error { _, err := c.Send(ctx, chat, m); return err },
		func(ctx context.Context) error { return c.Edit(ctx, chat, id, edited) },
		func(ctx context.Context) error { return c.Edit(ctx, chat, 735201846, m) },
		func(ctx context.Context) error { return c.Acknowledge(ctx, "735201846", "canary text") },
		func(ctx context.Context) error { _, err := c.Delete(ctx, chat, []bot.MessageID{id}); return err },
		func(ctx context.Context) error {
			_, err := c.SendFile(ctx, chat, "王小明.docx", []byte("canary text"))
			return err
		},
		func(ctx context.Context) error { _, err := c.Fetch(ctx, chat, canaryFile, 100); return err },
		func(ctx context.Context) error { _, err := c.UserName(ctx); return err },
		func(ctx context.Context) error { return c.SetMenus(ctx, []Menu{{}}) },
		func(ctx context.Context) error { return c.SetMenu(ctx, "tg:1", nil) },
		func(ctx context.Context) error { return c.SetWebhook(ctx, "https://a.example", "canary-data", 1) },
		func(ctx context.Context) error { return c.DeleteWebhook(ctx) },
		func(ctx context.Context) error { _, err := c.updates(ctx, 0, 1, 0); return err },
	}
}

// failing fails an update once, panics once with what it holds, then is done.
func failing() Handler {
	var h script
	return func(_ context.Context, u bot.Update) error {
		switch h.note(u); {
		case len(h.texts()) == 1:
			return errAway
		case u.Input.Kind == dialogue.Tapped:
			panic(u)
		}
		return nil
	}
}

// hooked brings the same updates to a Webhook, good ones and bad ones.
func hooked(t *testing.T, s *telegramtest.Server, book *logbook) {
	hook := &Webhook{Secret: s.Token(), Handler: failing(), Log: book.logger()}
	for _, body := range []string{
		`{"update_id":1,"message":{"message_id":1,"chat":{"id":735201846,"type":"private"},"text":"canary text"}}`,
		`{"update_id":1,"callback_query":{"id":"735201846","from":{"id":735201846,"username":"wang_canary"},"data":"canary-data"}}`,
		`{"update_id":1,"message":{"message_id":"canary text"}}`, `canary text`, strings.Repeat("canary text", maxUpdate),
	} {
		for _, secret := range []string{s.Token(), "canary-data"} {
			r := httptest.NewRequest(http.MethodPost, "/"+s.Token(), strings.NewReader(body))
			r.Header.Set("X-Telegram-Bot-Api-Secret-Token", secret)
			w := httptest.NewRecorder()
			hook.ServeHTTP(w, r)
			spoken(t, "a webhook's answer", w.Body.String(), canaries(s))
		}
	}
}

// TestRubbish: answers that are no Bot API's end in errors that do not quote
// them, and bodies cut short do not look like success.
func TestRubbish(t *testing.T) {
	for name, answer := range map[string]string{
		"HTML": "<html>canary text</html>", "half": `{"ok":true,"result":{"message_id":1,"text":"canary`,
		"not ok": `{"ok":false,"error_code":400,"description":"canary text"}`, "nothing": "", "array": `["canary text"]`,
		"another result": `{"ok":true,"result":"canary text"}`,
	} {
		for _, kind := range []string{"application/json", "text/html"} {
			server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Content-Type", kind)
				_, _ = io.WriteString(w, answer)
			}))
			c, err := NewClient("1:canary-token", Options{API: server.URL, Wait: (&waits{}).wait, HTTP: server.Client(), MaxWait: 100e6})
			if err != nil {
				t.Fatal(err)
			}
			_, err = c.Send(t.Context(), "tg:7", bot.Message{Text: "canary text"})
			_, polled := c.updates(t.Context(), 0, 1, 0)
			if err == nil || polled == nil || strings.Contains(err.Error()+polled.Error(), "canary") {
				t.Errorf("%s as %s: %v; %v", name, kind, err, polled)
			}
			server.Close()
		}
	}
}

// TestNoClient: NewClient's refusals do not quote what they were given.
func TestNoClient(t *testing.T) {
	for _, c := range []struct{ token, api string }{
		{" ", ""}, {"1:canary", "://canary"}, {"1:canary", "canary.example"}, {"1:canary", "ftp://canary"},
	} {
		if _, err := NewClient(c.token, Options{API: c.api}); err == nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%v: %v", c, err)
		}
	}
}
