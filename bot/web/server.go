package web

import (
	"context"
	"encoding/hex"
	"io"
	"net/http"
	"sync"

	"golang.org/x/time/rate"

	"soundings/bot"
)

// A Server is the chat network and the page it is shown in.
type Server struct {
	o        Options
	mux      *http.ServeMux
	visitors *visitors
	files    *files
	taps     taps
	lent     *lent
	inAll    *rate.Limiter
	closing  chan struct{}
	close    func()
}

var _ bot.FileNetwork = (*Server)(nil)

// New makes a Server.
func New(o Options) *Server {
	s := &Server{o: o.orDefaults(), closing: make(chan struct{})}
	s.close = sync.OnceFunc(func() { close(s.closing) })
	s.files = &files{limit: s.o.Limits.FileBytes}
	s.lent = &lent{limit: int64(s.o.Limits.FileBytes), all: map[lentKey]*document{}}
	s.visitors = newVisitors(s.o.Limits, s.files.dropAll)
	s.inAll = rate.NewLimiter(rate.Limit(s.o.Limits.InAll), s.o.Limits.AllBurst)
	s.mux = http.NewServeMux()
	s.mux.HandleFunc("GET /events", s.events)
	s.mux.HandleFunc("POST /say", s.say)
	s.mux.HandleFunc("POST /tap", s.tap)
	s.mux.HandleFunc("POST /attach", s.attach)
	s.mux.HandleFunc("GET /files/{token}", s.file)
	s.mux.HandleFunc("GET /{$}", s.page(render(s.o)))
	for path, a := range assets() {
		s.mux.Handle("GET /"+path, a)
	}
	return s
}

// ServeHTTP serves the page and what it asks for.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	if !s.knownHost(r) {
		refuseReader(w, wrongHost())
		return
	}
	s.mux.ServeHTTP(w, r)
}

// Close ends the event streams, which would keep http.Server.Shutdown waiting:
// give it to RegisterOnShutdown. Pages connect again by themselves.
func (s *Server) Close() { s.close() }

func (s *Server) chair(id string) (Chair, bool) {
	for _, c := range s.o.Chairs {
		if c.ID == id {
			return c, true
		}
	}
	return Chair{}, false
}

// token is n random bytes in hexadecimal digits.
func (s *Server) token(n int) string {
	b := make([]byte, n)
	if _, err := io.ReadFull(s.o.Random, b); err != nil {
		panic("web: no randomness") // crypto/rand never fails
	}
	return hex.EncodeToString(b)
}

// first is the command by which a chat's conversation begins.
func (c Chair) first(ctx context.Context, from bot.Chat) (string, error) {
	if c.First == nil {
		return "/start", nil
	}
	return c.First(ctx, from)
}
