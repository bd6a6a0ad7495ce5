package metrics

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegram"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/storage"
)

func TestUpdatesByKindAndOutcome(t *testing.T) {
	for _, c := range []struct {
		name string
		u    bot.Update
		do   func(*world) func(context.Context) error
		want string
	}{
		{"a tap", private(dialogue.Tapped), fine, `updates_total{kind="tap",outcome="handled"} 1`},
		{"a message", private(dialogue.Typed), fine, `updates_total{kind="message",outcome="handled"} 1`},
		{"a command, whichever", private(dialogue.Command), fine, `updates_total{kind="command",outcome="handled"} 1`},
		{"media", private(dialogue.Media), fine, `updates_total{kind="media",outcome="handled"} 1`},
		{"an edit", private(dialogue.Edited), fine, `updates_total{kind="edited",outcome="handled"} 1`},
		{"a group's", bot.Update{Input: dialogue.Input{Kind: dialogue.Command}}, fine, `updates_total{kind="group",outcome="handled"} 1`},
		{"one that failed", private(dialogue.Tapped), func(*world) func(context.Context) error {
			return func(context.Context) error { return errors.New("away") }
		}, `updates_total{kind="tap",outcome="failed"} 1`},
		{"one that came before", private(dialogue.Tapped), func(w *world) func(context.Context) error {
			return func(ctx context.Context) error { w.m.Repeated(ctx); return nil }
		}, `updates_total{kind="tap",outcome="repeated"} 1`},
		{"one that panicked, and the bot apologized", private(dialogue.Tapped), func(w *world) func(context.Context) error {
			return func(ctx context.Context) error { w.m.Panicked(ctx); return nil }
		}, `updates_total{kind="tap",outcome="given_up"} 1`},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t)
			w.handled(c.u, c.do(w))
			w.counts(c.want)
		})
	}
}

func fine(*world) func(context.Context) error { return func(context.Context) error { return nil } }

func TestUpdatesThatAreGivenUp(t *testing.T) {
	w := newWorld(t)
	w.m.GivenUp(private(dialogue.Media))
	w.m.Undecodable()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is swallowed")
			}
		}()
		w.handled(private(dialogue.Tapped), func(context.Context) error { panic("canary") })
	}()
	w.counts(`updates_total{kind="media",outcome="given_up"} 1
updates_total{kind="tap",outcome="given_up"} 1
updates_total{kind="undecodable",outcome="given_up"} 1`)
}

// However many calls an update makes, it shows as one of each kind.
func TestAnUpdateIsOneObservationOfEachKind(t *testing.T) {
	w := newWorld(t)
	n, s := w.m.Network(w), w.m.Store(drawers{w})
	w.handled(private(dialogue.Tapped), func(ctx context.Context) error {
		n.Acknowledge(ctx, "", "")
		n.Edit(ctx, "", 1, bot.Message{})
		w.says = &bot.Busy{}
		n.Send(ctx, "", bot.Message{})
		w.says = nil
		n.Delete(ctx, "", nil)
		s.Get(ctx, storage.Key{})
		s.Get(ctx, storage.Key{})
		w.says = storage.ErrConflict
		s.Apply(ctx)
		w.says = nil
		s.Apply(ctx)
		for range s.List(ctx, storage.Collection{}) {
			break
		}
		return nil
	})
	w.counts(`send_duration_seconds_sum{call="answer",outcome="ok"} 1
send_duration_seconds_count{call="answer",outcome="ok"} 1
send_duration_seconds_sum{call="card",outcome="busy"} 1
send_duration_seconds_count{call="card",outcome="busy"} 1
store_duration_seconds_sum{call="apply",outcome="conflict",work="update"} 2
store_duration_seconds_count{call="apply",outcome="conflict",work="update"} 1
store_duration_seconds_sum{call="get",outcome="ok",work="update"} 2
store_duration_seconds_count{call="get",outcome="ok",work="update"} 1
updates_total{kind="tap",outcome="handled"} 1`)
}

// An update that sends twice and applies twice takes as long as any other: with
// a steady network its bucket would tell.
func TestACallMoreDoesNotShowInTheTime(t *testing.T) {
	var told [2]string
	for i := range told {
		w := newWorld(t)
		n, s := w.m.Network(w), w.m.Store(drawers{w})
		w.handled(private(dialogue.Tapped), func(ctx context.Context) error {
			for range i + 1 {
				n.Edit(ctx, "", 1, bot.Message{})
				s.Apply(ctx)
			}
			return nil
		})
		for line := range strings.Lines(w.told()) {
			if strings.HasPrefix(line, `soundings_update_duration_seconds_sum{outcome="handled"}`) {
				told[i] = line
			}
		}
	}
	if told[0] != told[1] || strings.HasSuffix(told[0], " 0\n") {
		t.Errorf("one call of each kind: %s, two: %s", told[0], told[1])
	}
}

func TestTheBackgroundIsCountedCallByCall(t *testing.T) {
	w := newWorld(t)
	s := w.m.Store(drawers{w})
	for _, err := range []error{nil, storage.ErrNotFound, flows.Fail(flows.Unavailable, "store.away", nil), errors.New("broken")} {
		w.says = err
		s.Get(t.Context(), storage.Key{})
	}
	for range s.List(t.Context(), storage.Collection{}) {
		break
	}
	w.counts(`store_duration_seconds_sum{call="get",outcome="error",work="background"} 2
store_duration_seconds_count{call="get",outcome="error",work="background"} 1
store_duration_seconds_sum{call="get",outcome="ok",work="background"} 4
store_duration_seconds_count{call="get",outcome="ok",work="background"} 2
store_duration_seconds_sum{call="get",outcome="unavailable",work="background"} 2
store_duration_seconds_count{call="get",outcome="unavailable",work="background"} 1
store_duration_seconds_sum{call="list",outcome="error",work="background"} 2
store_duration_seconds_count{call="list",outcome="error",work="background"} 1`)
}

