package telegramtest

import (
	"context"
	"fmt"
	"net/http/httptest"
	"sync"
	"time"
)

// TB is the part of testing.TB a Server needs, so that its own tests can watch
// it fail.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Fatalf(format string, args ...any)
	Cleanup(func())
}

// The bot every Server serves.
const (
	botID       = 8000000001
	botName     = "soundings_test_bot"
	botToken    = "8000000001:AAH-telegramtest-token"
	firstUpdate = 700000001
	firstID     = 101
)

// A Server is a Bot API server and all of its chats. Set its fields before
// the bot starts.
type Server struct {
	Patience time.Duration    // how long Wait and its relatives wait; 10 s
	Clock    func() time.Time // dates messages; time.Now

	// Delay is how long a webhook delivery waits before it is tried again,
	// given how often it failed and the Retry-After it was answered with. The
	// default is a few milliseconds whatever was asked.
	Delay func(failed int, retryAfter time.Duration) time.Duration

	tb      TB
	http    *httptest.Server
	methods map[string]map[string]param
	actions map[string]action
	ctx     context.Context // ends at Close
	stop    context.CancelFunc
	workers sync.WaitGroup // webhook deliveries

	mu       sync.Mutex
	closed   bool
	chats    map[int64]*chat
	files    files
	menus    map[string][]Command
	taps     map[string]*tap
	faults   []*Fault
	luck     *luck // nil: nothing is left to chance
	tally    Tally
	counts   map[string]int
	same     int // edits that changed nothing
	lastID   int64
	updates  updates
	poll     chan struct{} // closed to end the getUpdates under way
	hook     *webhook
	reported []string
}

// New starts a Server that ends with the test.
func New(tb TB) *Server {
	ctx, stop := context.WithCancel(context.Background())
	s := &Server{
		Patience: 10 * time.Second, Clock: time.Now, Delay: shortDelay,
		tb: tb, ctx: ctx, stop: stop,
		methods: methods(methodsTable), actions: actions(),
		chats: map[int64]*chat{}, files: newFiles(), menus: map[string][]Command{},
		taps: map[string]*tap{}, counts: map[string]int{}, lastID: firstID - 1,
		updates: newUpdates(),
	}
	s.http = httptest.NewServer(s)
	tb.Cleanup(s.Close)
	return s
}

// URL is the server's base URL, to use in place of https://api.telegram.org.
func (s *Server) URL() string { return s.http.URL }

// Token is the bot's token.
func (s *Server) Token() string { return botToken }

// BotName is the bot's user name, without @.
func (s *Server) BotName() string { return botName }

// Close stops the server and fails the test for each tap that was taken and
// never answered. New has it called at the end of the test.
func (s *Server) Close() {
	s.tb.Helper()
	s.mu.Lock()
	done := s.closed
	s.closed = true
	s.mu.Unlock()
	if done {
		return
	}
	s.stop()
	s.workers.Wait()
	if s.hook != nil {
		s.hook.end()
	}
	s.http.CloseClientConnections()
	s.http.Close()
	for _, label := range s.Unanswered() {
		s.tb.Errorf("telegramtest: the tap on %q was never answered (answerCallbackQuery)", label)
	}
}

// Count is how often a method was called, whatever it was answered with.
func (s *Server) Count(method string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.counts[method]
}

func (s *Server) counted(c call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.counts[c.method]++
}

// NotModified is how many edits changed nothing.
func (s *Server) NotModified() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.same
}

// Misuses are the reasons the test has failed for so far.
func (s *Server) Misuses() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]string(nil), s.reported...)
}

// misuse fails the test. The lock is held.
func (s *Server) misuse(method, format string, args ...any) {
	why := method + ": " + fmt.Sprintf(format, args...)
	s.reported = append(s.reported, why)
	if !s.closed {
		s.tb.Errorf("telegramtest: misuse of %s", why)
	}
}
