package bot

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"

	"soundings/flows"
)

// Seats turns chats into pseudonyms. It is the only code that hashes a chat,
// and nothing takes a pseudonym back.
type Seats struct{ key []byte }

// NewSeats makes Seats with a key derived from the service key.
func NewSeats(key []byte) Seats { return Seats{key: key} }

// Lobby is the seat under which the session of a chat that is in no round is
// kept.
func (s Seats) Lobby(c Chat) flows.Seat {
	return flows.Seat(pseudonym(s.key, "session", c))
}

// seat is the chat's seat in the round with this secret: what is kept under it
// cannot be told to be the chat's once the secret is gone.
func seat(secret flows.Secret, c Chat) flows.Seat {
	return flows.Seat(pseudonym(secret[:], "session", c))
}

// participant is the chat at the door of the round with this secret. It cannot
// be laid beside a seat but by whoever has the secret and the chat.
func participant(secret flows.Secret, c Chat) flows.Participant {
	return flows.Participant(pseudonym(secret[:], "participant", c))
}

// A visitor is the chat of one update, for those who may know a pseudonym of it.
type visitor struct {
	bot  *Bot
	chat Chat
}

// Lobby implements flows.Sitter.
func (v visitor) Lobby() flows.Seat { return v.bot.Seats.Lobby(v.chat) }

// Seat implements flows.Sitter.
func (v visitor) Seat(ctx context.Context, id flows.RoundID) (flows.Seat, error) {
	secret, err := v.bot.Rounds.Secret(ctx, id)
	if err != nil {
		return "", err
	}
	return seat(secret, v.chat), nil
}

// Participant implements flows.Visitor.
func (v visitor) Participant(ctx context.Context, id flows.RoundID) (flows.Participant, error) {
	secret, err := v.bot.Rounds.Secret(ctx, id)
	if err != nil {
		return "", err
	}
	return participant(secret, v.chat), nil
}

// Address implements flows.Visitor.
func (v visitor) Address(ctx context.Context, id flows.RoundID) (flows.Address, error) {
	secret, err := v.bot.Rounds.Secret(ctx, id)
	if err != nil {
		return flows.Address{}, err
	}
	return v.bot.Seats.address(secret, v.chat), nil
}

// HearingAddress implements flows.Visitor.
func (v visitor) HearingAddress(ctx context.Context, id flows.RoundID) (flows.Address, error) {
	secret, err := v.bot.Rounds.Hearing(ctx, id)
	if err != nil {
		return flows.Address{}, err
	}
	return v.bot.Seats.hearingAddress(secret, v.chat), nil
}

// Organizer implements flows.Visitor.
func (v visitor) Organizer() flows.Organizer {
	return flows.Organizer(pseudonym(v.bot.Seats.key, "organizer", v.chat))
}

// Member implements flows.Visitor.
func (v visitor) Member(id flows.RoundID) flows.MemberSeat { return v.bot.Seats.Member(id, v.chat) }

// MemberAddress implements flows.Visitor.
func (v visitor) MemberAddress(ctx context.Context, id flows.RoundID) (flows.Address, error) {
	secret, err := v.bot.Rounds.Secret(ctx, id)
	if err != nil {
		return flows.Address{}, err
	}
	return v.bot.Seats.memberAddress(secret, v.chat), nil
}

// Member is the chat as a member of a round's team. No secret of the round has a
// part in it: it stays when that is gone.
func (s Seats) Member(id flows.RoundID, c Chat) flows.MemberSeat {
	return flows.MemberSeat(pseudonym(s.key, "member\x00"+string(id), c))
}

func pseudonym(key []byte, use string, c Chat) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(use + "\x00" + string(c)))
	return hex.EncodeToString(mac.Sum(nil)[:16])
}
