package telegram

import (
	"encoding/json"

	"github.com/go-telegram/bot/models"
)

// An update as far as we look at it. The library's models.Update is not used
// here: it fails for a new kind of forward_origin or chat_member, and the
// person would never hear from us.
type update struct {
	ID      int64       `json:"update_id"`
	Message *message    `json:"message"`
	Edited  *message    `json:"edited_message"`
	Tap     *tap        `json:"callback_query"`
	Member  *membership `json:"my_chat_member"`
}

// A message is one somebody sent, or, below a tap, a card of ours.
type message struct {
	ID       int64                  `json:"message_id"`
	Chat     models.Chat            `json:"chat"`
	From     models.User            `json:"from"`
	Text     string                 `json:"text"`
	Entities []models.MessageEntity `json:"entities"`
	Forward  json.RawMessage        `json:"forward_origin"`

	has map[string]json.RawMessage // every field there is, where it is not plain text
}

// A tap is a callback query, on a card of ours that may be gone or too old
// (InaccessibleMessage).
type tap struct {
	ID   string      `json:"id"`
	From models.User `json:"from"`
	Card *struct {
		ID   int64       `json:"message_id"`
		Chat models.Chat `json:"chat"`
	} `json:"message"`
	Data string `json:"data"`
}

// A membership is a change of the bot's standing in a chat.
type membership struct {
	Chat models.Chat `json:"chat"`
	From models.User `json:"from"`
	Old  standing    `json:"old_chat_member"`
	New  standing    `json:"new_chat_member"`
}

type standing struct {
	Status string `json:"status"`
}

// decode reads an update. Only of a message that is not plain text does it note
// which fields there are, for they tell its kind.
func decode(raw []byte) (u update, err error) {
	if err := json.Unmarshal(raw, &u); err != nil {
		return u, err
	}
	if u.Message.plain() && u.Edited.plain() {
		return u, nil
	}
	var fields struct {
		Message map[string]json.RawMessage `json:"message"`
		Edited  map[string]json.RawMessage `json:"edited_message"`
	}
	err = json.Unmarshal(raw, &fields)
	if u.Message != nil {
		u.Message.has = fields.Message
	}
	if u.Edited != nil {
		u.Edited.has = fields.Edited
	}
	return u, err
}

// plain says that a message, if it is one, is text that the person wrote: it
// carries nothing else then.
func (m *message) plain() bool { return m == nil || m.Text != "" && m.Forward == nil }

func (m *message) field(name string) bool { _, ok := m.has[name]; return ok }

// sniff reads what is known of an update even if nothing else can be: its id,
// and its kind if it is one we asked for.
func sniff(raw []byte) (id int64, kind string) {
	var fields map[string]json.RawMessage
	if json.Unmarshal(raw, &fields) != nil {
		return 0, "unknown"
	}
	kind = "unknown"
	for _, name := range wanted() {
		if _, ok := fields[name]; ok {
			kind = name
		}
	}
	_ = json.Unmarshal(fields["update_id"], &id) // 0 when it is none
	return id, kind
}
