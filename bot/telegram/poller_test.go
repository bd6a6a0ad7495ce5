package telegram

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"soundings/bot"
	"soundings/bot/telegramtest"
)

// TestPollerOrder: one chat's updates in order, and other chats do not wait
// for it.
func TestPollerOrder(t *testing.T) {
	s := telegramtest.New(t)
	slow, quick := s.Person(7), s.Person(8)
	for i := range 5 {
		slow.Send(fmt.Sprint("slow ", i))
	}
	release := make(chan struct{})
	var h script
	polling(t, s, func(_ context.Context, u bot.Update) error {
		if u.Chat == "tg:7" {
			<-release
		}
		h.note(u)
		return nil
	})
	for i := range 3 {
		quick.Send(fmt.Sprint("quick ", i))
	}
	for len(h.texts()) < 3 {
		yield()
	}
	if got := h.texts(); !slices.Equal(got, []string{"quick 0", "quick 1", "quick 2"}) {
		t.Errorf("handled %v while the slow one was at it", got)
	}
	close(release)
	slow.Settle()
	if got := h.texts()[3:]; !slices.Equal(got, []string{"slow 0", "slow 1", "slow 2", "slow 3", "slow 4"}) {
		t.Errorf("the slow one's came as %v", got)
	}
}

// TestPollerBound: no more at once than allowed, and all in the end.
func TestPollerBound(t *testing.T) {
	s := telegramtest.New(t)
	var mu sync.Mutex
	now, most := 0, 0
	for i := range 40 {
		s.Person(int64(100 + i)).Send("x")
	}
	polling(t, s, func(context.Context, bot.Update) error {
		mu.Lock()
		now++
		most = max(most, now)
		mu.Unlock()
		yield()
		mu.Lock()
		defer mu.Unlock()
		now--
		return nil
	}, func(p *Poller) { p.AtOnce = 4 })
	p := s.Person(7)
	p.Send("last")
	p.Settle()
	if most > 4 {
		t.Errorf("%d at once, at most 4 allowed", most)
	}
}

// TestPollerFailure: an update that fails is tried again, in its place, and
// not confirmed before; others are handled once.
func TestPollerFailure(t *testing.T) {
	s := telegramtest.New(t)
	p, other := s.Person(7), s.Person(8)
	var h script
	var failures int
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error {
		if h.note(u) == "first" && failures < 3 {
			failures++
			if s.Pending() == 0 {
				t.Error("confirmed before it was handled")
			}
			return errAway
		}
		return nil
	})
	p.Send("first")
	p.Send("second")
	other.Send("other")
	p.Settle()
	other.Settle()
	mine := slices.DeleteFunc(h.texts(), func(s string) bool { return s == "other" })
	if !slices.Equal(mine, []string{"first", "first", "first", "first", "second"}) || h.count("other") != 1 {
		t.Errorf("handled %v", h.texts())
	}
	book.want(t, "tried again")
}

// TestPollerAway: while everything fails nothing is given up, and the next
// process gets it all.
func TestPollerAway(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	tries := make(chan struct{}, 1000)
	_, stop := polling(t, s, func(context.Context, bot.Update) error {
		select {
		case tries <- struct{}{}:
		default:
		}
		return errAway
	})
	p.Send("kept")
	for range 3 * patience {
		<-tries
	}
	if err := stop(); err != nil || s.Pending() != 1 {
		t.Errorf("%v; %d updates wait, want 1", err, s.Pending())
	}
	var h script
	polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	p.Settle()
	if h.count("kept") != 1 {
		t.Errorf("then handled %v", h.texts())
	}
}

// TestPollerPoison: an update that fails while others are handled is given up
// after a while, and its chat goes on.
func TestPollerPoison(t *testing.T) {
	s := telegramtest.New(t)
	p, other := s.Person(7), s.Person(8)
	var h script
	failed, ok := make(chan struct{}), make(chan struct{})
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error {
		if h.note(u) != "poison" {
			return nil
		}
		if h.count("poison") == 2 {
			close(failed) // once, and trying again
			<-ok
		}
		return errAway
	})
	p.Send("poison")
	p.Send("after")
	<-failed
	other.Send("other")
	for h.count("other") == 0 {
		yield()
	}
	close(ok)
	p.Settle()
	if h.count("poison") < patience || h.count("after") != 1 {
		t.Errorf("%d tries, %v", h.count("poison"), h.texts())
	}
	book.want(t, "given up")
}

// TestPollerPanic: a panic is logged by place, and the chat goes on.
func TestPollerPanic(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	var h script
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error {
		if h.note(u) == "boom" {
			panic("canary " + u.Input.Text)
		}
		return nil
	})
	p.Send("boom")
	p.Send("after")
	p.Settle()
	if !slices.Equal(h.texts(), []string{"boom", "after"}) || strings.Contains(book.String(), "canary") {
		t.Errorf("handled %v, logged %s", h.texts(), book)
	}
	book.want(t, "poller_test.go:")
}

// TestPollerUndecodable: one update nobody can read does not hold the others.
func TestPollerUndecodable(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	var h script
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	s.InjectUpdate(7, "message", []byte(`{"message_id":"canary"}`))
	s.InjectUpdate(7, "hologram", []byte(`{"canary":1}`))
	p.Send("after")
	p.Settle()
	if !slices.Equal(h.texts(), []string{"after"}) || strings.Contains(book.String(), "canary") {
		t.Errorf("handled %v, logged %s", h.texts(), book)
	}
	book.want(t, "kind=message size=")
}

// TestPollerRepeats: an update that comes again is handled again, for the
// Handler to recognise, also with a number below the last.
func TestPollerRepeats(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	var h script
	polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	first := p.Send("first").Update
	p.Send("second")
	p.Settle()
	s.Redeliver(first)
	p.Settle()
	p.Send("third")
	p.Settle()
	if !slices.Equal(h.texts(), []string{"first", "second", "first", "third"}) {
		t.Errorf("handled %v", h.texts())
	}
}

// TestPollerFaults: whatever getUpdates is answered with, polling goes on.
func TestPollerFaults(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	for _, kind := range []telegramtest.FaultKind{
		telegramtest.Conflict, telegramtest.Flood, telegramtest.BadGateway, telegramtest.CutBefore, telegramtest.CutAfter,
	} {
		s.Inject(telegramtest.Fault{Method: "getUpdates", Kind: kind})
	}
	s.Inject(telegramtest.Fault{Method: "deleteWebhook", Kind: telegramtest.BadGateway, Times: 20})
	var h script
	book, _ := polling(t, s, func(_ context.Context, u bot.Update) error { h.note(u); return nil })
	p.Send("after")
	p.Settle()
	if h.count("after") != 1 {
		t.Errorf("handled %v", h.texts())
	}
	book.want(t, "another process with the same token")
	book.want(t, "502")
}
