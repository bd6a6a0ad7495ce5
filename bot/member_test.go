package bot_test

import (
	"testing"

	"soundings/bot"
	"soundings/flows"
)

// A member is one in each round, whatever becomes of its secret, and is called
// nothing that the same chat is called elsewhere.
func TestAMembersPseudonymIsFoundNowhereElse(t *testing.T) {
	const chat, round = bot.Chat("tg:7770010042"), flows.RoundID("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11")
	c := newTown(t)
	seats, secret := c.bot.Seats, flows.Secret{1}
	member := string(seats.Member(round, chat))
	if member != string(seats.Member(round, chat)) || len(member) != 32 {
		t.Fatalf("%q is no pseudonym", member)
	}
	for name, other := range map[string]string{
		"in another round":           string(seats.Member("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a12", chat)),
		"of another chat":            string(seats.Member(round, "tg:7770010043")),
		"with another service's key": string(bot.NewSeats([]byte("another")).Member(round, chat)),
		"in the lobby":               string(seats.Lobby(chat)),
		"in the round":               string(bot.SeatOf(secret, chat)),
		"at its door":                string(bot.ParticipantOf(secret, chat)),
		"at the organizers' desk":    string(c.bot.OrganizerOf(chat)),
		"where it is reminded":       string(seats.AddressOf(secret, chat).ID),
		"where a member is reached":  string(seats.MemberAddressOf(secret, chat).ID),
	} {
		if other == member {
			t.Errorf("it is called the same %s", name)
		}
	}
}

// So is where a member is written to: who asked anonymously to be reminded is not
// told by it. Only the bot reads it, as it does any address.
func TestAMembersAddressIsFoundNowhereElse(t *testing.T) {
	const chat = bot.Chat("tg:7770010042")
	seats, secret := bot.NewSeats([]byte("k")), flows.Secret{1}
	named, anonymous := seats.MemberAddressOf(secret, chat), seats.AddressOf(secret, chat)
	if named.ID == anonymous.ID {
		t.Error("it has the id of who asked to be reminded")
	}
	if got, ok := seats.ChatOf(secret, named); !ok || got != chat {
		t.Errorf("it reads %q, %v", got, ok)
	}
	if _, ok := seats.ChatOf(secret, flows.Address{ID: anonymous.ID, Sealed: named.Sealed}); ok {
		t.Error("it opens in the other's place")
	}
	if _, ok := seats.ChatOf(flows.Secret{2}, named); ok {
		t.Error("it opens without the round's secret")
	}
}
