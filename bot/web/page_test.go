package web_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"

	"soundings/bot"
	"soundings/bot/web"
)

// A page is what a browser does, without one: it keeps the cookie and speaks
// the page's protocol.
type page struct {
	t      *testing.T
	url    string
	client *http.Client
	chair  string
	clock  atomic.Uint64
}

type message struct {
	ID    int64
	Mine  bool
	Text  string
	Spans []struct {
		Kind    string
		At, Len int
	}
	Buttons [][]struct{ Label, Data, Copy string }
	File    *struct {
		Name, Token string
		Size        int
	}
	Action string
	Failed bool
	Takes  *struct {
		Ends []string
		Max  int64
	}
}

type event struct {
	id, name, data string
}

// serve serves a network on loopback until the test ends.
func serve(t *testing.T, s *web.Server) string {
	t.Helper()
	h := httptest.NewServer(s)
	t.Cleanup(func() { s.Close(); h.Close() })
	return h.URL
}

func newPage(t *testing.T, url, chair string) *page {
	t.Helper()
	jar, _ := cookiejar.New(nil)
	p := &page{t: t, url: url, chair: chair, client: &http.Client{Jar: jar}}
	p.clock.Store(1_800_000_000_000)
	p.get("/")
	return p
}

func (p *page) must(err error) {
	p.t.Helper()
	if err != nil {
		p.t.Fatal(err)
	}
}

func (p *page) get(path string) (*http.Response, string) {
	p.t.Helper()
	r, err := p.client.Get(p.url + path)
	p.must(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	p.must(err)
	return r, string(body)
}

// action is the id of the page's next action.
func (p *page) action() string {
	n := p.clock.Add(1)
	return fmt.Sprintf("%012x%020x", n, n*7919)
}

// post posts a body, with the chair and, unless it has one, an action.
func (p *page) post(path string, body map[string]any) *http.Response {
	p.t.Helper()
	whole := map[string]any{"chair": p.chair, "action": p.action(), "lang": "zh-Hans"}
	for k, v := range body {
		whole[k] = v
	}
	data, err := json.Marshal(whole)
	p.must(err)
	r, err := p.client.Post(p.url+path, "application/json", bytes.NewReader(data))
	p.must(err)
	r.Body.Close()
	return r
}

// does posts and wants it done.
func (p *page) does(path string, body map[string]any) {
	p.t.Helper()
	if r := p.post(path, body); r.StatusCode != http.StatusNoContent {
		p.t.Fatalf("POST %s %v: %s", path, body, r.Status)
	}
}

func (p *page) start()       { p.t.Helper(); p.does("/say", map[string]any{"do": "start"}) }
func (p *page) say(s string) { p.t.Helper(); p.does("/say", map[string]any{"text": s}) }

// tap taps the newest button whose label has this part.
func (p *page) tap(label string) {
	p.t.Helper()
	all := p.messages()
	for i := len(all) - 1; i >= 0; i-- {
		for _, row := range all[i].Buttons {
			for _, b := range row {
				if strings.Contains(b.Label, label) && b.Data != "" {
					p.does("/tap", map[string]any{"message": all[i].ID, "data": b.Data})
					return
				}
			}
		}
	}
	p.t.Fatalf("no button %q under %+v", label, all)
}

// messages are what a page that comes anew shows.
func (p *page) messages() []message {
	p.t.Helper()
	s := p.follow("")
	defer s.close()
	return s.snapshot().Messages
}

func (p *page) last() message {
	p.t.Helper()
	all := p.messages()
	if len(all) == 0 {
		return message{}
	}
	return all[len(all)-1]
}

// A following is an open event stream.
type following struct {
	t      *testing.T
	lines  *bufio.Reader
	status int
	close  func()
}

// follow opens the event stream, behind the event with this id.
func (p *page) follow(last string) *following {
	p.t.Helper()
	ctx, cancel := context.WithCancel(p.t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"/events?chair="+p.chair, nil)
	p.must(err)
	if last != "" {
		r.Header.Set("Last-Event-ID", last)
	}
	answer, err := p.client.Do(r)
	p.must(err)
	return &following{p.t, bufio.NewReader(answer.Body), answer.StatusCode, func() { cancel(); answer.Body.Close() }}
}

// next is the next event. It is false at the stream's end.
func (f *following) next() (e event, ok bool) {
	f.t.Helper()
	for {
		line, err := f.lines.ReadString('\n')
		if err != nil {
			return e, false
		}
		name, value, _ := strings.Cut(strings.TrimSuffix(line, "\n"), ": ")
		switch name {
		case "id":
			e.id = value
		case "event":
			e.name = value
		case "data":
			e.data = value
		case "":
			return e, true
		}
	}
}

func (f *following) want(name string) event {
	f.t.Helper()
	e, ok := f.next()
	if !ok || e.name != name {
		f.t.Fatalf("event %+v, want %s", e, name)
	}
	return e
}

type snapshot struct {
	Messages []message
	Start    bool
	Lang     string
}

func (f *following) snapshot() (s snapshot) {
	f.t.Helper()
	decode(f.t, f.want("snapshot").data, &s)
	return s
}

func decode(t *testing.T, data string, v any) {
	t.Helper()
	if err := json.Unmarshal([]byte(data), v); err != nil {
		t.Fatalf("%v in %s", err, data)
	}
}

// handled is a bot that notes its updates, and answers as told.
type handled struct {
	updates []bot.Update
	answer  func(ctx context.Context, u bot.Update) error
}

func (h *handled) handle(ctx context.Context, u bot.Update) error {
	h.updates = append(h.updates, u)
	if h.answer == nil {
		return nil
	}
	return h.answer(ctx, u)
}
