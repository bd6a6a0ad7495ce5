package web

import (
	"math"
	"slices"
	"strconv"

	"soundings/bot"
)

// An action is one thing a page did, however often it is posted.
type action struct {
	id string

	turn   chan struct{} // full while it is handled: a repeat waits for the answer
	update *bot.Update
	done   bool
}

// actions are the last ones of a chat.
type actions []*action

const (
	actionBytes = 16
	keptActions = 64
)

// action finds or notes the action with this id.
func (c *chat) action(id string) *action {
	c.mu.Lock()
	defer c.mu.Unlock()
	i := slices.IndexFunc(c.actions, func(a *action) bool { return a.id == id })
	if i >= 0 {
		return c.actions[i]
	}
	a := &action{id: id, turn: make(chan struct{}, 1)}
	c.actions = append(c.actions, a)
	c.actions = c.actions[max(0, len(c.actions)-keptActions):]
	return a
}

// updateID is the id of the update an action becomes: the page's clock in
// milliseconds, of which no two are the same, and 16 random bits. A page that
// repeats an action after a restart of ours gives it the same id again, which
// the session still knows.
func updateID(action string) (int64, bool) {
	if !isHex(action, actionBytes) {
		return 0, false
	}
	n, err := strconv.ParseUint(action[:16], 16, 64)
	return int64(n), err == nil && n > 0 && n <= math.MaxInt64
}
