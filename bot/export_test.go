package bot

import "soundings/flows"

// SitterOf is a chat as sessions know it.
func (b *Bot) SitterOf(c Chat) flows.Sitter { return visitor{b, c} }

// SeatOf is a chat's seat in the round with a secret.
func SeatOf(secret flows.Secret, c Chat) flows.Seat { return seat(secret, c) }
