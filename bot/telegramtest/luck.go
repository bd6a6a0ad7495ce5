package telegramtest

import (
	"math/rand/v2"
	"slices"
)

// Luck is what goes wrong by chance: probabilities between 0 and 1. What befalls
// a chat is drawn from a source of its own, so that it does not hang on what
// others do at the same time.
type Luck struct {
	Seed uint64

	// Lost is how often the answer to a webhook delivery is lost, so that the
	// update comes again: at once, or behind what arrived meanwhile.
	Lost float64
	// Twice is how often an update is delivered a second time while the first
	// delivery is under way.
	Twice float64
	// Fault is how often a call into a chat meets one of Faults that matches it.
	// The same call meets at most two in a row: who tries again gets through.
	Fault  float64
	Faults []Fault
}

// maxInARow is how many faults the same call meets by chance, one after another.
const maxInARow = 2

// luck is a Luck, and what was drawn.
type luck struct {
	Luck
	deliveries, calls map[int64]*rand.Rand // by chat
	inARow            map[string]int       // by call
}

// Tempt leaves to chance what happens from now on, until Calm.
func (s *Server) Tempt(l Luck) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.luck = &luck{Luck: l, deliveries: map[int64]*rand.Rand{}, calls: map[int64]*rand.Rand{}, inARow: map[string]int{}}
}

// source is a chat's own, made from the seed and which it is.
func (l *luck) source(of map[int64]*rand.Rand, chat int64, which uint64) *rand.Rand {
	if of[chat] == nil {
		of[chat] = rand.New(rand.NewPCG(l.Seed, uint64(chat)<<1|which))
	}
	return of[chat]
}

// misfortune draws whether a fault befalls a call, and which. The lock is held.
func (s *Server) misfortune(c call) *Fault {
	chat := s.chatOf(c)
	if s.luck == nil || s.chats[chat] == nil {
		return nil
	}
	source, same := s.luck.source(s.luck.calls, chat, 0), c.same()
	fits := slices.DeleteFunc(slices.Clone(s.luck.Faults), func(f Fault) bool { return !f.matches(s, c) })
	if hit := source.Float64() < s.luck.Fault; !hit || len(fits) == 0 || s.luck.inARow[same] == maxInARow {
		delete(s.luck.inARow, same)
		return nil
	}
	s.luck.inARow[same]++
	return &fits[source.IntN(len(fits))]
}

// same names what a call does, the same when it is tried again.
func (c call) same() string {
	return c.method + "\x00" + c.args["chat_id"] + "\x00" + c.args["message_id"] + "\x00" + c.args["callback_query_id"]
}

// A lot is how a delivery goes.
type lot uint8

const (
	well       lot = iota
	twice          // once more while it is under way
	lostAtOnce     // its answer is lost, and it comes again at once
	lostBehind     // … behind what arrived meanwhile
)

// draw draws how an update's delivery goes. The lock is held.
func (s *Server) draw(u *update) lot {
	if s.luck == nil {
		return well
	}
	source := s.luck.source(s.luck.deliveries, u.chat.id, 1)
	switch at := source.Float64(); {
	case at < s.luck.Twice:
		return twice
	case at < s.luck.Twice+s.luck.Lost/2:
		return lostAtOnce
	case at < s.luck.Twice+s.luck.Lost:
		return lostBehind
	}
	return well
}
