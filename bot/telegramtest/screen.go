package telegramtest

import (
	"context"
	"fmt"
	"slices"
	"strings"
)

// A Screen is what a chat shows now, oldest message first.
type Screen []Message

// Last is the newest message of the bot's; zero without one.
func (s Screen) Last() Message {
	for _, m := range slices.Backward(s) {
		if m.Bot {
			return m
		}
	}
	return Message{}
}

// With is the newest message of the bot's that has a button with this label or
// data.
func (s Screen) With(label string) (Message, bool) {
	for _, m := range slices.Backward(s) {
		if _, ok := m.Button(label); ok && m.Bot {
			return m, true
		}
	}
	return Message{}, false
}

// String shows the screen in a failed test's words.
func (s Screen) String() string {
	var b strings.Builder
	for _, m := range s {
		who := "person"
		if m.Bot {
			who = "bot"
		}
		fmt.Fprintf(&b, "%s %d: %s%s\n", who, m.ID, m.Media, m.Text)
		for _, row := range m.Buttons {
			for _, one := range row {
				fmt.Fprintf(&b, " [%s]", one.Label)
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// Messages is what the person's screen shows now.
func (p *Person) Messages() Screen { return p.s.screen(p.chat) }

// Last is the newest message of the bot's.
func (p *Person) Last() Message { return p.Messages().Last() }

func (s *Server) screen(c *chat) Screen {
	s.mu.Lock()
	defer s.mu.Unlock()
	all := make(Screen, len(c.messages))
	for i, m := range c.messages {
		all[i] = *m
	}
	return all
}

// Wait waits until the screen is as cond wants it, and ends the test when that
// takes longer than Server.Patience. what names the thing waited for.
func (p *Person) Wait(what string, cond func(Screen) bool) Screen {
	p.s.tb.Helper()
	ctx, cancel := context.WithTimeout(p.s.ctx, p.s.Patience)
	defer cancel()
	if err := p.WaitFor(ctx, cond); err != nil {
		p.s.tb.Fatalf("telegramtest: waited in vain for %s; the screen:\n%s", what, p.Messages())
	}
	return p.Messages()
}

// WaitFor waits until the screen is as cond wants it, or ctx ends.
func (p *Person) WaitFor(ctx context.Context, cond func(Screen) bool) error {
	return p.s.wait(ctx, p.chat, func() bool { return cond(p.Messages()) })
}

// See waits until the newest message of the bot's holds a text, and gives that
// message.
func (p *Person) See(text string) Message {
	p.s.tb.Helper()
	seen := p.Wait(fmt.Sprintf("%q", text), func(s Screen) bool { return strings.Contains(s.Last().Text, text) })
	return seen.Last()
}

// Settle waits until the bot has taken everything that happened in the chat.
func (p *Person) Settle() Screen {
	p.s.tb.Helper()
	return p.Wait("all updates to be taken", func(Screen) bool {
		p.s.mu.Lock()
		defer p.s.mu.Unlock()
		return p.chat.waiting == 0
	})
}

// wait waits for cond, looking again at each change of the chat.
func (s *Server) wait(ctx context.Context, c *chat, cond func() bool) error {
	for {
		s.mu.Lock()
		changed := c.changed
		s.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
