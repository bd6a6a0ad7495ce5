package web_test

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
)

// TestSecrecy goes through the ways to fail with a cookie and a text that are
// known, and looks for them in all logs at debug level and in all errors.
func TestSecrecy(t *testing.T) {
	var out bytes.Buffer
	log := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	h := &handled{}
	s := web.New(web.Options{Handle: h.handle, Log: log})
	server := httptest.NewUnstartedServer(s)
	server.Config.ErrorLog = slog.NewLogLogger(log.Handler(), slog.LevelDebug)
	server.Start()
	t.Cleanup(func() { s.Close(); server.Close() })
	p := newPage(t, server.URL, "visitor")
	p.say("first")
	chat := h.updates[0].Chat
	for _, answer := range []func(context.Context, bot.Update) error{
		func(context.Context, bot.Update) error { return errors.New("the store is away") },
		func(_ context.Context, u bot.Update) error { panic(u.Input.Text) },
		func(_ context.Context, u bot.Update) error { panic(u) },
		func(context.Context, bot.Update) error { var m map[string]int; m["x"]++; return nil },
	} {
		h.answer = answer
		p.post("/say", map[string]any{"text": "canary text"})
		p.post("/tap", map[string]any{"message": 1, "data": "canary-data"})
		p.attach(p.document(p.action(), "canary.docx", "canary text"))
	}
	if _, err := s.Send(t.Context(), chat+"x", bot.Message{Text: "canary text"}); err == nil {
		t.Error("no error")
	} else {
		log.Info("an error", "err", err)
	}
	r, _ := http.NewRequest(http.MethodPost, server.URL+"/say", strings.NewReader(`{"text":"canary text"`))
	r.Header.Set("Content-Type", "application/json")
	if answer, err := p.client.Do(r); err == nil {
		answer.Body.Close()
	}
	id := strings.TrimSuffix(strings.TrimPrefix(string(chat), "web:"), "/visitor")
	for _, canary := range []string{"canary", id, id[:8], "127.0.0.1"} {
		if strings.Contains(out.String(), canary) {
			t.Errorf("the log holds %q:\n%s", canary, out.String())
		}
	}
	if n := strings.Count(out.String(), "was not handled"); n != 3 || strings.Count(out.String(), "panicked") != 9 {
		t.Errorf("the log does not tell:\n%s", out.String())
	}
}
