package telegramtest

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// TestWebhook: posts with the secret, a queue in order, what fails again, and
// a method called in the answer.
func TestWebhook(t *testing.T) {
	var mu sync.Mutex
	var seen []string
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var u struct{ Message struct{ Text string } }
		_ = json.Unmarshal(body, &u)
		mu.Lock()
		defer mu.Unlock()
		seen = append(seen, u.Message.Text)
		if r.Header.Get("X-Telegram-Bot-Api-Secret-Token") != "s3cret" {
			t.Error("the secret is not there")
		}
		if len(seen) == 1 {
			w.Header().Set("Retry-After", "7")
			w.WriteHeader(503)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, `{"method":"sendMessage","chat_id":7,"text":"re: `+u.Message.Text+`"}`)
	}))
	defer bot.Close()
	s := New(t)
	var waits []time.Duration
	s.Delay = func(_ int, after time.Duration) time.Duration { waits = append(waits, after); return 0 }
	p := s.Person(7)
	p.Send("one")
	if got := ask(t, s, "setWebhook", args{"url": bot.URL, "secret_token": "s3cret"}); !got.OK {
		t.Fatalf("%+v", got)
	}
	p.Send("two")
	p.Settle()
	p.See("re: two")
	if got := strings.Join(seen, " "); got != "one one two" {
		t.Errorf("the bot saw %s, want one one two", got)
	}
	if len(waits) != 1 || waits[0] != 7*time.Second {
		t.Errorf("waited %v, want the 7 s asked for", waits)
	}
	if got := ask(t, s, "getUpdates", nil); got.Code != 409 {
		t.Errorf("polling beside a webhook: %+v", got)
	}
}

// TestQueues: a tap and a message of one person come at the same time.
func TestQueues(t *testing.T) {
	both := make(chan string, 2)
	release := make(chan struct{})
	bot := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		both <- string(body)
		<-release
	}))
	defer bot.Close()
	s := New(t)
	p := s.Person(7)
	ask(t, s, "sendMessage", args{"chat_id": 7, "text": "card", "reply_markup": keyboard(button("x"))})
	ask(t, s, "setWebhook", args{"url": bot.URL})
	p.Send("hello")
	p.Tap("x")
	seen := <-both + <-both // would hang if one waited for the other
	if !strings.Contains(seen, `"callback_query"`) || !strings.Contains(seen, "hello") {
		t.Errorf("the bot saw %s", seen)
	}
	close(release)
	p.Settle()
	s.ForgiveTaps()
}
