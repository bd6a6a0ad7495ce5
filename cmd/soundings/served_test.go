package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// served is the whole program, serving in this process.
type served struct {
	operator
	URL string // of its HTTP listener

	log  *lockedBuffer
	stop func() int
}

// startServe runs “soundings serve” with these variables, which override those
// of a world of its own: a store and a home in a directory of the test's, a free
// port, logs as JSON at debug level. It returns once it serves and is stopped
// with the test.
func startServe(t testing.TB, env map[string]string) *served {
	t.Helper()
	return startServeAt(t, env, time.Now)
}

// startServeAt is startServe by another clock.
func startServeAt(t testing.TB, env map[string]string, now func() time.Time) *served {
	t.Helper()
	s := &served{operator: operator{t: t, Env: world(t, env), now: now}, log: &lockedBuffer{}}
	ctx, cancel := context.WithCancel(context.Background())
	code := make(chan int, 1)
	go func() { code <- run(ctx, []string{"serve"}, environ(s.Env), nil, io.Discard, s.log, now) }()
	s.stop = sync.OnceValue(func() int { cancel(); return <-code })
	t.Cleanup(func() { s.stop() })
	for {
		grown := s.log.grown()
		if s.URL = s.listening(); s.URL != "" {
			return s
		}
		select {
		case got := <-code:
			code <- got
			t.Fatalf("serve ended with %d:\n%s", got, s.Log())
		case <-grown:
		case <-time.After(20 * time.Second):
			t.Fatalf("never serves:\n%s", s.Log())
		}
	}
}

func world(t testing.TB, env map[string]string) map[string]string {
	dir := t.TempDir()
	all := map[string]string{
		"HOME": dir, "SOUNDINGS_STORE": "sqlite:" + dir + "/data/soundings.db",
		"SOUNDINGS_LISTEN":    "127.0.0.1:0",
		"SOUNDINGS_LOG_LEVEL": "debug", "SOUNDINGS_LOG_FORMAT": "json",
	}
	maps.Copy(all, env)
	return all
}

func environ(env map[string]string) []string {
	var all []string
	for _, name := range slices.Sorted(maps.Keys(env)) {
		all = append(all, name+"="+env[name])
	}
	return all
}

// listening is the URL that the log tells of, once it does.
func (s *served) listening() string { return s.told("serving") }

// told is the URL in the log line with this message.
func (s *served) told(msg string) string { return tells(s.Log(), msg) }

// tells is the URL in the line of a log that has this message.
func tells(log, msg string) string {
	for line := range strings.Lines(log) {
		var entry struct{ Msg, Listen string }
		if json.Unmarshal([]byte(line), &entry) == nil && entry.Msg == msg {
			return "http://" + entry.Listen
		}
	}
	return ""
}

// Stop stops it as a signal would, and gives the exit code.
func (s *served) Stop() int { return s.stop() }

// Log is what it has logged.
func (s *served) Log() string { return s.log.String() }

// Get asks the HTTP listener.
func (s *served) Get(path string) (status int, body string) {
	s.t.Helper()
	return s.get(s.URL + path)
}

// Metrics are the numbers, as /metrics tells them.
func (s *served) Metrics() string {
	s.t.Helper()
	_, body := s.get(s.told("serving metrics") + "/metrics")
	return body
}

func (s *served) get(url string) (status int, body string) {
	s.t.Helper()
	response, err := http.Get(url)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	all, _ := io.ReadAll(response.Body)
	return response.StatusCode, string(all)
}

// An operator types commands in a world of their own.
type operator struct {
	t   testing.TB
	Env map[string]string
	now func() time.Time // nil: time.Now
}

// CLI runs a command, maybe beside a bot on the same store. It must succeed.
func (o operator) CLI(args ...string) (stdout string) {
	o.t.Helper()
	var out, errs bytes.Buffer
	if code := run(context.Background(), args, environ(o.Env), strings.NewReader(""), &out, &errs, o.clock); code != 0 {
		o.t.Fatalf("%v ended with %d: %s", args, code, errs.String())
	}
	return out.String()
}

func (o operator) clock() time.Time {
	if o.now == nil {
		return time.Now()
	}
	return o.now()
}

// eventually waits for what takes a moment.
func eventually(t testing.TB, what string, is func() bool) {
	t.Helper()
	for end := time.Now().Add(15 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if is() {
			return
		}
	}
	t.Fatal("never: " + what)
}

// failing runs a command that must fail, and gives its one line.
func failing(t *testing.T, env map[string]string, code int, args ...string) string {
	t.Helper()
	var errs bytes.Buffer
	if got := run(t.Context(), args, environ(world(t, env)), nil, io.Discard, &errs, time.Now); got != code {
		t.Fatalf("exit code %d, want %d: %s", got, code, errs.String())
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	return lines[len(lines)-1]
}

type lockedBuffer struct {
	mu   sync.Mutex
	b    bytes.Buffer
	more chan struct{} // closed at the next Write
}

// grown is closed once something was written after the last look.
func (b *lockedBuffer) grown() <-chan struct{} {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.more == nil {
		b.more = make(chan struct{})
	}
	return b.more
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.more != nil {
		close(b.more)
		b.more = nil
	}
	return b.b.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}
