package web

import (
	"container/list"
	"errors"
	"sync"

	"golang.org/x/time/rate"

	"soundings/bot"
)

// visitors are the people whose pages are kept in memory.
type visitors struct {
	limits  Limits
	dropped func(visitor string)

	mu    sync.Mutex
	all   map[string]*list.Element
	order *list.List // of *visitor, the last one seen in front
}

// A visitor is a browser with our cookie.
type visitor struct {
	id    string
	pace  *rate.Limiter
	using int // requests under way; such a visitor stays

	mu      sync.Mutex
	chats   map[string]*chat // by chair
	streams []chan struct{}  // open ones, the oldest in front; closed to end one
}

// errFull says that everybody kept is busy here right now.
var errFull = errors.New("web: too many visitors at the same time")

func newVisitors(l Limits, dropped func(string)) *visitors {
	return &visitors{limits: l, dropped: dropped, all: map[string]*list.Element{}, order: list.New()}
}

// enter finds or makes a visitor, who stays until leave.
func (all *visitors) enter(id string) (v *visitor, leave func(), err error) {
	all.mu.Lock()
	defer all.mu.Unlock()
	at := all.all[id]
	if at == nil {
		if !all.room() {
			return nil, nil, errFull
		}
		pace := rate.NewLimiter(rate.Limit(all.limits.PerVisitor), all.limits.VisitorBurst)
		at = all.order.PushFront(&visitor{id: id, pace: pace, chats: map[string]*chat{}})
		all.all[id] = at
	}
	all.order.MoveToFront(at)
	v = at.Value.(*visitor)
	v.using++
	return v, func() { all.leave(v) }, nil
}

func (all *visitors) leave(v *visitor) {
	all.mu.Lock()
	defer all.mu.Unlock()
	v.using--
}

// room makes room for one more: whoever was not seen for longest goes, but
// nobody who is here now.
func (all *visitors) room() bool {
	if all.order.Len() < all.limits.Visitors {
		return true
	}
	for at := all.order.Back(); at != nil; at = at.Prev() {
		if v := at.Value.(*visitor); v.using == 0 {
			all.order.Remove(at)
			delete(all.all, v.id)
			all.dropped(v.id)
			return true
		}
	}
	return false
}

// chat finds or makes the visitor's chat on a chair.
func (v *visitor) chat(chair string, fresh func() *chat) *chat {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.chats[chair] == nil {
		v.chats[chair] = fresh()
	}
	return v.chats[chair]
}

// follow notes a stream. Above the limit the visitor's oldest one ends: a
// browser has few connections to one host, and they would all be taken.
func (v *visitor) follow(limit int) (ended <-chan struct{}, leave func()) {
	v.mu.Lock()
	defer v.mu.Unlock()
	own := make(chan struct{})
	v.streams = append(v.streams, own)
	for len(v.streams) > limit {
		close(v.streams[0])
		v.streams = v.streams[1:]
	}
	return own, func() { v.unfollow(own) }
}

func (v *visitor) unfollow(own chan struct{}) {
	v.mu.Lock()
	defer v.mu.Unlock()
	for i, c := range v.streams {
		if c == own {
			v.streams = append(v.streams[:i:i], v.streams[i+1:]...)
			return
		}
	}
}

// sit is the chat of a visitor on a chair.
func (s *Server) sit(v *visitor, chair string) *chat {
	return v.chat(chair, func() *chat {
		return newChat(address(v.id, chair), s.o.Limits, s.token(8), bot.MessageID(s.o.Now().UnixMicro()))
	})
}
