package telegram

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
	"soundings/flows/dialogue"
)

// A diary is a Watch that notes what it is told.
type diary struct {
	mu   sync.Mutex
	told []string
}

func (d *diary) note(s string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.told = append(d.told, s)
}

func (d *diary) GivenUp(u bot.Update)                  { d.note("given up " + u.Input.Text) }
func (d *diary) Undecodable()                          { d.note("undecodable") }
func (d *diary) Retried(_ context.Context, status int) { d.note("retried " + http.StatusText(status)) }

func (d *diary) wants(t *testing.T, want ...string) {
	t.Helper()
	d.mu.Lock()
	defer d.mu.Unlock()
	if !slices.Equal(d.told, want) {
		t.Errorf("told %q, want %q", d.told, want)
	}
}

func TestTheWatchIsToldOfWhatIsGivenUp(t *testing.T) {
	c, _ := testClient(t, telegramtest.New(t))
	d := &diary{}
	r := &run{Poller: Poller{Client: c, Watch: d, AtOnce: 1}, window: newWindow()}
	r.defaults()
	l := newLanes(r)
	r.Handler = func(context.Context, bot.Update) error {
		l.handled.Add(1) // as if others were handled
		return errAway
	}
	if !l.settle(t.Context(), t.Context(), bot.Update{Input: dialogue.Input{Text: "poison"}}) {
		t.Error("it is tried for ever")
	}
	d.wants(t, "given up poison")
}

func TestTheWatchIsToldOfWhatCannotBeRead(t *testing.T) {
	d := &diary{}
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(`{"update_id":12,"message":7}`))
	request.Header.Set("X-Telegram-Bot-Api-Secret-Token", "s")
	(&Webhook{Secret: "s", Watch: d}).ServeHTTP(httptest.NewRecorder(), request)

	s := telegramtest.New(t)
	p := s.Person(7)
	polling(t, s, func(context.Context, bot.Update) error { return nil }, func(p *Poller) { p.Watch = d })
	s.InjectUpdate(7, "message", []byte(`{"message_id":"one"}`))
	p.Settle()
	d.wants(t, "undecodable", "undecodable")
}

func TestTheWatchIsToldOfCallsMadeAgain(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	d := &diary{}
	c.watch = d
	p := s.Person(7)
	p.Send("/start")
	s.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.Flood, RetryAfter: 1})
	s.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.BadGateway})
	s.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.CutBefore, Times: 0})
	s.Inject(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.Blocked})
	for range 2 {
		_, _ = c.Send(t.Context(), chatOf(7), bot.Message{Text: "hello"})
	}
	d.wants(t, "retried Too Many Requests", "retried Bad Gateway") // a message that may have arrived is not sent again
	s.Inject(telegramtest.Fault{Method: "getMe", Kind: telegramtest.CutBefore})
	_, _ = c.UserName(t.Context())
	d.wants(t, "retried Too Many Requests", "retried Bad Gateway", "retried ")
}
