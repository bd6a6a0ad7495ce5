package web

import (
	"context"
	"sync"

	"soundings/bot"
)

// lent are the documents whose updates are being handled.
type lent struct {
	limit int64 // bytes of all

	mu    sync.Mutex
	all   map[lentKey]*document
	bytes int64
}

type lentKey struct {
	chat   bot.Chat
	handle string
}

// lend lets a document be fetched until back is called. It is false while there
// are too many.
func (l *lent) lend(c bot.Chat, handle string, d *document) (back func(), ok bool) {
	if d == nil {
		return func() {}, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.bytes+d.size > l.limit {
		return nil, false
	}
	key := lentKey{c, handle}
	l.all[key], l.bytes = d, l.bytes+d.size
	return func() { l.back(key, d.size) }, true
}

func (l *lent) back(key lentKey, size int64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.all, key)
	l.bytes -= size
}

func (l *lent) get(key lentKey) *document {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.all[key]
}

// Fetch gets the bytes of a document that is being posted. See bot.FileNetwork.
func (s *Server) Fetch(_ context.Context, from bot.Chat, handle string, most int64) ([]byte, error) {
	d := s.lent.get(lentKey{from, handle})
	if d == nil {
		return nil, bot.ErrNoFile
	}
	return d.bytes(most)
}
