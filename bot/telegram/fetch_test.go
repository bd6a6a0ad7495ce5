package telegram

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"soundings/bot"
	"soundings/bot/telegramtest"
	"soundings/flows/dialogue"
)

// handed is the document of an update that a person's message became.
func handed(t *testing.T, c *Client) *dialogue.Document {
	t.Helper()
	batch, err := c.updates(t.Context(), 0, 100, 0)
	if err != nil || len(batch) == 0 {
		t.Fatalf("%d updates, %v", len(batch), err)
	}
	u, _, _ := convert(batch[len(batch)-1], "")
	if u.Input.Kind != dialogue.Attached {
		t.Fatalf("the update is %+v", u.Input)
	}
	return u.Input.Document
}

// TestFetch: whole, also at the second try; never more than was asked for.
func TestFetch(t *testing.T) {
	const gone, big, passing = "gone", "too big", "passing"
	fault := func(method string, kind telegramtest.FaultKind, times int) telegramtest.Fault {
		return telegramtest.Fault{Method: method, Kind: kind, Times: times}
	}
	for _, c := range []struct {
		name   string
		most   int64
		faults []telegramtest.Fault
		lost   bool
		want   string // what it fails with
	}{
		{name: "as it is", most: 100},
		{name: "as much as may be", most: 10},
		{name: "too much", most: 9, want: big},
		{name: "lost", most: 100, lost: true, want: gone},
		{name: "getFile fails", most: 100, faults: []telegramtest.Fault{fault("getFile", telegramtest.BadGateway, 2)}},
		{name: "getFile floods", most: 100, faults: []telegramtest.Fault{fault("getFile", telegramtest.Flood, 1)}},
		{name: "the download fails", most: 100, faults: []telegramtest.Fault{fault("file", telegramtest.Internal, 1)}},
		{name: "cut before", most: 100, faults: []telegramtest.Fault{fault("file", telegramtest.CutBefore, 1)}},
		{name: "cut in the middle", most: 100, faults: []telegramtest.Fault{fault("file", telegramtest.CutAfter, 2)}},
		{name: "cut again and again", most: 100, faults: []telegramtest.Fault{fault("file", telegramtest.CutAfter, -1)}, want: passing},
		{name: "revoked", most: 100, faults: []telegramtest.Fault{fault("getFile", telegramtest.Unauthorized, -1)}, want: passing},
		{name: "slower than there is time", most: 100, faults: []telegramtest.Fault{
			{Method: "file", Kind: telegramtest.Slow, Times: -1, Until: make(chan struct{})}}, want: passing},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := telegramtest.New(t)
			client, _ := testClient(t, s)
			if c.want == passing {
				client.max = 20 * time.Millisecond
			}
			s.Person(7).SendDocument("a.yaml", []byte("0123456789"), "看")
			d := handed(t, client)
			if d.Name != "a.yaml" || d.Size != 10 {
				t.Errorf("it came as %+v", d)
			}
			if c.lost {
				s.LoseFiles()
			}
			for _, f := range c.faults {
				s.Inject(f)
			}
			data, err := client.Fetch(t.Context(), "tg:7", d.Handle, c.most)
			is := map[string]bool{gone: errors.Is(err, bot.ErrNoFile), big: errors.Is(err, bot.ErrTooBig),
				passing: err != nil && !errors.Is(err, bot.ErrNoFile) && !errors.Is(err, bot.ErrTooBig), "": err == nil}
			if !is[c.want] || (err == nil) != (string(data) == "0123456789") {
				t.Errorf("%q, %v", data, err)
			}
		})
	}
}

// A file too large for bots is told apart before anything is fetched.
func TestFetchAboveTelegramsOwnLimit(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	s.Person(7).SendDocument("a.yaml", make([]byte, 20<<20+1), "")
	if _, err := c.Fetch(t.Context(), "tg:7", handed(t, c).Handle, 1<<30); !errors.Is(err, bot.ErrTooBig) || s.Count("file") != 0 {
		t.Errorf("%v, %d downloads", err, s.Count("file"))
	}
}

// endless is a Bot API that says a file is small and never ends it, or gives a
// path that leads nowhere.
func endless(t *testing.T, path string) *Client {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/getFile") {
			w.Header().Set("Content-Type", "application/json")
			_, _ = io.WriteString(w, `{"ok":true,"result":{"file_id":"f","file_size":7,"file_path":"`+path+`"}}`)
			return
		}
		if !strings.HasSuffix(r.URL.Path, "/documents/a") {
			http.NotFound(w, r)
			return
		}
		for part := bytes.Repeat([]byte("x"), 1<<10); ; {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	}))
	t.Cleanup(server.Close)
	c, err := NewClient("1:canary-token", Options{API: server.URL, Wait: (&waits{}).wait, HTTP: server.Client(), MaxWait: time.Second})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAServerThatLiesIsNotFollowed(t *testing.T) {
	for path, want := range map[string]error{
		"documents/a": bot.ErrTooBig, "documents/b": bot.ErrNoFile, "": bot.ErrNoFile, "/etc/passwd": bot.ErrNoFile,
		"a%zz": bot.ErrNoFile, `a\u0000b`: bot.ErrNoFile,
	} {
		data, err := endless(t, path).Fetch(t.Context(), "tg:7", "f", 4<<10)
		if !errors.Is(err, want) || data != nil || strings.Contains(err.Error(), "canary") {
			t.Errorf("%q: %d bytes, %v, want %v", path, len(data), err, want)
		}
	}
}

// What has no more time says so: the update comes again.
func TestFetchEndsWithItsUpdate(t *testing.T) {
	s := telegramtest.New(t)
	c, _ := testClient(t, s)
	s.Person(7).SendDocument("a.yaml", []byte("0123456789"), "")
	d := handed(t, c)
	s.Inject(telegramtest.Fault{Method: "file", Kind: telegramtest.Slow, Times: -1, Until: make(chan struct{})})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if _, err := c.Fetch(ctx, "tg:7", d.Handle, 100); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("it fails with %v", err)
	}
}
