package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
)

// Menus can show one chat a command menu of its own. That of others stays.
type Menus interface {
	// SetMenu sets a chat's menu; none: it has the one that everybody has.
	SetMenu(ctx context.Context, to Chat, menu []MenuItem) error
}

// A MenuItem is a command without its slash, and what it does.
type MenuItem struct{ Name, About string }

// A role is what a chat is besides somebody who may have an opinion, and the
// language it speaks of that.
type role struct {
	organizer, member bool
	lang              string // empty: it has no role
}

func (b *Bot) role(d dialogue.Session) (r role) {
	r.organizer = organizer(d)
	r.member = len(b.adding(nil, func(round flows.Round) bool { return talk.Self(d, round.ID) != "" && b.writable(round) })) > 0
	if r.organizer || r.member {
		r.lang = d.Lang
	}
	return r
}

// commands are those of a role besides everybody's, in the order of the menu.
func (r role) commands() (names []string) {
	if r.organizer {
		names = append(names, "round", "status", "invite", "remind", "close", "export")
	}
	if r.member {
		names = append(names, "talk", "talks")
	}
	if len(names) > 0 {
		names = append(names, Commands()...)
	}
	return names
}

// setMenu shows the chat the commands of what it is now, where it was something else
// before. It is a help and nothing more: what fails is logged.
func (b *Bot) setMenu(ctx context.Context, c Chat, before, now role) {
	if b.Menus == nil || before == now {
		return
	}
	var menu []MenuItem
	for _, name := range now.commands() {
		menu = append(menu, MenuItem{name, b.Words.Say(now.lang, dialogue.Say("command."+name))})
	}
	if err := b.Menus.SetMenu(ctx, c, menu); err != nil {
		b.Log.WarnContext(ctx, "a command menu was not set", "err", err)
	}
}
