package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/discreet"
	"soundings/bot/telegramtest"
)

// broken are updates that cannot be decoded: each is full of what no log may
// hold, in the field that is wrong and around it.
func broken() map[string]string {
	who := `"from":{"id":735201846,"first_name":"王小明","username":"wang_canary"}`
	return map[string]string{
		"message":        `{"message_id":"canary text","chat":{"id":735201846,"type":"private"},` + who + `,"text":"canary text"}`,
		"edited_message": `{"message_id":1,"chat":"735201846",` + who + `,"text":"canary text"}`,
		"callback_query": `{"id":735201846,` + who + `,"data":"canary-data"}`,
		"my_chat_member": `{"chat":{"id":"735201846"},` + who + `,"new_chat_member":"王小明"}`,
	}
}

// program is the logger of the program, at debug level.
func (l *logbook) program() *slog.Logger {
	return slog.New(discreet.Handler(slog.NewJSONHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug})))
}

// givenUp fails unless the log is one line, which tells kind and size alone.
func (l *logbook) givenUp(t *testing.T, way, kind string, size int) {
	t.Helper()
	var line map[string]any
	if err := json.Unmarshal([]byte(l.String()), &line); err != nil {
		t.Fatalf("%s: not one line: %s", way, l)
	}
	delete(line, slog.TimeKey)
	want := map[string]any{slog.LevelKey: "ERROR", "kind": kind, "size": float64(size),
		slog.MessageKey: "telegram: an update that cannot be decoded is given up"}
	if fmt.Sprint(line) != fmt.Sprint(want) {
		t.Errorf("%s: logged %v, want %v", way, line, want)
	}
}

// TestAnUndecodableUpdateIsLoggedBySizeAndKindAlone: at debug level, whichever
// way it comes.
func TestAnUndecodableUpdateIsLoggedBySizeAndKindAlone(t *testing.T) {
	for kind, update := range broken() {
		raw := `{"update_id":12,"` + kind + `":` + update + `}`
		book := &logbook{}
		hook := &Webhook{Secret: "s", Log: book.program()}
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(raw))
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
		hook.ServeHTTP(httptest.NewRecorder(), r)
		book.givenUp(t, "webhook", kind, len(raw))

		book = &logbook{}
		polled := &run{Poller: Poller{Log: book.program(), Watch: nobody{}}, window: newWindow()}
		polled.lanes = newLanes(polled)
		polled.take(t.Context(), t.Context(), []json.RawMessage{json.RawMessage(raw)})
		book.givenUp(t, "polling", kind, len(raw))
	}
}

// TestAnUndecodableUpdateOfNoKnownKind: nothing of it is logged either.
func TestAnUndecodableUpdateOfNoKnownKind(t *testing.T) {
	for _, raw := range []string{`["王小明"]`, `{"update_id":"735201846","王小明":1}`, `canary`} {
		book := &logbook{}
		hook := &Webhook{Secret: "s", Log: book.program()}
		r := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(raw))
		r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
		hook.ServeHTTP(httptest.NewRecorder(), r)
		book.givenUp(t, "webhook", "unknown", len(raw))
	}
}

// TestBrokenUpdatesThroughTheServer: polled for real, with a good one behind
// them, the log holds nothing of any.
func TestBrokenUpdatesThroughTheServer(t *testing.T) {
	s := telegramtest.New(t)
	book := &logbook{}
	var h script
	p := s.Person(735201846, telegramtest.Named("王小明"), telegramtest.Username("wang_canary"))
	for kind, update := range broken() {
		s.InjectUpdate(735201846, kind, []byte(update))
	}
	p.Send("canary text")
	_, stop := polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil },
		func(poller *Poller) { poller.Log = book.program() })
	p.Settle()
	if err := stop(); err != nil {
		t.Fatal(err)
	}
	if got := h.count("canary text"); got != 1 {
		t.Errorf("the good one was handled %d times", got)
	}
	if n := strings.Count(book.String(), "is given up"); n != len(broken()) {
		t.Errorf("%d were given up, want %d:\n%s", n, len(broken()), book)
	}
	spoken(t, "the log", book.String(), canaries(s))
}

// TestAnAnswerThatIsNoHTTP: net/http quotes it in its error; we do not.
func TestAnAnswerThatIsNoHTTP(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			_, _ = c.Read(make([]byte, 4096))
			_, _ = io.WriteString(c, `{"result":[{"text":"canary text"}]}`+"\r\n\r\n")
			_ = c.Close()
		}
	}()
	c, err := NewClient("1:canary-token", Options{API: "http://" + l.Addr().String(), Wait: (&waits{}).wait, MaxWait: 100e6})
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.updates(t.Context(), 0, 1, 0)
	if err == nil || strings.Contains(err.Error(), "canary") || !strings.Contains(err.Error(), "no HTTP") {
		t.Errorf("error %v", err)
	}
}
