package telegram

import (
	"context"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// A tap whose answer can neither ride nor be sent apart is answered when its
// update comes again, though its handler takes it for answered.
func TestATapThatCouldNotBeAnsweredIsAnsweredLater(t *testing.T) {
	s := telegramtest.New(t)
	client, _ := testClient(t, s)
	times := 0
	hook := &Webhook{Secret: "s", Handler: func(ctx context.Context, u bot.Update) error {
		if times++; times > 1 {
			return nil
		}
		if err := client.Acknowledge(ctx, u.Tap, "稍等"); err != nil {
			t.Error(err)
		}
		return errAway
	}}
	s.Inject(telegramtest.Fault{Method: "answerCallbackQuery", RetryAfter: 60, Times: -1})
	for i, want := range []string{"", `"callback_query_id":"9","text":"稍等"`, ""} {
		w := post(hook, 1)
		if got := strings.TrimSpace(w.Body.String()); (got == "") != (want == "") || !strings.Contains(got, want) {
			t.Errorf("the %d. time it is answered %q, want %q", i+1, got, want)
		}
	}
}

// post posts a tap.
func post(hook *Webhook, update int) *httptest.ResponseRecorder {
	r := httptest.NewRequest("POST", "/", strings.NewReader(fmt.Sprintf(
		`{"update_id":%d,"callback_query":{"id":"9","from":{"id":7},"data":"n.1","message":{"message_id":3,"chat":{"id":7,"type":"private"}}}}`, update)))
	r.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
	w := httptest.NewRecorder()
	hook.ServeHTTP(w, r)
	return w
}

// However long an outage, few are kept.
func TestFewCallsAreKept(t *testing.T) {
	var m unmade
	for i := range int64(2 * maxUnmade) {
		m.keep(reply{update: i, call: i})
	}
	if len(m.replies) != maxUnmade || m.take(1).call != nil || m.take(2*maxUnmade-1).call == nil || len(m.replies) != maxUnmade-1 {
		t.Errorf("%d are kept", len(m.replies))
	}
}
