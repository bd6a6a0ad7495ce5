package web

import (
	"context"
	"net/http"
	"strings"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// say takes what a person typed, or one of what the page says by itself: that
// the conversation is to start, and which language the page is in.
func (s *Server) say(w http.ResponseWriter, r *http.Request) {
	p, c, leave, ok := s.admit(w, r, readPost)
	if !ok {
		return
	}
	defer leave()
	switch {
	case p.Do == "start" && p.Text == "":
		s.act(w, r, c, p, s.start(c, p))
	case p.Do == "language" && p.Text == "":
		s.act(w, r, c, p, speak(c, p))
	case p.Do == "" && p.Text != "":
		s.act(w, r, c, p, typed(c, p))
	default:
		refuse(w, malformed())
	}
}

// tap takes a tap on a button.
func (s *Server) tap(w http.ResponseWriter, r *http.Request) {
	p, c, leave, ok := s.admit(w, r, readPost)
	if !ok {
		return
	}
	defer leave()
	if p.Data == "" || len(p.Data) > maxData || p.Message <= 0 {
		refuse(w, malformed())
		return
	}
	s.act(w, r, c, p, func(context.Context) (bot.Update, error) {
		return bot.Update{Input: dialogue.Input{Kind: dialogue.Tapped, Text: p.Data},
			Message: bot.MessageID(p.Message), Tap: s.token(actionBytes)}, nil
	})
}

// maxData is the length of a button's data (dialogue.Button).
const maxData = 64

// A beginning makes the update of an action, once. A zero one is nothing to do.
type beginning func(context.Context) (bot.Update, error)

func typed(c *chat, p post) beginning {
	return func(context.Context) (bot.Update, error) {
		id := c.add(message{Mine: true, Text: p.Text, Action: p.Action})
		return bot.Update{Message: id, Input: input(p.Text)}, nil
	}
}

// start sends the chair's first command. Of several pages that ask for it only
// one does.
func (s *Server) start(c *chat, p post) beginning {
	return func(ctx context.Context) (bot.Update, error) {
		if !c.begin(p.Lang) {
			return bot.Update{}, nil
		}
		chair, _ := s.chair(p.Chair)
		command, err := chair.first(ctx, c.address)
		if err != nil {
			c.begun(false)
			return bot.Update{}, err
		}
		return bot.Update{Input: input(command)}, nil
	}
}

// speak asks the conversation to follow the page's language.
func speak(c *chat, p post) beginning {
	return func(context.Context) (bot.Update, error) {
		c.speaks(language(p.Lang))
		return bot.Update{Input: dialogue.Input{Kind: dialogue.Command, Text: "language", Payload: language(p.Lang)}}, nil
	}
}

// input is a command or plain text.
func input(s string) dialogue.Input {
	head, payload := strings.TrimSpace(s), ""
	if i := strings.IndexAny(head, " \n\t"); i >= 0 {
		head, payload = head[:i], strings.TrimSpace(head[i:])
	}
	name, slash := strings.CutPrefix(strings.ToLower(head), "/")
	if !slash || name == "" || strings.Trim(name, "abcdefghijklmnopqrstuvwxyz0123456789_") != "" {
		return dialogue.Input{Kind: dialogue.Typed, Text: s}
	}
	return dialogue.Input{Kind: dialogue.Command, Text: name, Payload: payload}
}

// begin says whether the conversation is still to begin, and that now it does.
func (c *chat) begin(lang string) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.started {
		return false
	}
	c.started, c.lang = true, language(lang)
	return true
}

// begun notes whether the first command could be handled. Where not, the next
// page may send it as well.
func (c *chat) begun(handled bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.started = handled
}

func (c *chat) speaks(lang string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lang = lang
}
