package telegram

import (
	"slices"
	"sync"
)

// unmade are calls that should have ridden in the answer to an update that was
// refused, and could not be made apart either. They ride when it comes again: a
// tap must be answered, and whoever handles it takes it for answered.
type unmade struct {
	mu      sync.Mutex
	replies []reply // oldest first
}

// maxUnmade is enough for an outage; what is forgotten is a button that spins.
const maxUnmade = 256

func (m *unmade) keep(r reply) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.replies = append(m.replies, r)
	m.replies = slices.Clone(m.replies[max(0, len(m.replies)-maxUnmade):])
}

// take is the reply to an update with the call that was not made, if there is one.
func (m *unmade) take(update int64) reply {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.replies, func(r reply) bool { return r.update == update })
	if i < 0 {
		return reply{update: update}
	}
	r := m.replies[i]
	m.replies = slices.Delete(m.replies, i, i+1)
	return r
}