// However many people are reminded, it shows nowhere.
func TestWhatIsUnseenIsNotCounted(t *testing.T) {
	w := newWorld(t)
	n, s, sessions := w.m.Network(w), w.m.Store(drawers{w}), w.m.Sessions(w)
	ctx := w.m.Unseen(t.Context())
	for range 3 {
		sessions.Load(ctx, nil)
		n.Send(ctx, "", bot.Message{})
		s.Get(ctx, storage.Key{})
		s.Apply(ctx)
		w.m.Retried(ctx, 429)
		for range s.List(ctx, storage.Collection{}) {
			break
		}
		w.says = flows.Fail(flows.Conflict, "session.changed", nil)
		sessions.Save(ctx, nil, flows.SessionData{})
		w.says = nil
	}
	w.counts("")
}

func TestConflictsAndRetries(t *testing.T) {
	w := newWorld(t)
	s := w.m.Sessions(w)
	w.handled(private(dialogue.Tapped), func(ctx context.Context) error {
		s.Load(ctx, nil)
		w.says = flows.Fail(flows.Conflict, "session.changed", nil)
		s.Save(ctx, nil, flows.SessionData{})
		w.says = nil
		s.Load(ctx, nil)
		s.Save(ctx, nil, flows.SessionData{})
		return nil
	})
	for _, status := range []int{429, 502, 500, 0} {
		w.m.Retried(t.Context(), status)
	}
	w.counts(`session_conflicts_total 1
session_retries_total 1
telegram_retries_total{reason="busy"} 1
telegram_retries_total{reason="network"} 1
telegram_retries_total{reason="server"} 2
updates_total{kind="tap",outcome="handled"} 1`)
}

func TestDocumentsPassWhereTheyDid(t *testing.T) {
	w := newWorld(t)
	if _, ok := w.m.Network(w).(bot.FileNetwork); ok {
		t.Error("a network that hands over no documents seems to")
	}
	w.says = bot.ErrGone
	w.m.Network(files{w}).(bot.FileNetwork).SendFile(t.Context(), "", "", nil)
	for _, w.says = range []error{nil, bot.ErrNoFile, bot.ErrTooBig} {
		w.m.Network(files{w}).(bot.FileNetwork).Fetch(t.Context(), "", "", 1)
	}
	w.counts(`send_duration_seconds_sum{call="file",outcome="gone"} 1
send_duration_seconds_count{call="file",outcome="gone"} 1
send_duration_seconds_sum{call="file",outcome="ok"} 3
send_duration_seconds_count{call="file",outcome="ok"} 3`)
}

// The sum of a histogram tells no more than its buckets.
func TestTimesAreRoundedUp(t *testing.T) {
	for took, want := range map[time.Duration]float64{0: .05, 50 * time.Millisecond: .05, 51 * time.Millisecond: .1, time.Hour: 2} {
		if got := coarse([]float64{.05, .1, 1}, took); got != want {
			t.Errorf("%v is told as %v, want %v", took, got, want)
		}
	}
}

// What Go and the process tell of is not shown but for what was decided on.
func TestNothingElseIsShown(t *testing.T) {
	w := newWorld(t)
	for line := range strings.Lines(w.told()) {
		if f := strings.Fields(line); f[0] == "#" && !slices.Contains(Names(), f[2]) {
			t.Errorf("%s is shown", f[2])
		}
	}
	for _, name := range []string{"process_start_time_seconds", "go_goroutines", "soundings_updates_total"} {
		if !strings.Contains(w.told(), "\n"+name) {
			t.Errorf("%s is not shown", name)
		}
	}
}

func TestNobodyMeasures(t *testing.T) {
	var m *Meter
	m.Repeated(t.Context())
	m.Panicked(t.Context())
	m.Undecodable()
	m.GivenUp(bot.Update{})
	m.Retried(t.Context(), 429)
	w := newWorld(t)
	if m.Network(w) != bot.Network(w) || m.Sessions(w) != bot.Sessions(w) || m.Store(drawers{w}) != storage.Store(drawers{w}) {
		t.Error("something stands around what nobody measures")
	}
	var _ telegram.Watch = m
}

// BenchmarkUpdate is what measuring adds to an update that makes six calls.
func BenchmarkUpdate(b *testing.B) {
	w := &world{}
	w.m = New(time.Now)
	n, s := w.m.Network(w), w.m.Store(drawers{w})
	h := w.m.Updates(func(ctx context.Context, _ bot.Update) error {
		s.Get(ctx, storage.Key{})
		s.Apply(ctx)
		s.Apply(ctx)
		n.Acknowledge(ctx, "", "")
		n.Edit(ctx, "", 1, bot.Message{})
		n.Send(ctx, "", bot.Message{})
		return nil
	})
	u := private(dialogue.Tapped)
	b.ReportAllocs()
	for b.Loop() {
		_ = h(b.Context(), u)
	}
}
