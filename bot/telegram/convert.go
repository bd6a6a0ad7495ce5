package telegram

import (
	"errors"
	"slices"

	"github.com/go-telegram/bot/models"

	"soundings/bot"
	"soundings/flows/dialogue"
)

// errUndecodable holds nothing of the update: JSON errors quote what they read.
var errUndecodable = errors.New("telegram: an update that cannot be decoded")

// convert reads one update. It is false for one that asks for nothing of us.
// name is the bot's user name, which may be empty.
func convert(raw []byte, name string) (bot.Update, bool, error) {
	u, err := decode(raw)
	if err != nil || u.ID == 0 {
		return bot.Update{}, false, errUndecodable
	}
	var out bot.Update
	var ok bool
	switch {
	case u.Message != nil:
		out, ok = u.Message.convert(name)
	case u.Edited != nil:
		out, ok = u.Edited.edited()
	case u.Tap != nil:
		out, ok = u.Tap.convert()
	case u.Member != nil:
		out, ok = u.Member.convert()
	}
	out.ID = u.ID
	return out, ok && out.Chat != chatOf(0), nil
}

func (m *message) convert(name string) (bot.Update, bool) {
	if m.Chat.Type != models.ChatTypePrivate {
		return outsider(m.Chat, m.ID), m.calls(name)
	}
	in, ok := m.input()
	return m.from(in), ok
}

// edited: edits are not taken, and the person is told. A live location edits
// its message every few seconds; those are let pass.
func (m *message) edited() (bot.Update, bool) {
	ok := m.Chat.Type == models.ChatTypePrivate && !m.field("location")
	return m.from(dialogue.Input{Kind: dialogue.Edited}), ok
}

func (m *message) from(in dialogue.Input) bot.Update {
	return bot.Update{
		Chat: chatOf(m.Chat.ID), Private: true, Message: bot.MessageID(m.ID),
		Input: in, Lang: m.From.LanguageCode, Names: names(m.From),
	}
}

// convert: a tap on a card of ours. One without a message comes from inline
// mode, which we do not offer; the person's own chat shows where they are.
func (t *tap) convert() (bot.Update, bool) {
	out := bot.Update{
		Chat: chatOf(t.From.ID), Private: true, Tap: t.ID,
		Input: dialogue.Input{Kind: dialogue.Tapped, Text: t.Data},
		Lang:  t.From.LanguageCode, Names: names(t.From),
	}
	if m := t.Card; m != nil && m.Chat.ID != 0 {
		out.Chat, out.Message = chatOf(m.Chat.ID), bot.MessageID(m.ID)
		if m.Chat.Type != models.ChatTypePrivate {
			out.Private, out.Names, out.Input = false, nil, dialogue.Input{}
		}
	}
	return out, t.ID != ""
}

// convert: being put into a group. In a private chat this says that we were
// blocked or not any more, which sending finds out by itself; in a channel
// nobody talks to us.
func (m *membership) convert() (bot.Update, bool) {
	here := []string{"member", "administrator", "restricted"}
	added := slices.Contains(here, m.New.Status) && !slices.Contains(here, m.Old.Status)
	group := m.Chat.Type == models.ChatTypeGroup || m.Chat.Type == models.ChatTypeSupergroup
	return outsider(m.Chat, 0), added && group
}

// outsider is an update of a chat we do not talk in: that it asks for us, and
// nothing more.
func outsider(c models.Chat, id int64) bot.Update {
	return bot.Update{Chat: chatOf(c.ID), Message: bot.MessageID(id)}
}

// names are the forms in which a person's own name may stand in their text.
// Chinese names put the last name first.
func names(u models.User) []string {
	var all []string
	forms := []string{u.FirstName, u.LastName, u.Username}
	if u.FirstName != "" && u.LastName != "" {
		forms = append(forms, u.LastName+u.FirstName, u.FirstName+u.LastName, u.FirstName+" "+u.LastName)
	}
	for _, f := range forms {
		if f != "" && !slices.Contains(all, f) {
			all = append(all, f)
		}
	}
	return all
}
