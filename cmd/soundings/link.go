package main

import (
	"context"

	"soundings/bot/telegram"
	"soundings/configs"
	"soundings/flows"
)

// link is a link that opens the bot with a start payload.
func link(bot, payload string) string { return "https://t.me/" + bot + "?start=" + payload }

// botName is the bot's user name: that of the settings, else as Telegram says.
func botName(ctx context.Context, s configs.Settings) (string, error) {
	if s.Telegram.Bot != "" {
		return s.Telegram.Bot, nil
	}
	if s.Telegram.Token == "" {
		return "", flows.Fail(flows.Refused, "cli.bot_unknown", nil)
	}
	client, err := telegram.NewClient(s.Telegram.Token.Reveal(), telegram.Options{API: s.Telegram.API})
	if err != nil {
		return "", err
	}
	name, err := client.UserName(ctx)
	if err != nil {
		return "", &flows.Error{Code: flows.Unavailable, Key: "cli.bot_silent", Err: err}
	}
	return name, nil
}
