package telegram

import (
	"context"

	"github.com/go-telegram/bot/models"

	"soundings/bot"
)

// A scopedMenu is the parameters of setMyCommands and deleteMyCommands for one chat.
// The library's scope leaves out its type where it is written as JSON.
type scopedMenu struct {
	Scope    chatScope           `json:"scope"`
	Commands []models.BotCommand `json:"commands,omitempty"`
}

// A chatScope is a BotCommandScopeChat.
type chatScope struct {
	Type string `json:"type"`
	Chat int64  `json:"chat_id"`
}

// SetMenu sets the command menu of one chat, which goes before those of its
// language. See bot.Menus.
func (c *Client) SetMenu(ctx context.Context, to bot.Chat, menu []bot.MenuItem) error {
	id, err := chatID(to)
	if err != nil {
		return err
	}
	scoped, method := scopedMenu{Scope: chatScope{"chat", id}}, "deleteMyCommands"
	for _, item := range menu {
		scoped.Commands, method = append(scoped.Commands, models.BotCommand{Command: item.Name, Description: item.About}), "setMyCommands"
	}
	if f := c.call(ctx, method, anyway, scoped, nil); f != nil {
		return f.tell(method)
	}
	return nil
}
