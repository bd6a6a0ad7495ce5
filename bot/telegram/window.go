package telegram

import (
	"context"
	"sync"
	"time"
)

// A window is the updates that came and are not confirmed yet, in the order
// they came. Confirming is only possible from the front: "all updates before
// offset are forgotten" (getUpdates).
type window struct {
	mu     sync.Mutex
	order  []int64
	state  map[int64]bool // handled? of those in order, ready and asked
	ready  []int64        // handled and passed by the offset since the last request
	asked  []int64        // passed by the offset of a request not answered yet
	offset int64          // the next update to ask for
	moved  chan struct{}  // has room for one note that the front moved
}

func newWindow() *window {
	return &window{state: map[int64]bool{}, moved: make(chan struct{}, 1)}
}

// add notes an update. It is false for one there already. Ids may start anew,
// lower, after a week without updates, so a low one is as new as a high one.
func (w *window) add(id int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if _, known := w.state[id]; known || id == 0 {
		return false
	}
	w.state[id] = false
	w.order = append(w.order, id)
	return true
}

// done notes that an update is handled, and moves the offset over those at the
// front.
func (w *window) done(id int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state[id] = true
	for len(w.order) > 0 && w.state[w.order[0]] {
		w.offset = w.order[0] + 1
		w.ready = append(w.ready, w.order[0])
		w.order = w.order[1:]
		select {
		case w.moved <- struct{}{}:
		default:
		}
	}
}

// ask is the offset for a request. It confirms all before it, but what is
// handled while the request is under way may still be in its answer.
func (w *window) ask() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.asked = append(w.asked, w.ready...)
	w.ready = nil
	return w.offset
}

// answered forgets what the last request confirmed: it does not come again, or
// if it does it is to be handled again.
func (w *window) answered() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, id := range w.asked {
		delete(w.state, id)
	}
	w.asked = nil
}

// next is the offset as it stands.
func (w *window) next() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.offset
}

// open is how many updates are not confirmed yet.
func (w *window) open() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.order)
}

// rest waits until the front moves, d passes or ctx ends. It is true if the
// front moved.
func (w *window) rest(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-w.moved:
		return true
	case <-timer.C:
	case <-ctx.Done():
	}
	return false
}
