package bot

import "soundings/flows"

// SitterOf is a chat as sessions know it.
func (b *Bot) SitterOf(c Chat) flows.Sitter { return visitor{b, c} }

// SeatOf is a chat's seat in the round with a secret.
func SeatOf(secret flows.Secret, c Chat) flows.Seat { return seat(secret, c) }

// AddressOf is a chat's address in the round with a secret.
func (s Seats) AddressOf(secret flows.Secret, c Chat) flows.Address { return s.address(secret, c) }

// ChatOf is whose address it is.
func (s Seats) ChatOf(secret flows.Secret, a flows.Address) (Chat, bool) { return s.chat(secret, a) }

// Remembers is how many chats the bot remembers because of an outage.
func (b *Bot) Remembers() int {
	b.outage.mu.Lock()
	defer b.outage.mu.Unlock()
	return len(b.outage.chats)
}

// MemberAddressOf is a chat's address as a member, in the round with a secret.
func (s Seats) MemberAddressOf(secret flows.Secret, c Chat) flows.Address {
	return s.memberAddress(secret, c)
}

// ParticipantOf is a chat at the door of the round with a secret.
func ParticipantOf(secret flows.Secret, c Chat) flows.Participant { return participant(secret, c) }

// OrganizerOf is a chat at the organizers' desk.
func (b *Bot) OrganizerOf(c Chat) flows.Organizer { return visitor{b, c}.Organizer() }

// VisitorOf is a chat as the doors know it.
func (b *Bot) VisitorOf(c Chat) flows.Visitor { return visitor{b, c} }
