package web

import (
	"context"
	"sync"
	"time"

	"soundings/bot"
)

// Send puts a new message into the chat. See bot.Network.
func (s *Server) Send(_ context.Context, to bot.Chat, m bot.Message) (bot.MessageID, error) {
	c, leave, err := s.find(to)
	if err != nil {
		return 0, err
	}
	defer leave()
	return c.add(compose(0, m)), nil
}

// Edit replaces an earlier message of ours. See bot.Network.
func (s *Server) Edit(_ context.Context, to bot.Chat, id bot.MessageID, m bot.Message) error {
	c, leave, err := s.find(to)
	if err != nil {
		return err
	}
	defer leave()
	return c.edit(compose(id, m))
}

// Acknowledge answers a tap. See bot.Network.
func (s *Server) Acknowledge(_ context.Context, tap, notice string) error {
	if c := s.taps.take(tap); c != nil && notice != "" {
		c.tell(notice)
	}
	return nil
}

// Reach is without bound: the page removes whatever it shows. See bot.Network.
func (s *Server) Reach() time.Duration { return 0 }

// Delete removes messages from the chat. See bot.Network.
func (s *Server) Delete(_ context.Context, from bot.Chat, ids []bot.MessageID) (left []bot.MessageID, err error) {
	c, leave, err := s.find(from)
	if err != nil {
		return ids, err
	}
	defer leave()
	s.files.drop(c.remove(ids))
	return nil, nil
}

// taps are those being handled: a tap is answered by an id that does not tell
// the chat.
type taps struct {
	mu   sync.Mutex
	open map[string]*chat
}

func (t *taps) put(id string, c *chat) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.open == nil {
		t.open = map[string]*chat{}
	}
	t.open[id] = c
}

// take is the chat of a tap not answered yet, nil for any other.
func (t *taps) take(id string) *chat {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.open[id]
	delete(t.open, id)
	return c
}
