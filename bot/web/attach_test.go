package web_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/flows/dialogue"
)

// document is what a page posts of a document.
func (p *page) document(action, name, data string) string {
	line, err := json.Marshal(map[string]string{"chair": p.chair, "action": action, "lang": "zh-Hans", "name": name})
	p.must(err)
	return string(line) + "\n" + data
}

func (p *page) attach(body string) *http.Response {
	p.t.Helper()
	r, err := p.client.Post(p.url+"/attach", "application/octet-stream", strings.NewReader(body))
	p.must(err)
	r.Body.Close()
	return r
}

// fetching fetches each document it is handed, up to so many bytes.
type fetching struct {
	s    *web.Server
	most int64
	got  []string
	errs []error
}

func (f *fetching) handle(ctx context.Context, u bot.Update) error {
	data, err := f.s.Fetch(ctx, u.Chat, u.Input.Document.Handle, f.most)
	f.got, f.errs = append(f.got, string(data)), append(f.errs, err)
	return nil
}

func TestADocumentIsAnUpdateAndIsFetchedMeanwhile(t *testing.T) {
	s, p, h, chat := room(t, web.Options{})
	f := &fetching{s: s, most: 100}
	h.answer = f.handle
	if r := p.attach(p.document(p.action(), "../某局\n的.yaml", "title: 题\nunit: 局")); r.StatusCode != http.StatusNoContent {
		t.Fatal(r.Status)
	}
	u := h.updates[1]
	if u.Input.Kind != dialogue.Attached || u.Input.Text != "file" || u.Input.Document.Name != "../某局\n的.yaml" ||
		u.Input.Document.Size != int64(len("title: 题\nunit: 局")) || u.Chat != chat || u.ID == 0 || u.Tap != "" {
		t.Errorf("it becomes %+v, %+v", u, u.Input.Document)
	}
	if f.got[0] != "title: 题\nunit: 局" || f.errs[0] != nil {
		t.Errorf("fetched %q, %v", f.got, f.errs)
	}
	own := p.last()
	if !own.Mine || own.File == nil || own.File.Name != "某局的.yaml" || own.File.Token != "" || own.Failed || own.ID != int64(u.Message) {
		t.Errorf("the page shows %+v, %+v", own, own.File)
	}
	if _, err := s.Fetch(t.Context(), chat, u.Input.Document.Handle, 100); !errors.Is(err, bot.ErrNoFile) {
		t.Errorf("after its post it is still there: %v", err)
	}
}

func TestADocumentIsFetchedOnlyFromItsChatAndAsMuchAsMayBe(t *testing.T) {
	s, p, h, chat := room(t, web.Options{})
	h.answer = func(ctx context.Context, u bot.Update) error {
		handle := u.Input.Document.Handle
		if _, err := s.Fetch(ctx, chat, handle, 9); !errors.Is(err, bot.ErrTooBig) {
			t.Errorf("nine of ten bytes: %v", err)
		}
		for _, c := range []struct {
			from   bot.Chat
			handle string
		}{{chat + "x", handle}, {chat, handle[1:]}} {
			if _, err := s.Fetch(ctx, c.from, c.handle, 100); !errors.Is(err, bot.ErrNoFile) {
				t.Errorf("%v: %v", c, err)
			}
		}
		return nil
	}
	p.attach(p.document(p.action(), "a.yaml", "0123456789"))
	f := &fetching{s: s, most: 10}
	h.answer = func(ctx context.Context, u bot.Update) error { return errors.Join(f.handle(ctx, u), f.handle(ctx, u)) }
	p.attach(p.document(p.action(), "a.yaml", "0123456789"))
	if f.got[0] != "0123456789" || f.got[1] != "0123456789" {
		t.Errorf("asked twice, it gives %q, %v", f.got, f.errs)
	}
}

// Of a document that nobody asks for nothing is kept, and the page hears that it
// was taken in.
func TestADocumentNobodyAsksForGoesBy(t *testing.T) {
	_, p, h, _ := room(t, web.Options{})
	if r := p.attach(p.document(p.action(), "合影.jpg", strings.Repeat("x", 5<<20))); r.StatusCode != http.StatusNoContent {
		t.Error(r.Status)
	}
	if len(h.updates) != 2 {
		t.Errorf("%d updates", len(h.updates))
	}
}

