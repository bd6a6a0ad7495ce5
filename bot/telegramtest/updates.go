package telegramtest

import (
	"encoding/json"
	"slices"
)

// An update is one thing to deliver.
type update struct {
	id    int64
	kind  string // message, callback_query, …
	queue string // a queue is delivered in order: a chat's messages, a person's taps
	chat  *chat
	tap   *tap // of a callback_query
	body  json.RawMessage
	again bool // repeated, whatever was confirmed
}

// updates are what is to be delivered, and what was.
type updates struct {
	next       int64
	pending    []*update
	history    map[int64]*update
	deliveries map[int64]int // of each, how often it went out
	allowed    []string      // allowed_updates; nil allows the default ones
	arrived    chan struct{} // closed, and replaced, when one arrives
}

func newUpdates() updates {
	return updates{next: firstUpdate, history: map[int64]*update{}, deliveries: map[int64]int{}, arrived: make(chan struct{})}
}

// enqueue makes an update of something that happened, unless the bot does not
// want that kind. It gives the update's id, or zero. The lock is held.
func (s *Server) enqueue(u *update, content map[string]any) int64 {
	all := &s.updates
	if all.allowed != nil && !slices.Contains(all.allowed, u.kind) {
		return 0
	}
	u.id = all.next
	all.next++
	u.body = raw(map[string]any{"update_id": u.id, u.kind: content})
	all.history[u.id] = u
	s.queueUp(u)
	return u.id
}

func (s *Server) queueUp(u *update) {
	u.chat.waiting++
	s.updates.pending = append(s.updates.pending, u)
	close(s.updates.arrived)
	s.updates.arrived = make(chan struct{})
	s.dispatch()
}

// InjectUpdate brings an update no Person makes: its kind and that field's
// JSON, whatever the bot allows. It belongs to chat's queue.
func (s *Server) InjectUpdate(chat int64, kind string, content json.RawMessage) int64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.chats[chat]
	if c == nil {
		c = newChat(chat, "private")
		s.chats[chat] = c
	}
	u := &update{kind: kind, queue: messageQueue(c), chat: c}
	id := s.updates.next
	s.updates.next++
	u.id, u.body = id, raw(map[string]any{"update_id": id, kind: content})
	s.updates.history[id] = u
	s.queueUp(u)
	return id
}

// Redeliver brings an update once more, as Telegram does when it did not hear
// that it was handled.
func (s *Server) Redeliver(id int64) {
	s.tb.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	old := s.updates.history[id]
	if old == nil {
		s.tb.Errorf("telegramtest: there is no update %d to deliver again", id)
		return
	}
	repeated := *old
	repeated.again = true
	s.queueUp(&repeated)
}

// Pending is how many updates wait to be taken.
func (s *Server) Pending() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.updates.pending)
}

// deliver notes that an update goes out. The lock is held.
func (s *Server) deliver(u *update) json.RawMessage {
	s.updates.deliveries[u.id]++
	if u.tap != nil {
		u.tap.allowed++
	}
	return u.body
}

// Deliveries is how often an update went out.
func (s *Server) Deliveries(id int64) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.updates.deliveries[id]
}

// confirm takes updates off the list. The lock is held.
func (s *Server) confirm(taken func(*update) bool) {
	s.updates.pending = slices.DeleteFunc(s.updates.pending, func(u *update) bool {
		if !taken(u) {
			return false
		}
		if u.tap != nil {
			u.tap.taken = true
		}
		u.chat.waiting--
		u.chat.bump()
		return true
	})
}

func raw(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // only ever maps of ours
	}
	return b
}
