package bot_test

import (
	"bytes"
	"strings"
	"testing"

	"soundings/bot"
	"soundings/flows"
)

// TestOnlyTheBotReadsAnAddress: with its own key, in its own round, under the
// id that it was made for.
func TestOnlyTheBotReadsAnAddress(t *testing.T) {
	const chat = bot.Chat("tg:7770010042")
	ours, theirs := bot.NewSeats([]byte("k1")), bot.NewSeats([]byte("k2"))
	one, two := flows.Secret{1}, flows.Secret{2}
	a, other := ours.AddressOf(one, chat), ours.AddressOf(one, "tg:8")
	if got, ok := ours.ChatOf(one, a); !ok || got != chat {
		t.Fatalf("it reads %q, %v", got, ok)
	}
	for name, read := range map[string]func() (bot.Chat, bool){
		"another service's key": func() (bot.Chat, bool) { return theirs.ChatOf(one, a) },
		"another round":         func() (bot.Chat, bool) { return ours.ChatOf(two, a) },
		"another's place":       func() (bot.Chat, bool) { return ours.ChatOf(one, flows.Address{ID: other.ID, Sealed: a.Sealed}) },
		"nothing":               func() (bot.Chat, bool) { return ours.ChatOf(one, flows.Address{ID: a.ID}) },
	} {
		if got, ok := read(); ok || got != "" {
			t.Errorf("%s opens it: %q", name, got)
		}
	}
	if bytes.Contains(a.Sealed, []byte("7770010042")) {
		t.Error("it is not sealed")
	}
}

// The same chat has one address in a round, which looks like everybody's.
func TestAddressesAreAllAlike(t *testing.T) {
	seats, secret := bot.NewSeats([]byte("k")), flows.Secret{1}
	a, again := seats.AddressOf(secret, "tg:7"), seats.AddressOf(secret, "tg:7")
	if a.ID != again.ID || bytes.Equal(a.Sealed, again.Sealed) {
		t.Error("it is kept twice, or can be compared")
	}
	page := seats.AddressOf(secret, bot.Chat("web:"+strings.Repeat("f", 32)+"/organizer"))
	if len(a.Sealed) != len(page.Sealed) || len(a.ID) != len(page.ID) {
		t.Errorf("lengths tell them apart: %d and %d", len(a.Sealed), len(page.Sealed))
	}
	if a.ID == seats.AddressOf(flows.Secret{2}, "tg:7").ID || string(a.ID) == string(bot.SeatOf(secret, "tg:7")) {
		t.Error("its id is known from elsewhere")
	}
	long := bot.Chat(strings.Repeat("x", 100))
	if got, ok := seats.ChatOf(secret, seats.AddressOf(secret, long)); !ok || got != long {
		t.Errorf("a long one reads %q", got)
	}
}
