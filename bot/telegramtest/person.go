package telegramtest

import (
	"maps"
	"strconv"
)

// A Person uses the bot in a private chat. The chat's id is the person's.
type Person struct {
	s                           *Server
	id                          int64
	first, last, username, lang string
	chat                        *chat
	notices                     []string // answers to taps
	clipboard                   string
}

// An Option says more about a Person.
type Option func(*Person)

// Named gives the first name and, if there is one, the last.
func Named(first string, last ...string) Option {
	return func(p *Person) {
		p.first = first
		if len(last) > 0 {
			p.last = last[0]
		}
	}
}

// Username gives the user name, without @.
func Username(name string) Option { return func(p *Person) { p.username = name } }

// Lang gives the language of the person's client, as an IETF tag.
func Lang(tag string) Option { return func(p *Person) { p.lang = tag } }

// Person is somebody with this user id, in a chat with nothing in it yet.
func (s *Server) Person(id int64, options ...Option) *Person {
	p := &Person{s: s, id: id, first: "Somebody", chat: newChat(id, "private")}
	for _, o := range options {
		o(p)
	}
	p.chat.person = p
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[id] = p.chat
	return p
}

// ID is the person's user id.
func (p *Person) ID() int64 { return p.id }

// Sent says what a person's action became: the message, and the update that
// tells the bot (zero when the bot does not want that kind).
type Sent struct{ Message, Update int64 }

// Send types a text.
func (p *Person) Send(text string) Sent {
	p.s.tb.Helper()
	if n := units(text); n < 1 || n > maxText {
		p.s.tb.Fatalf("telegramtest: nobody can send a text of %d characters", n)
	}
	return p.send(&Message{Text: text, Entities: found(text)}, nil)
}

func (p *Person) send(m *Message, more map[string]any) Sent {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.s.say(p.chat, p, m, more)
}

// say puts a person's message into a chat and tells the bot. The lock is held.
func (s *Server) say(c *chat, p *Person, m *Message, more map[string]any) Sent {
	m.from = p
	s.add(c, m)
	content := s.messageJSON(c, m)
	maps.Copy(content, more)
	u := &update{kind: "message", queue: messageQueue(c), chat: c}
	return Sent{Message: m.ID, Update: s.enqueue(u, content)}
}

func messageQueue(c *chat) string { return "chat " + strconv.FormatInt(c.id, 10) }

// Edit changes a text the person sent.
func (p *Person) Edit(message int64, text string) Sent {
	p.s.tb.Helper()
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	m := p.chat.find(message)
	if m == nil || m.Bot {
		p.s.tb.Errorf("telegramtest: there is no message of the person's to edit")
		return Sent{}
	}
	m.Text, m.Entities = text, found(text)
	p.chat.bump()
	content := p.s.messageJSON(p.chat, m)
	content["edit_date"] = p.s.Clock().Unix()
	u := &update{kind: "edited_message", queue: messageQueue(p.chat), chat: p.chat}
	return Sent{Message: message, Update: p.s.enqueue(u, content)}
}

// Block stops the bot from writing to the person, and tells it.
func (p *Person) Block() int64 { return p.member(true, "member", "kicked") }

// Unblock lets the bot write again, and tells it.
func (p *Person) Unblock() int64 { return p.member(false, "kicked", "member") }

func (p *Person) member(closed bool, was, is string) int64 {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	p.chat.closed = closed
	return p.s.changeMember(p.chat, p, was, is)
}

// changeMember tells the bot of its own standing in a chat. The lock is held.
func (s *Server) changeMember(c *chat, by *Person, was, is string) int64 {
	content := map[string]any{
		"chat": c.json(), "from": by.json(), "date": s.Clock().Unix(),
		"old_chat_member": map[string]any{"user": botUser(), "status": was, "until_date": 0},
		"new_chat_member": map[string]any{"user": botUser(), "status": is, "until_date": 0},
	}
	return s.enqueue(&update{kind: "my_chat_member", queue: messageQueue(c), chat: c}, content)
}
