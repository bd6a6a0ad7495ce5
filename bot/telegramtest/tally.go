package telegramtest

// A Tally counts what happened at a Server.
type Tally struct {
	Updates    int // made by what people did
	Deliveries int // times that one went out
	Repeated   int // deliveries of what had gone out before
	Faults     int // calls that met one
	Unchanged  int // edits that changed nothing
}

// Tally is what happened so far.
func (s *Server) Tally() Tally {
	s.mu.Lock()
	defer s.mu.Unlock()
	t := s.tally
	t.Updates, t.Unchanged = len(s.updates.history), s.same
	for _, n := range s.updates.deliveries {
		t.Deliveries += n
		t.Repeated += n - 1
	}
	return t
}
