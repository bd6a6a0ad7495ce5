package telegram

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/bot"
	"soundings/bot/telegramtest"
	"soundings/flows/dialogue"
)

func card() bot.Message {
	return bot.Message{
		Text: "标题\n原话\n7K3QX\n{\n}",
		Spans: []bot.Span{
			{Kind: dialogue.Title, Offset: 0, Length: 2},
			{Kind: dialogue.Quote, Offset: 3, Length: 2},
			{Kind: dialogue.Code, Offset: 6, Length: 5},
			{Kind: dialogue.Listing, Offset: 12, Length: 3},
			{Kind: dialogue.Body, Offset: 0, Length: 5},
			{Kind: dialogue.Code, Offset: 6, Length: 0},
		},
		Buttons: [][]bot.Button{{{Label: "选", Data: "n.1"}, {Label: "复制", Copy: "7K3QX"}}, {}},
	}
}

// TestSend: the person sees the card as it was meant.
func TestSend(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	id, err := c.Send(t.Context(), "tg:7", card())
	if err != nil {
		t.Fatal(err)
	}
	got := p.Last()
	if got.ID != int64(id) {
		t.Errorf("Send gave %d, the message is %d", id, got.ID)
	}
	seen := map[string]string{}
	for _, kind := range []string{"bold", "blockquote", "code", "pre"} {
		seen[kind] = got.Marked(kind)
	}
	if diff := cmp.Diff(map[string]string{"bold": "标题", "blockquote": "原话", "code": "7K3QX", "pre": "{\n}"}, seen); diff != "" {
		t.Error(diff)
	}
	want := [][]telegramtest.Button{{{Label: "选", Data: "n.1"}, {Label: "复制", Copy: "7K3QX"}}}
	if diff := cmp.Diff(want, got.Buttons); diff != "" {
		t.Error(diff)
	}
	long := bot.Message{Text: strings.Repeat("长", 700), Spans: []bot.Span{{Kind: dialogue.Quote, Length: 700}}}
	if _, err := c.Send(t.Context(), "tg:7", long); err != nil || p.Last().Marked("expandable_blockquote") == "" {
		t.Errorf("a long quote is not folded: %v", err)
	}
}

// TestEdit: in place, also when nothing changes.
func TestEdit(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	id, err := c.Send(t.Context(), "tg:7", card())
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := c.Edit(t.Context(), "tg:7", id, bot.Message{Text: "新"}); err != nil {
			t.Fatal(err)
		}
	}
	if got := p.Messages(); len(got) != 1 || got[0].Text != "新" || got[0].Edits != 1 || got[0].Buttons != nil {
		t.Errorf("the screen is\n%v", got)
	}
	if s.NotModified() != 1 {
		t.Errorf("%d edits changed nothing, want 1", s.NotModified())
	}
}

// TestErrors: what each refusal is for the caller.
func TestErrors(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	mine := bot.MessageID(p.Send("mine").Message)
	send := func(to bot.Chat) error { _, err := c.Send(t.Context(), to, card()); return err }
	if err := send("tg:8"); !errors.Is(err, bot.ErrGone) {
		t.Errorf("an unknown chat: %v", err)
	}
	for _, chat := range []bot.Chat{"web:7", "tg:x", "7", ""} {
		if err := send(chat); err == nil {
			t.Errorf("%s: no error", chat)
		}
	}
	for _, id := range []bot.MessageID{9999, mine} {
		if err := c.Edit(t.Context(), "tg:7", id, card()); !errors.Is(err, bot.ErrNoCard) {
			t.Errorf("editing %d: %v", id, err)
		}
	}
	if err := c.Acknowledge(t.Context(), "12345", ""); err != nil {
		t.Errorf("a tap too old: %v", err)
	}
	p.Block()
	if err := send("tg:7"); !errors.Is(err, bot.ErrGone) {
		t.Errorf("blocked, send: %v", err)
	}
	if err := c.Edit(t.Context(), "tg:7", mine, card()); !errors.Is(err, bot.ErrGone) {
		t.Errorf("blocked, edit: %v", err)
	}
}

