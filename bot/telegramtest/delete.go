package telegramtest

import (
	"context"
	"encoding/json"
	"fmt"
	"time"
)

// maxAge is how old a message may be to be deleted (deleteMessage).
const maxAge = 48 * time.Hour

func deleteMessage(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	in, a := s.open(c)
	if in == nil {
		return a
	}
	switch m := in.find(c.number("message_id")); {
	case m == nil:
		return refused(400, "Bad Request: message to delete not found")
	case s.old(m):
		return refused(400, "Bad Request: message can't be deleted for everyone")
	}
	in.remove(c.number("message_id"))
	return fine(true)
}

// deleteMessages skips what it cannot find. Where one message is too old, all of
// them stay.
func deleteMessages(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	var ids []int64
	if err := json.Unmarshal([]byte(c.args["message_ids"]), &ids); err != nil {
		return s.refuse(c, &refusal{"message_ids: " + err.Error(), "message identifiers are not specified"})
	}
	if len(ids) < 1 || len(ids) > 100 {
		return s.refuse(c, &refusal{fmt.Sprintf("%d message_ids, not 1-100", len(ids)), "too many message identifiers specified"})
	}
	in, a := s.open(c)
	if in == nil {
		return a
	}
	for _, id := range ids {
		if m := in.find(id); m != nil && s.old(m) {
			return refused(400, "Bad Request: message can't be deleted for everyone")
		}
	}
	for _, id := range ids {
		in.remove(id)
	}
	return fine(true)
}

func (s *Server) old(m *Message) bool { return s.Clock().Sub(m.date) > maxAge }
