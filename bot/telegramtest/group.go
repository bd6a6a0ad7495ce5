package telegramtest

// A Group is a supergroup the bot may be in.
type Group struct {
	s    *Server
	chat *chat
}

// Group is a supergroup with this (negative) id, without the bot yet.
func (s *Server) Group(id int64, title string) *Group {
	g := &Group{s: s, chat: newChat(id, "supergroup")}
	g.chat.title, g.chat.closed = title, true
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chats[id] = g.chat
	return g
}

// AddBot adds the bot, and tells it.
func (g *Group) AddBot(by *Person) int64 { return g.member(by, false, "left", "member") }

// RemoveBot puts the bot out, and tells it.
func (g *Group) RemoveBot(by *Person) int64 { return g.member(by, true, "member", "kicked") }

// Promote makes the bot an administrator, and tells it.
func (g *Group) Promote(by *Person) int64 { return g.member(by, false, "member", "administrator") }

func (g *Group) member(by *Person, closed bool, was, is string) int64 {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	g.chat.closed = closed
	return g.s.changeMember(g.chat, by, was, is)
}

// Send writes a text into the group.
func (g *Group) Send(by *Person, text string) Sent {
	g.s.mu.Lock()
	defer g.s.mu.Unlock()
	return g.s.say(g.chat, by, &Message{Text: text, Entities: found(text)}, nil)
}

// Messages is what the group shows now.
func (g *Group) Messages() Screen { return g.s.screen(g.chat) }
