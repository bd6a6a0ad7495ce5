package main

import (
	"context"

	"soundings/bot"
	"soundings/bot/telegram"
	"soundings/flows/dialogue"
)

// setMenus sets the command menus, Chinese for everybody whose client is not
// English. It may take as long as it takes.
func (v *service) setMenus(ctx context.Context, p *program) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	menus := []telegram.Menu{menu(words, bot.Chinese, ""), menu(words, bot.English, "en")}
	return v.persist(ctx, "setting the command menus", func(ctx context.Context) error { return v.client.SetMenus(ctx, menus) })
}

func menu(words *bot.Words, lang, code string) telegram.Menu {
	m := telegram.Menu{Lang: code}
	for _, name := range bot.Commands() {
		m.Commands = append(m.Commands, telegram.MenuCommand{Name: name, About: words.Say(lang, dialogue.Say("command."+name))})
	}
	return m
}