func TestADocumentThatFailedIsSentAgainAsTheSameUpdate(t *testing.T) {
	s, p, h, _ := room(t, web.Options{})
	body := p.document(p.action(), "a.yaml", "0123456789")
	h.answer = func(context.Context, bot.Update) error { return errors.New("the store is away") }
	if r := p.attach(body); r.StatusCode != http.StatusServiceUnavailable || !p.last().Failed {
		t.Errorf("%s, the page shows %+v", r.Status, p.last())
	}
	f := &fetching{s: s, most: 100}
	h.answer = f.handle
	for range 2 {
		if r := p.attach(body); r.StatusCode != http.StatusNoContent {
			t.Error(r.Status)
		}
	}
	if len(h.updates) != 3 || h.updates[1].ID != h.updates[2].ID || len(f.got) != 1 || f.got[0] != "0123456789" || p.last().Failed || len(p.messages()) != 1 {
		t.Errorf("%d updates, fetched %q, %v, the page shows %+v", len(h.updates), f.got, f.errs, p.messages())
	}
}

// TestAttachedPosts sends what a page of ours never would.
func TestAttachedPosts(t *testing.T) {
	for name, c := range map[string]struct {
		kind, site string
		body       func(p *page) string
		want       int
	}{
		"as the page does":  {"application/octet-stream", "same-origin", nil, 204},
		"from another site": {"application/octet-stream", "cross-site", nil, 403},
		"from another port": {"application/octet-stream", "same-site", nil, 403},
		"as a form":         {"multipart/form-data; boundary=x", "same-origin", nil, 415},
		"as JSON":           {"application/json", "same-origin", nil, 415},
		"as nothing":        {"", "same-origin", nil, 415},
		"no name":           {"application/octet-stream", "same-origin", func(p *page) string { return p.document(p.action(), "", "data") }, 400},
		"no bytes":          {"application/octet-stream", "same-origin", func(p *page) string { return p.document(p.action(), "a.yaml", "") }, 400},
		"no action":         {"application/octet-stream", "same-origin", func(p *page) string { return p.document("", "a.yaml", "data") }, 400},
		"no line":           {"application/octet-stream", "same-origin", func(*page) string { return "data" }, 400},
		"a line too long":   {"application/octet-stream", "same-origin", func(p *page) string { return p.document(p.action(), strings.Repeat("x", 5000), "data") }, 400},
		"too big":           {"application/octet-stream", "same-origin", func(p *page) string { return p.document(p.action(), "a.yaml", strings.Repeat("x", 70<<10)) }, 413},
		"more than at once": {"application/octet-stream", "same-origin", func(p *page) string { return p.document(p.action(), "a.yaml", strings.Repeat("x", 4<<10)) }, 503},
	} {
		t.Run(name, func(t *testing.T) {
			_, p, h, _ := room(t, web.Options{Limits: web.Limits{DocumentBytes: 5 << 10, FileBytes: 3 << 10}})
			body := p.document(p.action(), "a.yaml", "data")
			if c.body != nil {
				body = c.body(p)
			}
			r, _ := http.NewRequest(http.MethodPost, p.url+"/attach", strings.NewReader(body))
			r.Header.Set("Content-Type", c.kind)
			r.Header.Set("Sec-Fetch-Site", c.site)
			answer, err := p.client.Do(r)
			p.must(err)
			defer answer.Body.Close()
			told, _ := io.ReadAll(answer.Body)
			if answer.StatusCode != c.want || len(h.updates)-1 != map[bool]int{true: 1}[c.want == 204] {
				t.Errorf("%s with %d updates, want %d\n%s", answer.Status, len(h.updates), c.want, told)
			}
		})
	}
}

func TestThePageIsToldWhereADocumentIsTaken(t *testing.T) {
	s, p, _, chat := room(t, web.Options{})
	_, err := s.Send(t.Context(), chat, bot.Message{Text: "x", Takes: &dialogue.Take{Max: 9, Ends: []string{".yaml"}}})
	p.must(err)
	if got := p.last().Takes; got == nil || got.Max != 9 || len(got.Ends) != 1 {
		t.Errorf("the page is told %+v", got)
	}
	_, err = s.Send(t.Context(), chat, bot.Message{Text: "y"})
	p.must(err)
	if p.last().Takes != nil {
		t.Error("a card that takes none seems to")
	}
}
