package telegramtest

import (
	"context"
	"encoding/json"
	"time"
)

// getUpdates: "An update is considered confirmed as soon as getUpdates is
// called with an offset higher than its update_id." Updates not confirmed are
// given again, at once.
func getUpdates(s *Server, ctx context.Context, c call) answer {
	mine, a := s.startPoll(c)
	if mine == nil {
		return a
	}
	defer s.endPoll(mine)
	limit := time.NewTimer(time.Duration(c.number("timeout")) * time.Second)
	defer limit.Stop()
	for {
		batch, arrived := s.batch(c)
		if len(batch) > 0 || c.number("timeout") == 0 {
			return fine(batch)
		}
		select {
		case <-arrived:
		case <-limit.C:
			return fine([]json.RawMessage{})
		case <-mine:
			return refused(409, "Conflict: terminated by other getUpdates request; "+
				"make sure that only one bot instance is running")
		case <-ctx.Done():
			return fine([]json.RawMessage{})
		case <-s.ctx.Done():
			return refused(502, "Bad Gateway")
		}
	}
}

// startPoll checks a getUpdates and ends the one under way.
func (s *Server) startPoll(c call) (chan struct{}, answer) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hook != nil {
		return nil, refused(409, "Conflict: can't use getUpdates method while webhook is active; "+
			"use deleteWebhook to delete the webhook first")
	}
	if n := c.number("limit"); c.args["limit"] != "" && (n < 1 || n > 100) {
		return nil, s.refuse(c, &refusal{"limit is not 1-100", "limit must be 1-100"})
	}
	if no := s.allow(c); no != nil {
		return nil, s.refuse(c, no)
	}
	if s.poll != nil {
		close(s.poll)
	}
	s.poll = make(chan struct{})
	s.forget(c.number("offset"))
	return s.poll, answer{}
}

func (s *Server) endPoll(mine chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.poll == mine {
		s.poll = nil
	}
}

// forget confirms what an offset confirms. A negative one counts from the end
// of the queue and forgets all before. The lock is held.
func (s *Server) forget(offset int64) {
	if offset < 0 {
		keep := max(0, len(s.updates.pending)+int(offset))
		first := map[*update]bool{}
		for _, u := range s.updates.pending[:keep] {
			first[u] = true
		}
		s.confirm(func(u *update) bool { return first[u] })
		return
	}
	s.confirm(func(u *update) bool { return u.id < offset && !u.again })
}

// batch is what a getUpdates gives now, and the channel to wait on otherwise.
func (s *Server) batch(c call) ([]json.RawMessage, chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	limit := int(c.number("limit"))
	if limit == 0 {
		limit = 100
	}
	batch := []json.RawMessage{}
	for _, u := range s.updates.pending[:min(limit, len(s.updates.pending))] {
		batch = append(batch, s.deliver(u))
		u.again = false
	}
	return batch, s.updates.arrived
}

// allow keeps allowed_updates: "Specify an empty list to receive all update
// types except …; if not specified, the previous setting will be used." The
// lock is held.
func (s *Server) allow(c call) *refusal {
	given, ok := c.args["allowed_updates"]
	if !ok {
		return nil
	}
	var kinds []string
	if err := json.Unmarshal([]byte(given), &kinds); err != nil {
		return &refusal{"allowed_updates: " + err.Error(), "can't parse allowed updates"}
	}
	s.updates.allowed = kinds
	if len(kinds) == 0 {
		s.updates.allowed = nil
	}
	return nil
}
