package web_test

import (
	"errors"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
)

func TestOnlyACardOfOursCanBeEdited(t *testing.T) {
	s, p, _, chat := room(t, web.Options{Limits: web.Limits{Messages: 3}})
	p.say("hello")
	file, err := s.SendFile(t.Context(), chat, "a.docx", nil)
	p.must(err)
	for name, id := range map[string]bot.MessageID{"their own": bot.MessageID(p.messages()[0].ID), "a file": file, "none": 1} {
		if err := s.Edit(t.Context(), chat, id, bot.Message{Text: "x"}); !errors.Is(err, bot.ErrNoCard) {
			t.Errorf("%s: %v", name, err)
		}
	}
	old, err := s.Send(t.Context(), chat, bot.Message{Text: "old"})
	p.must(err)
	p.must(s.Edit(t.Context(), chat, old, bot.Message{Text: "old"}))
	for range 3 {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: "new"})
		p.must(err)
	}
	if err := s.Edit(t.Context(), chat, old, bot.Message{Text: "x"}); !errors.Is(err, bot.ErrNoCard) {
		t.Errorf("a card that is gone: %v", err)
	}
}

func TestChatsOfOtherNetworksAreRefused(t *testing.T) {
	s := web.New(web.Options{Handle: (&handled{}).handle})
	id := strings.Repeat("ab", 16)
	for _, chat := range []bot.Chat{"", "tg:1", "web:", bot.Chat("web:" + id), bot.Chat("web:" + id + "/x"),
		bot.Chat("web:" + strings.ToUpper(id) + "/visitor"), bot.Chat(id + "/visitor"), "web:/visitor"} {
		_, err := s.Send(t.Context(), chat, bot.Message{Text: "x"})
		_, err2 := s.SendFile(t.Context(), chat, "x", nil)
		err3 := s.Edit(t.Context(), chat, 1, bot.Message{})
		left, err4 := s.Delete(t.Context(), chat, []bot.MessageID{1})
		if len(left) != 1 {
			t.Errorf("%s: nothing is left of one message that was not deleted", chat)
		}
		for _, err := range []error{err, err2, err3, err4} {
			if err == nil || errors.Is(err, bot.ErrNoCard) || strings.Contains(err.Error(), id) {
				t.Errorf("%s: %v", chat, err)
			}
		}
	}
}

// TestAMessageWaitsForItsVisitor sends to a chat that is not in memory, as after
// a restart.
func TestAMessageWaitsForItsVisitor(t *testing.T) {
	_, p, _, chat := room(t, web.Options{})
	s := web.New(web.Options{Handle: (&handled{}).handle})
	_, err := s.Send(t.Context(), chat, bot.Message{Text: "截止提醒"})
	p.must(err)
	p.url = serve(t, s)
	if m := p.last(); m.Text != "截止提醒" {
		t.Errorf("the page shows %+v", m)
	}
}
