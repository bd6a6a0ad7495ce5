package telegramtest

import "strconv"

// Tap taps the button with this label or data, on the newest message that has
// one; it waits for such a message.
func (p *Person) Tap(label string) Sent {
	p.s.tb.Helper()
	var on Message
	p.Wait("a button "+strconv.Quote(label), func(s Screen) bool {
		var ok bool
		on, ok = s.With(label)
		return ok
	})
	return p.TapOn(on, label)
}

// TapOn taps a button of a message as it was seen then, though it may have
// changed or gone since. A button that copies only fills the clipboard.
func (p *Person) TapOn(m Message, label string) Sent {
	p.s.tb.Helper()
	b, ok := m.Button(label)
	if !ok {
		p.s.tb.Fatalf("telegramtest: no button %q on this message:\n%s", label, Screen{m})
		return Sent{}
	}
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	if b.Data == "" {
		p.clipboard = b.Copy
		return Sent{Message: m.ID}
	}
	return Sent{Message: m.ID, Update: p.s.tapped(p, m.ID, b)}
}

// tapped tells the bot of a tap. The lock is held.
func (s *Server) tapped(p *Person, message int64, b Button) int64 {
	id := strconv.FormatInt(p.id%1e9*1e9+s.updates.next%1e9, 10)
	content := map[string]any{
		"id": id, "from": p.json(), "chat_instance": "-3141592653589793", "data": b.Data,
		"message": map[string]any{"chat": p.chat.json(), "message_id": message, "date": 0}, // InaccessibleMessage
	}
	if m := p.chat.find(message); m != nil {
		content["message"] = s.messageJSON(p.chat, m)
	}
	t := &tap{id: id, label: b.Label, chat: p.chat, by: p}
	u := &update{kind: "callback_query", queue: "user " + strconv.FormatInt(p.id, 10), chat: p.chat, tap: t}
	update := s.enqueue(u, content)
	if update != 0 {
		s.taps[id] = t
	}
	return update
}

// Clipboard is what the last button that copies has put there.
func (p *Person) Clipboard() string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return p.clipboard
}

// Notices are the texts the person's taps were answered with.
func (p *Person) Notices() []string {
	p.s.mu.Lock()
	defer p.s.mu.Unlock()
	return append([]string(nil), p.notices...)
}
