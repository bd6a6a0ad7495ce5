package telegram

import (
	"bytes"
	"context"
	"log/slog"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"soundings/bot/telegramtest"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// waits are the pauses a Client asked for; none of them takes time.
type waits struct {
	mu  sync.Mutex
	all []time.Duration
}

func (w *waits) wait(ctx context.Context, d time.Duration) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.all = append(w.all, d)
	return ctx.Err()
}

func (w *waits) list() []time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return append([]time.Duration(nil), w.all...)
}

func testClient(t *testing.T, s *telegramtest.Server) (*Client, *waits) {
	t.Helper()
	w := &waits{}
	h := NewHTTPClient()
	t.Cleanup(h.CloseIdleConnections)
	c, err := NewClient(s.Token(), Options{API: s.URL(), HTTP: h, Wait: w.wait})
	if err != nil {
		t.Fatal(err)
	}
	return c, w
}

// A logbook keeps what is logged, at debug level.
type logbook struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *logbook) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *logbook) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func (l *logbook) logger() *slog.Logger {
	return slog.New(slog.NewTextHandler(l, &slog.HandlerOptions{Level: slog.LevelDebug, AddSource: false}))
}

// has waits for a log line that holds words.
func (l *logbook) want(t *testing.T, words string) {
	t.Helper()
	if !strings.Contains(l.String(), words) {
		t.Errorf("the log does not say %q:\n%s", words, l)
	}
}

// yield lets others run.
func yield() { runtime.Gosched() }