// TestRetries: what is tried again, how often, and after how long.
func TestRetries(t *testing.T) {
	const passing, never = 0, -1
	cases := []struct {
		name    string
		fault   telegramtest.Fault
		edit    bool
		calls   int           // to the server
		arrived int           // messages, of Send
		err     int           // passing, never, or a status
		busy    time.Duration // of a Busy
	}{
		{"flood within the bound", telegramtest.Fault{RetryAfter: 2}, false, 2, 1, never, 0},
		{"flood beyond it", telegramtest.Fault{RetryAfter: 60}, false, 1, 0, passing, time.Minute},
		{"flood for ever", telegramtest.Fault{RetryAfter: 60, Times: -1}, true, 1, 0, passing, time.Minute},
		{"flood without a time", telegramtest.Fault{}, false, 2, 1, never, 0},
		{"bad gateway, send", telegramtest.Fault{Kind: telegramtest.BadGateway, Times: 2}, false, 3, 1, never, 0},
		{"bad gateway, edit", telegramtest.Fault{Kind: telegramtest.BadGateway, Times: 2}, true, 3, 0, never, 0},
		{"internal", telegramtest.Fault{Kind: telegramtest.Internal}, false, 2, 1, never, 0},
		{"cut before, edit", telegramtest.Fault{Kind: telegramtest.CutBefore}, true, 2, 0, never, 0},
		{"cut after, edit", telegramtest.Fault{Kind: telegramtest.CutAfter}, true, 2, 0, never, 0},
		{"cut after, send: not twice", telegramtest.Fault{Kind: telegramtest.CutAfter}, false, 1, 1, passing, 0},
		{"cut before, send: not known", telegramtest.Fault{Kind: telegramtest.CutBefore}, false, 1, 0, passing, 0},
		{"revoked", telegramtest.Fault{Kind: telegramtest.Unauthorized}, false, 1, 0, http.StatusUnauthorized, 0},
	}
	for _, tc := range cases {
		t.Run(tc.name, func(t *testing.T) {
			s := telegramtest.New(t)
			p := s.Person(7)
			c, w := testClient(t, s)
			method, call := "sendMessage", func() error { _, err := c.Send(t.Context(), "tg:7", card()); return err }
			if tc.edit {
				id, err := c.Send(t.Context(), "tg:7", bot.Message{Text: "alt"})
				if err != nil {
					t.Fatal(err)
				}
				method, call = "editMessageText", func() error { return c.Edit(t.Context(), "tg:7", id, card()) }
			}
			tc.fault.Method = method
			s.Inject(tc.fault)
			err := call()
			if got := s.Count(method); got != tc.calls {
				t.Errorf("%d calls, want %d", got, tc.calls)
			}
			if got := len(p.Messages()); !tc.edit && got != tc.arrived {
				t.Errorf("%d messages arrived, want %d", got, tc.arrived)
			}
			busy, _ := errors.AsType[*bot.Busy](err)
			switch {
			case (err == nil) != (tc.err == never):
				t.Errorf("the error is %v", err)
			case tc.busy != 0 && (busy == nil || busy.After != tc.busy):
				t.Errorf("the error is %v, want Busy for %v", err, tc.busy)
			case tc.err > 0 && status(err) != tc.err:
				t.Errorf("the error is %v, want %d", err, tc.err)
			}
			if tc.fault.RetryAfter == 2 && w.list()[0] != 2*time.Second {
				t.Errorf("waited %v, want the 2 s asked for", w.list())
			}
		})
	}
}

// TestUnreachable: a message that surely did not arrive is tried again, and
// the error says where it failed without the token.
func TestUnreachable(t *testing.T) {
	s := telegramtest.New(t)
	c, w := testClient(t, s)
	c.max = 300 * time.Millisecond
	s.Close()
	_, err := c.Send(t.Context(), "tg:7", card())
	if len(w.list()) == 0 {
		t.Error("it was not tried again")
	}
	if err == nil || strings.Contains(err.Error(), s.Token()) || strings.Contains(err.Error(), "/bot") || !strings.Contains(err.Error(), "refused") {
		t.Errorf("the error is %v", err)
	}
}

// TestSlow: a call takes no longer than it may, and says that it ran out of
// time.
func TestSlow(t *testing.T) {
	s := telegramtest.New(t)
	s.Person(7)
	c, _ := testClient(t, s)
	c.max = 50 * time.Millisecond
	s.Inject(telegramtest.Fault{Kind: telegramtest.Slow, Times: -1, Until: make(chan struct{})})
	if _, err := c.Send(t.Context(), "tg:7", card()); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("the error is %v", err)
	}
}

// TestAcknowledge: once, with a notice cut to what Telegram takes.
func TestAcknowledge(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	if _, err := c.Send(t.Context(), "tg:7", card()); err != nil {
		t.Fatal(err)
	}
	p.Tap("选")
	p.Tap("复制")
	if p.Clipboard() != "7K3QX" {
		t.Errorf("copied %q", p.Clipboard())
	}
	batch, err := c.updates(t.Context(), 0, 100, 0)
	if err != nil || len(batch) != 1 {
		t.Fatalf("%d updates, %v", len(batch), err)
	}
	u, _, _ := convert(batch[0], "")
	s.Inject(telegramtest.Fault{Method: "answerCallbackQuery", Kind: telegramtest.CutAfter})
	if err := c.Acknowledge(t.Context(), u.Tap, strings.Repeat("长", 300)); err != nil {
		t.Error(err)
	}
	if n := p.Notices(); len(n) == 0 || len([]rune(n[0])) != 200 {
		t.Errorf("the person saw %q", n)
	}
}

// TestSendFile: the document arrives whole, also at the second try.
func TestSendFile(t *testing.T) {
	s := telegramtest.New(t)
	p := s.Person(7)
	c, _ := testClient(t, s)
	s.Inject(telegramtest.Fault{Kind: telegramtest.BadGateway})
	if _, err := c.SendFile(t.Context(), "tg:7", "a.docx", []byte("docx")); err != nil {
		t.Fatal(err)
	}
	if f := p.Last().File; f.Name != "a.docx" || string(f.Data) != "docx" {
		t.Errorf("got %q %q", f.Name, f.Data)
	}
}

// TestMenus: the default list and the English one; and the name for links.
func TestMenus(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	err := c.SetMenus(t.Context(), []Menu{
		{Commands: []MenuCommand{{"start", "开始"}}},
		{Lang: "en", Commands: []MenuCommand{{"start", "begin"}, {"help", "help"}}},
	})
	if err != nil || len(s.Menu("")) != 1 || len(s.Menu("en")) != 2 || s.Menu("")[0].Description != "开始" {
		t.Errorf("%v; menus %v and %v", err, s.Menu(""), s.Menu("en"))
	}
	if name, err := c.UserName(t.Context()); name != s.BotName() || err != nil {
		t.Errorf("the name is %q, %v", name, err)
	}
}
