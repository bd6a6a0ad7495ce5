package web_test

import (
	"context"
	"errors"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/flows/dialogue"
)

func TestAChairBeginsByItself(t *testing.T) {
	h := &handled{}
	asked, from := 0, bot.Chat("")
	first := func(_ context.Context, chat bot.Chat) (string, error) {
		from = chat
		if asked++; asked == 1 {
			return "", errors.New("not yet")
		}
		return "/start r_abc", nil
	}
	url := serve(t, web.New(web.Options{Handle: h.handle, Chairs: []web.Chair{{ID: "a", First: first}, {ID: "b"}}}))
	p := newPage(t, url, "a")
	if !begins(p) || len(h.updates) != 0 {
		t.Fatal("a new chat does not ask the page to start it, or starts by being looked at")
	}
	again := map[string]any{"do": "start", "lang": "en", "action": p.action()}
	if r := p.post("/say", again); r.StatusCode != 503 || !begins(p) {
		t.Errorf("a failed start: %s", r.Status)
	}
	p.does("/say", again)
	p.does("/say", again)
	p.start() // another tab
	if begins(p) || len(h.updates) != 1 || len(p.messages()) != 0 {
		t.Errorf("%d updates", len(h.updates))
	}
	if u := h.updates[0]; u.Chat != from || u.Lang != "en" || u.Input != (dialogue.Input{Kind: dialogue.Command, Text: "start", Payload: "r_abc"}) {
		t.Errorf("the start is %+v", u)
	}
	p.chair = "b"
	p.start()
	if u := h.updates[1]; u.Input != (dialogue.Input{Kind: dialogue.Command, Text: "start"}) {
		t.Errorf("the other chair's start is %+v", u)
	}
}

func TestAStartThatFailedIsStillToBeDone(t *testing.T) {
	h := &handled{answer: func(context.Context, bot.Update) error { return errors.New("away") }}
	p := newPage(t, serve(t, web.New(web.Options{Handle: h.handle})), "visitor")
	if p.post("/say", map[string]any{"do": "start"}).StatusCode != 503 || !begins(p) {
		t.Error("the page that comes next does not start the conversation")
	}
}

func begins(p *page) bool {
	p.t.Helper()
	f := p.follow("")
	defer f.close()
	return f.snapshot().Start
}

func TestTheConversationFollowsThePagesLanguage(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	p.does("/say", map[string]any{"do": "language", "lang": "en"})
	if u := h.updates[1]; u.Input != (dialogue.Input{Kind: dialogue.Command, Text: "language", Payload: "en"}) {
		t.Errorf("the switch is %+v", u)
	}
	f := p.follow("")
	defer f.close()
	if s := f.snapshot(); s.Lang != "en" || len(s.Messages) != 0 {
		t.Errorf("the chat is %+v", s)
	}
}
