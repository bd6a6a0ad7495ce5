package bot

import "sync"

// lanes lets one update of a chat through at a time. Across processes the
// session's version does the same.
type lanes struct {
	mu   sync.Mutex
	busy map[Chat]*lane
}

type lane struct {
	mu    sync.Mutex
	users int
}

// enter waits for the chat's lane and returns how to leave it.
func (l *lanes) enter(c Chat) (leave func()) {
	l.mu.Lock()
	if l.busy == nil {
		l.busy = map[Chat]*lane{}
	}
	own := l.busy[c]
	if own == nil {
		own = &lane{}
		l.busy[c] = own
	}
	own.users++
	l.mu.Unlock()
	own.mu.Lock()
	return func() { l.leave(c, own) }
}

func (l *lanes) leave(c Chat, own *lane) {
	own.mu.Unlock()
	l.mu.Lock()
	defer l.mu.Unlock()
	if own.users--; own.users == 0 {
		delete(l.busy, c)
	}
}
