package main

import (
	"strings"
	"time"

	"soundings/bot"
	"soundings/configs"
)

// language is the operator's: that of the first variable that says one, in
// POSIX's order. Chinese for zh_CN and the like, otherwise English, also where
// nothing is said: a terminal in the C locale may not show Chinese.
func language(variable func(string) string) string {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		if value := variable(name); value != "" {
			if strings.HasPrefix(strings.ToLower(value), "zh") {
				return bot.Chinese
			}
			return bot.English
		}
	}
	return bot.English
}

func newWords(zone *time.Location) (*bot.Words, error) {
	return bot.NewWords(configs.Locales(), zone)
}
