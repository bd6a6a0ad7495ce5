package metrics

import (
	"context"
	"iter"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/storage"
)

// A world is a Meter with a clock, and a network, a store and sessions that
// take a second a call and answer as they are told.
type world struct {
	*testing.T
	at   time.Time
	m    *Meter
	says error
}

func newWorld(t *testing.T) *world {
	w := &world{T: t, at: time.Unix(1_700_000_000, 0)}
	w.m = New(func() time.Time { return w.at })
	return w
}

func (w *world) answers() error {
	w.at = w.at.Add(time.Second)
	return w.says
}

func (w *world) Send(context.Context, bot.Chat, bot.Message) (bot.MessageID, error) {
	return 1, w.answers()
}
func (w *world) Edit(context.Context, bot.Chat, bot.MessageID, bot.Message) error { return w.answers() }
func (w *world) Acknowledge(context.Context, string, string) error                { return w.answers() }
func (w *world) Delete(context.Context, bot.Chat, []bot.MessageID) ([]bot.MessageID, error) {
	return nil, w.answers()
}
func (w *world) Reach() time.Duration { return 0 }

// files hands over documents as well.
type files struct{ *world }

func (f files) SendFile(context.Context, bot.Chat, string, []byte) (bot.MessageID, error) {
	return 1, f.answers()
}

func (f files) Fetch(context.Context, bot.Chat, string, int64) ([]byte, error) {
	return nil, f.answers()
}

// drawers are a store.
type drawers struct{ *world }

func (d drawers) Get(context.Context, storage.Key) (storage.Rec, error) {
	return storage.Rec{}, d.answers()
}
func (d drawers) Apply(context.Context, ...storage.Op) error { return d.answers() }
func (d drawers) List(context.Context, storage.Collection) iter.Seq2[storage.Rec, error] {
	return func(yield func(storage.Rec, error) bool) { yield(storage.Rec{}, d.answers()) }
}
func (d drawers) Close() error { return nil }

func (w *world) Load(context.Context, flows.Sitter) (flows.SessionData, error) {
	return flows.SessionData{}, w.answers()
}
func (w *world) Save(context.Context, flows.Sitter, flows.SessionData) (flows.Place, error) {
	return flows.Place{}, w.answers()
}

// handled has an update do this.
func (w *world) handled(u bot.Update, do func(context.Context) error) {
	_ = w.m.Updates(func(ctx context.Context, _ bot.Update) error { return do(ctx) })(w.Context(), u)
}

// counts says that all that has been counted is this, a line a series.
func (w *world) counts(want string) {
	w.Helper()
	var got []string
	for line := range strings.Lines(w.told()) {
		line = strings.TrimSpace(line)
		ours := strings.HasPrefix(line, "soundings_") && !strings.HasSuffix(line, " 0") && !strings.Contains(line, "_bucket{")
		if ours && !strings.Contains(line, "update_duration") {
			got = append(got, strings.TrimPrefix(line, "soundings_"))
		}
	}
	if strings.Join(got, "\n") != strings.TrimSpace(want) {
		w.Errorf("counted\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
}

func (w *world) told() string {
	r := httptest.NewRecorder()
	w.m.Handler().ServeHTTP(r, httptest.NewRequest("GET", "/metrics", nil))
	return r.Body.String()
}

// private is an update of a private chat.
func private(kind dialogue.InputKind) bot.Update {
	return bot.Update{Private: true, Input: dialogue.Input{Kind: kind, Text: "start", Payload: "t_canary"}}
}
