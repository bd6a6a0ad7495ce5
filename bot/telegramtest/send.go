package telegramtest

import (
	"context"
	"reflect"
)

// The lengths of sendMessage's text and sendDocument's caption.
const (
	maxText    = 4096
	maxCaption = 1024
)

func sendMessage(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	m, no := compose(c)
	if no != nil {
		return s.refuse(c, no)
	}
	to, a := s.open(c)
	if to == nil {
		return a
	}
	return fine(s.messageJSON(to, s.add(to, m)))
}

// compose reads and checks the message a call wants to stand there.
func compose(c call) (*Message, *refusal) {
	if c.args["parse_mode"] != "" {
		return nil, &refusal{"parse_mode is set: a text is sent with entities, never parsed", "can't parse entities"}
	}
	if no := checkText(c.args["text"], maxText); no != nil {
		return nil, no
	}
	entities, no := checkEntities(c.args["text"], c.args["entities"])
	if no != nil {
		return nil, no
	}
	buttons, no := checkMarkup(c.args["reply_markup"])
	if no != nil {
		return nil, no
	}
	return &Message{Bot: true, Text: c.args["text"], Entities: entities, Buttons: buttons}, nil
}

func sendDocument(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	file, uploaded := c.files["document"]
	if caption := c.args["caption"]; caption != "" {
		if no := checkText(caption, maxCaption); no != nil {
			return s.refuse(c, no)
		}
	}
	if !uploaded || len(file.Data) == 0 {
		return s.refuse(c, &refusal{"the document is empty or no upload", "file must be non-empty"})
	}
	to, a := s.open(c)
	if to == nil {
		return a
	}
	m := &Message{Bot: true, Text: c.args["caption"], Media: "document", File: file}
	return fine(s.messageJSON(to, s.add(to, m)))
}

func editMessageText(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	wanted, no := compose(c)
	if no != nil {
		return s.refuse(c, no)
	}
	return s.edit(c, wanted)
}

func editMessageReplyMarkup(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	buttons, no := checkMarkup(c.args["reply_markup"])
	if no != nil {
		return s.refuse(c, no)
	}
	wanted := &Message{Buttons: buttons}
	if in := s.chats[c.number("chat_id")]; in != nil {
		if m := in.find(c.number("message_id")); m != nil {
			wanted.Text, wanted.Entities = m.Text, m.Entities
		}
	}
	return s.edit(c, wanted)
}

// edit makes a message of the bot's stand as wanted. The lock is held.
func (s *Server) edit(c call, wanted *Message) answer {
	in, a := s.open(c)
	if in == nil {
		return a
	}
	m := in.find(c.number("message_id"))
	switch {
	case m == nil:
		return refused(400, "Bad Request: message to edit not found")
	case !m.Bot || m.Media != "":
		return refused(400, "Bad Request: message can't be edited")
	case alike(m, wanted):
		s.same++
		return refused(400, "Bad Request: message is not modified: specified new message content and reply markup "+
			"are exactly the same as a current content and reply markup of the message")
	}
	m.Text, m.Entities, m.Buttons = wanted.Text, wanted.Entities, wanted.Buttons
	m.Edits++
	in.bump()
	return fine(s.messageJSON(in, m))
}

func alike(a, b *Message) bool {
	if a.Text != b.Text || len(a.Entities) != len(b.Entities) || len(a.Buttons) != len(b.Buttons) {
		return false
	}
	return (len(a.Entities) == 0 || reflect.DeepEqual(a.Entities, b.Entities)) &&
		(len(a.Buttons) == 0 || reflect.DeepEqual(a.Buttons, b.Buttons))
}

func leaveChat(s *Server, _ context.Context, c call) answer {
	s.mu.Lock()
	defer s.mu.Unlock()
	from, a := s.open(c)
	if from == nil {
		return a
	}
	from.closed = true
	from.bump()
	return fine(true)
}
