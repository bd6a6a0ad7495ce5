package web

import (
	"soundings/bot"
	"soundings/flows/dialogue"
)

// A message is one bubble of the page, as the page gets it. It is never changed
// once made: an edit puts another in its place.
type message struct {
	ID      bot.MessageID `json:"id"`
	Mine    bool          `json:"mine,omitempty"`
	Text    string        `json:"text,omitempty"`
	Spans   []span        `json:"spans,omitempty"`
	Buttons [][]button    `json:"buttons,omitempty"`
	Takes   *takes        `json:"takes,omitempty"`
	File    *attachment   `json:"file,omitempty"`
	Action  string        `json:"action,omitempty"` // of the person's own: the page's id for it
	Failed  bool          `json:"failed,omitempty"` // of the person's own: not handled yet
}

// A span is in UTF-16 units, in which JavaScript counts too.
type span struct {
	Kind string `json:"kind"`
	At   int    `json:"at"`
	Len  int    `json:"len"`
}

type button struct {
	Label string `json:"label"`
	Data  string `json:"data,omitempty"`
	Copy  string `json:"copy,omitempty"`
}

// An attachment is a document handed over, or of the person's own, without a token:
// that is shown to have been sent, and not kept.
type attachment struct {
	Name  string `json:"name"`
	Size  int    `json:"size"`
	Token string `json:"token,omitempty"`
}

// takes says which documents may be sent for a card, for the page to offer it.
type takes struct {
	Ends []string `json:"ends"`
	Max  int64    `json:"max"`
}

// compose is a message of the bot for the page.
func compose(id bot.MessageID, m bot.Message) message {
	out := message{ID: id, Text: m.Text}
	if m.Takes != nil {
		out.Takes = &takes{m.Takes.Ends, m.Takes.Max}
	}
	for _, s := range m.Spans {
		if kind := kindOf(s.Kind); kind != "" && s.Length > 0 {
			out.Spans = append(out.Spans, span{kind, s.Offset, s.Length})
		}
	}
	for _, row := range m.Buttons {
		var buttons []button
		for _, b := range row {
			buttons = append(buttons, button(b))
		}
		if len(buttons) > 0 {
			out.Buttons = append(out.Buttons, buttons)
		}
	}
	return out
}

func kindOf(k dialogue.BlockKind) string {
	switch k {
	case dialogue.Title:
		return "title"
	case dialogue.Quote:
		return "quote"
	case dialogue.Code:
		return "code"
	case dialogue.Listing:
		return "listing"
	}
	return ""
}

// size is about what a message takes in memory.
func (m message) size() int {
	n := 200 + len(m.Text) + 80*len(m.Spans)
	for _, row := range m.Buttons {
		for _, b := range row {
			n += 60 + len(b.Label) + len(b.Data) + len(b.Copy)
		}
	}
	if m.File != nil {
		n += 100 + len(m.File.Name)
	}
	return n
}
