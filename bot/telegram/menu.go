package telegram

import (
	"context"

	tg "github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// A Menu is the list of commands people see who use one language. Lang has two
// letters, or none for everybody else (setMyCommands, language_code).
type Menu struct {
	Lang     string
	Commands []MenuCommand
}

// A MenuCommand is a command without its slash, and what it does.
type MenuCommand struct{ Name, About string }

// SetMenus sets the bot's command menus.
func (c *Client) SetMenus(ctx context.Context, menus []Menu) error {
	for _, m := range menus {
		f := c.call(ctx, "setMyCommands", anyway, tg.SetMyCommandsParams{Commands: m.list(), LanguageCode: m.Lang}, nil)
		if f != nil {
			return f.tell("setMyCommands")
		}
	}
	return nil
}

func (m Menu) list() []models.BotCommand {
	list := make([]models.BotCommand, len(m.Commands))
	for i, one := range m.Commands {
		list[i] = models.BotCommand{Command: one.Name, Description: one.About}
	}
	return list
}

// UserName asks for the bot's user name, without @: links to the bot hold it.
func (c *Client) UserName(ctx context.Context) (string, error) {
	var me models.User
	f := c.call(ctx, "getMe", anyway, nothing{}, &me)
	if f != nil {
		return "", f.tell("getMe")
	}
	return me.Username, nil
}
