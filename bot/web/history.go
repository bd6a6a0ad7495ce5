package web

import (
	"cmp"
	"slices"

	"soundings/bot"
)

// A history is the last messages of a chat, within bounds: what a page shows
// that comes anew.
type history struct {
	maxMessages, maxBytes int

	messages []message // by id
	bytes    int
}

// add puts a message at the end. The oldest go where there is no room, but
// never this one.
func (h *history) add(m message) {
	h.messages = append(h.messages, m)
	h.bytes += m.size()
	for len(h.messages) > 1 && (len(h.messages) > h.maxMessages || h.bytes > h.maxBytes) {
		h.removeAt(0)
	}
}

// replace puts a message in the place of the one with its id. It is false if
// there is none.
func (h *history) replace(m message) bool {
	i := h.index(m.ID)
	if i < 0 {
		return false
	}
	h.bytes += m.size() - h.messages[i].size()
	h.messages[i] = m
	return true
}

func (h *history) remove(id bot.MessageID) (message, bool) {
	i := h.index(id)
	if i < 0 {
		return message{}, false
	}
	m := h.messages[i]
	h.removeAt(i)
	return m, true
}

func (h *history) get(id bot.MessageID) (message, bool) {
	i := h.index(id)
	if i < 0 {
		return message{}, false
	}
	return h.messages[i], true
}

func (h *history) removeAt(i int) {
	h.bytes -= h.messages[i].size()
	h.messages = slices.Delete(h.messages, i, i+1)
}

func (h *history) index(id bot.MessageID) int {
	i, ok := slices.BinarySearchFunc(h.messages, id, func(m message, id bot.MessageID) int { return cmp.Compare(m.ID, id) })
	if !ok {
		return -1
	}
	return i
}
