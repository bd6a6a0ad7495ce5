package telegramtest

import (
	"context"
	"fmt"
	"slices"
)

// A tap is one callback query.
type tap struct {
	id, label string
	chat      *chat
	by        *Person
	taken     bool // the bot confirmed the update
	expired   bool
	answers   int
	allowed   int  // how often it may be answered: once a delivery
	hindered  bool // a fault kept an answer from being given
}

// maxNotice is the length of answerCallbackQuery's text.
const maxNotice = 200

func answerCallbackQuery(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n := units(c.args["text"]); n > maxNotice {
		return s.refuse(c, &refusal{fmt.Sprintf("the text has %d characters, at most %d", n, maxNotice), "MESSAGE_TOO_LONG"})
	}
	t := s.taps[c.args["callback_query_id"]]
	if t == nil || t.expired {
		if t != nil {
			t.answers++
		}
		return refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
	}
	if t.answers++; t.answers > t.allowed {
		s.misuse(c.method, "the tap on %q was answered more often than it was delivered", t.label)
	}
	if text := c.args["text"]; text != "" {
		t.by.notices = append(t.by.notices, text)
	}
	t.chat.bump()
	return fine(true)
}

// Unanswered are the labels of the taps that were taken and not answered.
func (s *Server) Unanswered() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var labels []string
	for _, t := range s.taps {
		if t.taken && t.answers == 0 {
			labels = append(labels, t.label)
		}
	}
	slices.Sort(labels)
	return labels
}

// ForgiveTaps lets the taps so far go unanswered, for a test whose faults keep
// the bot from answering.
func (s *Server) ForgiveTaps() {
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.taps)
}

// ForgiveHindered lets those taps go unanswered whose answer met a fault, for a
// test whose faults last longer than a bot should wait. It says how many.
func (s *Server) ForgiveHindered() (n int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.taps {
		if t.hindered && t.answers == 0 {
			t.taken = false
			n++
		}
	}
	return n
}

// hinder notes that a tap's answer, if it is one, is not carried out.
func (f *Fault) hinder(t *tap) {
	if t != nil && f.Kind != Slow && f.Kind != CutAfter {
		t.hindered = true
	}
}

// ExpireTaps makes the taps so far too old to answer.
func (s *Server) ExpireTaps() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, t := range s.taps {
		t.expired = true
	}
}

// forgiveRepeat lets a call be repeated whose answer was lost.
func (s *Server) forgiveRepeat(c call) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if t := s.taps[c.args["callback_query_id"]]; t != nil {
		t.allowed++
	}
}
