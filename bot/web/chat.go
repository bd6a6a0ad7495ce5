package web

import (
	"slices"
	"sync"

	"soundings/bot"
)

// A chat is one visitor's conversation from one chair, as pages show it.
type chat struct {
	address bot.Chat

	mu      sync.Mutex
	history history
	feed    feed
	actions actions
	nextID  bot.MessageID
	started bool   // its first command was sent
	lang    string // the page's language, as last told
}

// newChat makes an empty chat. Message ids begin with the time, so that a card
// from before a restart is never taken for a new one.
func newChat(address bot.Chat, l Limits, life string, from bot.MessageID) *chat {
	return &chat{address: address, nextID: from, feed: newFeed(life, l.ChatBytes),
		history: history{maxMessages: l.Messages, maxBytes: l.ChatBytes}}
}

// A snapshot is a whole chat, for a page that comes anew.
type snapshot struct {
	Messages []message `json:"messages"`
	Start    bool      `json:"start"` // the conversation has not begun
	Lang     string    `json:"lang"`
}

type notice struct {
	Text string `json:"text"`
}

type removal struct {
	IDs []bot.MessageID `json:"ids"`
}

// add puts a new message into the chat.
func (c *chat) add(m message) bot.MessageID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.nextID++
	m.ID = c.nextID
	c.history.add(m)
	c.feed.publish("message", m)
	return m.ID
}

// edit replaces a message of the bot's.
func (c *chat) edit(m message) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if old, ok := c.history.get(m.ID); !ok || old.Mine || old.File != nil {
		return bot.ErrNoCard
	}
	c.history.replace(m)
	c.feed.publish("edit", m)
	return nil
}

// mark notes whether a message of the person's could be handled.
func (c *chat) mark(id bot.MessageID, failed bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	m, ok := c.history.get(id)
	if !ok || !m.Mine || m.Failed == failed {
		return
	}
	m.Failed = failed
	c.history.replace(m)
	c.feed.publish("edit", m)
}

// remove takes messages out of the chat. It returns the files' tokens.
func (c *chat) remove(ids []bot.MessageID) (tokens []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		if m, ok := c.history.remove(id); ok && m.File != nil {
			tokens = append(tokens, m.File.Token)
		}
	}
	c.feed.forget()
	c.feed.publish("remove", removal{ids})
	return tokens
}

func (c *chat) tell(text string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.feed.publish("notice", notice{text})
}

// next are the events after the one last seen, and what is closed when there is
// more. A page that has seen none, or too little, gets everything afresh.
func (c *chat) next(seen string) (events []event, changed <-chan struct{}) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if events, ok := c.feed.since(seen); ok {
		return slices.Clone(events), c.feed.changed
	}
	whole := snapshot{append([]message{}, c.history.messages...), !c.started, c.lang}
	return []event{{c.feed.id(c.feed.last), "snapshot", encode(whole)}}, c.feed.changed
}
