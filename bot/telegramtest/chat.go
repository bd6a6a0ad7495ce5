package telegramtest

import (
	"slices"
	"time"
)

// A Message is what stands in a chat now.
type Message struct {
	ID       int64
	Bot      bool   // the bot wrote it
	Text     string // or the caption
	Entities []Entity
	Buttons  [][]Button
	Media    string // photo, voice, document, …; empty for text
	File     File   // of a document
	Edits    int    // how often the bot changed it

	from *Person // of a person's message
	date time.Time
}

// Button finds a button by label or data.
func (m Message) Button(label string) (Button, bool) {
	for _, row := range m.Buttons {
		for _, b := range row {
			if b.Label == label || b.Data != "" && b.Data == label {
				return b, true
			}
		}
	}
	return Button{}, false
}

// Marked is the text of the first entity of a type, empty without one.
func (m Message) Marked(kind string) string {
	for _, marked := range m.AllMarked(kind) {
		return marked
	}
	return ""
}

// AllMarked are the texts of all entities of a type.
func (m Message) AllMarked(kind string) (all []string) {
	for _, e := range m.Entities {
		if e.Type == kind {
			all = append(all, cut(m.Text, e))
		}
	}
	return all
}

// A chat is a private chat with a Person, or a group.
type chat struct {
	id       int64
	kind     string // private or supergroup
	title    string
	person   *Person // of a private chat
	closed   bool    // the bot was blocked or put out
	messages []*Message
	waiting  int           // updates not delivered yet
	changed  chan struct{} // closed, and replaced, at each change
}

func newChat(id int64, kind string) *chat {
	return &chat{id: id, kind: kind, changed: make(chan struct{})}
}

// bump wakes whoever waits for the chat. The lock is held.
func (c *chat) bump() {
	close(c.changed)
	c.changed = make(chan struct{})
}

func (c *chat) find(id int64) *Message {
	i := slices.IndexFunc(c.messages, func(m *Message) bool { return m.ID == id })
	if i < 0 {
		return nil
	}
	return c.messages[i]
}

func (c *chat) remove(id int64) {
	c.messages = slices.DeleteFunc(c.messages, func(m *Message) bool { return m.ID == id })
	c.bump()
}

// add puts a message into a chat. The lock is held.
func (s *Server) add(c *chat, m *Message) *Message {
	s.lastID++
	m.ID, m.date = s.lastID, s.Clock()
	c.messages = append(c.messages, m)
	c.bump()
	return m
}

// open finds the chat a call sends to. The lock is held.
func (s *Server) open(c call) (*chat, answer) {
	to := s.chats[c.number("chat_id")]
	switch {
	case to == nil:
		return nil, refused(400, "Bad Request: chat not found")
	case to.closed && to.kind == "private":
		return nil, refused(403, "Forbidden: bot was blocked by the user")
	case to.closed:
		return nil, refused(403, "Forbidden: bot was kicked from the supergroup chat")
	}
	return to, answer{}
}
