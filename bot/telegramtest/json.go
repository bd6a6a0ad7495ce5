package telegramtest

import (
	"strings"
	"unicode/utf16"
)

// messageJSON is a Message as updates and answers hold it.
func (s *Server) messageJSON(c *chat, m *Message) map[string]any {
	out := map[string]any{
		"message_id": m.ID, "date": m.date.Unix(), "chat": c.json(), "from": botUser(),
	}
	if m.from != nil {
		out["from"] = m.from.json()
	}
	if m.Media == "" {
		out["text"] = m.Text
	} else if m.Text != "" {
		out["caption"] = m.Text
	}
	if len(m.Entities) > 0 && m.Media == "" {
		out["entities"] = m.Entities
	}
	if len(m.Buttons) > 0 {
		out["reply_markup"] = markupJSON(m.Buttons)
	}
	return out
}

func markupJSON(rows [][]Button) map[string]any {
	var all [][]map[string]any
	for _, row := range rows {
		var list []map[string]any
		for _, b := range row {
			one := map[string]any{"text": b.Label}
			switch {
			case b.Data != "":
				one["callback_data"] = b.Data
			case b.Copy != "":
				one["copy_text"] = map[string]string{"text": b.Copy}
			default:
				one["url"] = b.URL
			}
			list = append(list, one)
		}
		all = append(all, list)
	}
	return map[string]any{"inline_keyboard": all}
}

func (c *chat) json() map[string]any {
	out := map[string]any{"id": c.id, "type": c.kind}
	if c.person == nil {
		out["title"] = c.title
		return out
	}
	return c.person.named(out)
}

func (p *Person) json() map[string]any {
	out := p.named(map[string]any{"id": p.id, "is_bot": false})
	if p.lang != "" {
		out["language_code"] = p.lang
	}
	return out
}

func (p *Person) named(out map[string]any) map[string]any {
	out["first_name"] = p.first
	if p.last != "" {
		out["last_name"] = p.last
	}
	if p.username != "" {
		out["username"] = p.username
	}
	return out
}

// found are the entities a client finds in what a person types: commands and
// mentions.
func found(text string) []Entity {
	var all []Entity
	at := 0
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' || r == '\n' }) {
		start := at + strings.Index(text[at:], word)
		e := Entity{Offset: units(text[:start]), Length: units(word)}
		at = start + len(word)
		switch {
		case len(word) > 1 && word[0] == '/':
			e.Type = "bot_command"
		case len(word) > 1 && word[0] == '@':
			e.Type = "mention"
		default:
			continue
		}
		all = append(all, e)
	}
	return all
}

func cut(text string, e Entity) string {
	coded := utf16.Encode([]rune(text))
	return string(utf16.Decode(coded[e.Offset : e.Offset+e.Length]))
}
