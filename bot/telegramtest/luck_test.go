package telegramtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// letters have a person type a to j before the bot is there, which then is told of
// each delivery by saw, and answers it.
func letters(t *testing.T, id int64, l Luck, saw func(text string)) (*Server, *Person) {
	t.Helper()
	bot := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, _ := io.ReadAll(r.Body)
		var u struct{ Message struct{ Text string } }
		_ = json.Unmarshal(body, &u)
		saw(u.Message.Text)
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"method":"sendMessage","chat_id":%d,"text":"re: %s"}`, id, u.Message.Text)
	}))
	t.Cleanup(bot.Close)
	s := New(t)
	s.Tempt(l)
	p := s.Person(id)
	for letter := range strings.SplitSeq("abcdefghij", "") {
		p.Send(letter)
	}
	ask(t, s, "setWebhook", args{"url": bot.URL})
	p.Settle()
	return s, p
}

// TestLostAnswers: an update whose answer was lost comes again, at once or behind
// what arrived meanwhile; what the lost answer asked for is not done.
func TestLostAnswers(t *testing.T) {
	var seen string
	s, p := letters(t, 7, Luck{Seed: 1, Lost: 1}, func(text string) { seen += text })
	if _, behind, _ := strings.Cut(seen, "j"); !strings.Contains(seen, "bb") || !strings.Contains(behind, "a") {
		t.Errorf("the bot saw %s", seen)
	}
	for letter := range strings.SplitSeq("abcdefghij", "") {
		if n := strings.Count(p.Messages().String(), "re: "+letter); n != 1 || strings.Count(seen, letter) < 2 {
			t.Errorf("%s was answered %d times; the bot saw %s", letter, n, seen)
		}
	}
	if got := s.Tally(); got.Updates != 10 || got.Deliveries != len(seen) || got.Repeated != len(seen)-10 || s.Deliveries(firstUpdate) < 2 {
		t.Errorf("%+v; the bot saw %s", got, seen)
	}
}

// TestTwice: a second delivery is under way beside the first, and only one of the
// answers is heard.
func TestTwice(t *testing.T) {
	meet := make(chan struct{})
	_, p := letters(t, 7, Luck{Twice: 1}, func(string) {
		select { // would hang if one waited for the other
		case meet <- struct{}{}:
		case <-meet:
		}
	})
	if n := len(p.Messages()); n != 20 {
		t.Errorf("the chat holds %d messages, want ten and an answer each", n)
	}
}

// TestASeedSaysWhatBefallsWhom: the same again with the same seed, and something
// else to others and with another.
func TestASeedSaysWhatBefallsWhom(t *testing.T) {
	fate := func(id int64, seed uint64) (seen string) {
		letters(t, id, Luck{Seed: seed, Lost: 0.5}, func(text string) { seen += text })
		return seen
	}
	first := fate(7, 1)
	if again := fate(7, 1); again != first {
		t.Errorf("the bot saw %s, and then %s", first, again)
	}
	if other, another := fate(8, 1), fate(7, 2); other == first || another == first || other == another {
		t.Errorf("always the same: %s", first)
	}
}

// TestFaultsByChance: a call meets at most two in a row, and only those that
// match; nothing befalls what is in no chat.
func TestFaultsByChance(t *testing.T) {
	s := New(t)
	s.Person(7)
	s.Tempt(Luck{Fault: 1, Faults: []Fault{{Method: "sendMessage", Kind: Internal}, {Method: "sendMessage", Kind: Flood}}})
	var codes []int
	for range 6 {
		codes = append(codes, ask(t, s, "sendMessage", args{"chat_id": 7, "text": "a"}).Code)
		if got := ask(t, s, "getMe", nil); !got.OK {
			t.Errorf("getMe: %+v", got)
		}
		if got := ask(t, s, "deleteMessages", args{"chat_id": 7, "message_ids": []int{1}}); !got.OK {
			t.Errorf("deleteMessages: %+v", got)
		}
	}
	if codes[0] == 0 || codes[1] == 0 || codes[2] != 0 || codes[3] == 0 || codes[4] == 0 || codes[5] != 0 || s.Tally().Faults != 4 {
		t.Errorf("answered %v, %+v", codes, s.Tally())
	}
	s.Calm()
	if got := ask(t, s, "sendMessage", args{"chat_id": 7, "text": "a"}); !got.OK {
		t.Errorf("in the calm: %+v", got)
	}
}

// TestSlowFor: done after a while, or once nobody waits for it any more.
func TestSlowFor(t *testing.T) {
	s := New(t)
	p := s.Person(7)
	s.Inject(Fault{Kind: Slow, For: time.Millisecond})
	ask(t, s, "sendMessage", args{"chat_id": 7, "text": "a"})
	s.Inject(Fault{Kind: Slow, For: time.Hour})
	client := once()
	client.Timeout = time.Millisecond
	if _, err := client.Get(s.URL() + "/bot" + s.Token() + "/sendMessage?chat_id=7&text=b"); err == nil {
		t.Error("it did not take long")
	}
	p.See("b")
}

// TestHinderedTaps: who tried to answer and could not is forgiven, who did not
// try is not.
func TestHinderedTaps(t *testing.T) {
	s, r := watched(t)
	p := s.Person(7)
	ask(t, s, "sendMessage", args{"chat_id": 7, "text": "card", "reply_markup": keyboard(button("x"))})
	p.Tap("x")
	second := p.Tap("x").Update
	q := callback(t, ask(t, s, "getUpdates", nil))
	s.Inject(Fault{Method: "answerCallbackQuery", Kind: Flood, RetryAfter: 9})
	ask(t, s, "answerCallbackQuery", args{"callback_query_id": q.ID})
	ask(t, s, "getUpdates", args{"offset": second + 1})
	if n := s.ForgiveHindered(); n != 1 || !slices.Equal(s.Unanswered(), []string{"B"}) {
		t.Errorf("%d forgiven, %v not", n, s.Unanswered())
	}
	s.Close()
	if n := strings.Count(r.said(), "never answered"); n != 1 {
		t.Errorf("the test was told %q", r.said())
	}
}
