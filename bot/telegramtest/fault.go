package telegramtest

import (
	"context"
	"io"
	"net/http"
	"strings"
	"time"
)

// FaultKind is a way in which the server may misbehave.
type FaultKind uint8

// The kinds of Fault.
const (
	Flood        FaultKind = iota // 429 with RetryAfter
	BadGateway                    // 502 with a page of HTML, as the front end answers
	Internal                      // 500 with JSON
	CutBefore                     // the connection breaks before anything is done
	CutAfter                      // it is done, and the connection breaks before the answer
	Slow                          // done once Until is closed or For has passed
	Blocked                       // 403: the person blocked the bot
	Unauthorized                  // 401: the token was revoked
	Conflict                      // 409: another process polls
)

// A Fault is misbehaviour for the next calls that match.
type Fault struct {
	Method     string // any when empty
	Chat       int64  // any when zero
	Times      int    // how many calls: once when zero, always when negative
	Kind       FaultKind
	RetryAfter int             // seconds, of a Flood
	Until      <-chan struct{} // of Slow
	For        time.Duration   // of Slow, without Until
}

// Inject adds a fault. Faults are used up in the order they were added.
func (s *Server) Inject(f Fault) {
	if f.Times == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults = append(s.faults, &f)
}

// Calm removes all faults, and leaves nothing to chance.
func (s *Server) Calm() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.luck = nil, nil
}

// fault is what goes wrong with a call, if anything does.
func (s *Server) fault(c call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.injected(c)
	if f == nil {
		f = s.misfortune(c)
	}
	if f != nil {
		s.tally.Faults++
		f.hinder(s.taps[c.args["callback_query_id"]])
	}
	return f
}

// injected takes the next fault that matches a call. The lock is held.
func (s *Server) injected(c call) *Fault {
	for i, f := range s.faults {
		if !f.matches(s, c) {
			continue
		}
		if f.Times > 0 {
			f.Times--
		}
		if f.Times == 0 {
			s.faults = append(s.faults[:i:i], s.faults[i+1:]...)
		}
		return f
	}
	return nil
}

func (f *Fault) matches(s *Server, c call) bool {
	if f.Method != "" && f.Method != c.method {
		return false
	}
	return f.Chat == 0 || f.Chat == s.chatOf(c)
}

// chatOf is the chat a call is about. The lock is held.
func (s *Server) chatOf(c call) int64 {
	if t := s.taps[c.args["callback_query_id"]]; t != nil {
		return t.chat.id
	}
	return c.number("chat_id")
}

// before acts on a fault instead of the call. It says whether the call is
// answered with that.
func (f *Fault) before(s *Server, w http.ResponseWriter, r *http.Request) bool {
	switch f.Kind {
	case CutAfter:
		return false
	case Slow:
		f.dawdle(r.Context(), s.ctx)
		return false
	case CutBefore:
		panic(http.ErrAbortHandler)
	case BadGateway:
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		_, _ = io.WriteString(w, "<html><head><title>502 Bad Gateway</title></head><body>"+
			strings.Repeat("<hr>", 8)+"nginx/1.18.0</body></html>")
		return true
	}
	write(w, f.answer())
	return true
}

// dawdle is what Slow does before the call is carried out, or nobody waits for it.
func (f *Fault) dawdle(asked, server context.Context) {
	until := f.Until
	if until == nil {
		limit, stop := context.WithTimeout(server, f.For)
		defer stop()
		until = limit.Done()
	}
	select {
	case <-until:
	case <-asked.Done():
	case <-server.Done():
	}
}

func (f *Fault) answer() answer {
	switch f.Kind {
	case Internal:
		return refused(http.StatusInternalServerError, "Internal Server Error: restart")
	case Blocked:
		return refused(http.StatusForbidden, "Forbidden: bot was blocked by the user")
	case Unauthorized:
		return refused(http.StatusUnauthorized, "Unauthorized")
	case Conflict:
		return refused(http.StatusConflict, "Conflict: terminated by other getUpdates request; "+
			"make sure that only one bot instance is running")
	}
	a := refused(http.StatusTooManyRequests, "Too Many Requests: retry later")
	a.retryAfter = f.RetryAfter
	return a
}
