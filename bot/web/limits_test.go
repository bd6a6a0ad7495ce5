package web_test

import (
	"fmt"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/web"
)

func TestAVisitorTooFastIsAskedToWait(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	h := &handled{}
	url := serve(t, web.New(web.Options{Handle: h.handle, Now: func() time.Time { return now },
		Limits: web.Limits{PerVisitor: 1, VisitorBurst: 3}}))
	p, other := newPage(t, url, "visitor"), newPage(t, url, "visitor")
	for range 3 {
		p.say("hello")
	}
	if r := p.post("/say", map[string]any{"text": "hello"}); r.StatusCode != http.StatusTooManyRequests || r.Header.Get("Retry-After") != "1" {
		t.Errorf("the fourth: %s", r.Status)
	}
	other.say("hello")
	now = now.Add(time.Second)
	p.say("hello")
	if len(h.updates) != 5 {
		t.Errorf("%d updates", len(h.updates))
	}
}

func TestAllTogetherTooFast(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	url := serve(t, web.New(web.Options{Handle: (&handled{}).handle, Now: func() time.Time { return now },
		Limits: web.Limits{InAll: 1, AllBurst: 2}}))
	for i := range 4 {
		r := newPage(t, url, "visitor").post("/say", map[string]any{"text": "hello"})
		if (r.StatusCode == http.StatusTooManyRequests) != (i >= 2) {
			t.Errorf("visitor %d: %s", i, r.Status)
		}
	}
}

func TestWhoeverWasNotSeenLongestGoes(t *testing.T) {
	h := &handled{}
	s := web.New(web.Options{Handle: h.handle, Limits: web.Limits{Visitors: 2,
		PerVisitor: 1e6, VisitorBurst: 1e6, InAll: 1e6, AllBurst: 1e6}})
	url := serve(t, s)
	here, old, fresh := newPage(t, url, "visitor"), newPage(t, url, "visitor"), newPage(t, url, "visitor")
	here.say("here")
	f := here.follow("")
	defer f.close()
	f.snapshot()
	old.say("old")
	_, err := s.SendFile(t.Context(), h.updates[1].Chat, "a.bin", []byte("data"))
	old.must(err)
	token := old.last().File.Token
	for fresh.post("/say", map[string]any{"text": "fresh"}).StatusCode != http.StatusNoContent {
		runtime.Gosched() // the server has yet to see that the stream of last is closed
	}
	if r, _ := old.get("/files/" + token); r.StatusCode != 404 {
		t.Errorf("the file of a visitor who is gone: %s", r.Status)
	}
	if all := old.messages(); len(all) != 0 {
		t.Errorf("a visitor who is gone has %+v", all)
	}
	if all := here.messages(); len(all) != 1 {
		t.Errorf("a visitor who is here has %+v", all)
	}
	g := old.follow("")
	defer g.close()
	g.snapshot()
	if f := fresh.follow(""); f.status != http.StatusServiceUnavailable {
		t.Errorf("with everybody here, one more gets %d", f.status)
	}
	if _, err := s.Send(t.Context(), h.updates[2].Chat, bot.Message{Text: "x"}); err == nil {
		t.Error("with everybody here, a message finds room for one more")
	}
}

func TestWhoeverCameBackStays(t *testing.T) {
	url := serve(t, web.New(web.Options{Handle: (&handled{}).handle, Limits: web.Limits{Visitors: 2}}))
	a, b, c := newPage(t, url, "visitor"), newPage(t, url, "visitor"), newPage(t, url, "visitor")
	for _, p := range []*page{a, b, a, c} {
		p.say("hello")
	}
	if len(a.messages()) != 2 || len(b.messages()) != 0 {
		t.Errorf("who came back has %d messages, who did not %d", len(a.messages()), len(b.messages()))
	}
}

func TestAChatIsBounded(t *testing.T) {
	s, p, _, chat := room(t, web.Options{Limits: web.Limits{Messages: 5, ChatBytes: 4000}})
	for i := range 20 {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: fmt.Sprint(i)})
		p.must(err)
	}
	if all := p.messages(); len(all) != 5 || all[0].Text != "15" {
		t.Errorf("kept %+v", all)
	}
	for range 3 {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: strings.Repeat("x", 1500)})
		p.must(err)
	}
	if all := p.messages(); len(all) != 2 {
		t.Errorf("%d messages of 1500 bytes are kept in 4000", len(all))
	}
	_, err := s.Send(t.Context(), chat, bot.Message{Text: strings.Repeat("x", 9000)})
	p.must(err)
	if all := p.messages(); len(all) != 1 || len(all[0].Text) != 9000 {
		t.Errorf("a message above the limit is not shown: %d", len(all))
	}
}
