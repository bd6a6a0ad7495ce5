package bot

import "soundings/flows"

// SitterOf is a chat as sessions know it.
func (b *Bot) SitterOf(c Chat) flows.Sitter { return visitor{b, c} }
