package telegramtest

import "time"

// hand delivers an update: once, or as often as chance has it.
func (s *Server) hand(h *webhook, u *update) (trouble string, after time.Duration) {
	s.mu.Lock()
	lot := s.draw(u)
	s.mu.Unlock()
	switch lot {
	case twice:
		s.shadow(h, u)
	case lostAtOnce:
		_, _ = s.post(h, u, false)
	case lostBehind:
		trouble, after = s.post(h, u, false)
		if trouble == "" {
			s.Redeliver(u.id)
		}
		return trouble, after
	}
	return s.post(h, u, true)
}

// shadow delivers an update beside the delivery that counts, and beside what
// follows that one, if it is slow. Nobody hears the answer.
func (s *Server) shadow(h *webhook, u *update) {
	s.mu.Lock()
	u.chat.waiting++
	s.mu.Unlock()
	s.workers.Go(func() {
		_, _ = s.post(h, u, false)
		s.mu.Lock()
		defer s.mu.Unlock()
		u.chat.waiting--
		u.chat.bump()
	})
}
