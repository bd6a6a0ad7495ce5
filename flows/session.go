package flows

import "context"

// SessionData is a chat's session as it is kept: opaque bytes. What belongs to
// a round is a part of its own.
type SessionData struct {
	Place
	Common []byte
	Parts  map[RoundID][]byte
	Lost   bool // something could not be opened: a round has closed
}

// A Place is where a session is kept: with a round that its chat takes part in,
// under a seat of that round and sealed with its secret, so that nothing of it
// is left once the round has closed; or, of a chat that is in none, in the lobby.
type Place struct {
	Round   RoundID // empty: the lobby
	Version uint64  // 0: nothing was kept yet
	Age     uint64  // how often the session was saved
}

// A Sitter is the chat at hand as sessions know it.
type Sitter interface {
	// Lobby is the chat's seat outside of all rounds.
	Lobby() Seat
	// Seat is its seat in an open round; Refused when it has closed.
	Seat(ctx context.Context, round RoundID) (Seat, error)
}

// A Visitor is the chat at hand as the doors know it. It is made where the
// chat's id is known, gives pseudonyms only, and stays with one update.
type Visitor interface {
	// Participant is the chat at the door of an open round; Refused when it has
	// closed.
	Participant(ctx context.Context, round RoundID) (Participant, error)
	// Address is the chat as it can be kept to be written to while a round is
	// open; Refused when it has closed. It is for those who asked for that, and
	// for nobody else (promise 1).
	Address(ctx context.Context, round RoundID) (Address, error)
	// HearingAddress is the chat as it can be kept to be told how a round came out,
	// for those who asked for that; Refused once they are forgotten. It is another
	// than Address, and outlives the closing.
	HearingAddress(ctx context.Context, round RoundID) (Address, error)
	// Organizer is the chat at the door of the organizers' desk.
	Organizer() Organizer
	// Member is the chat as a member of a round's team, also of one that has closed.
	Member(round RoundID) MemberSeat
	// MemberAddress is the chat as it can be kept for a member, to be written to
	// while the round is open; Refused when it has closed. It is another than
	// Address, so that the two cannot be laid side by side.
	MemberAddress(ctx context.Context, round RoundID) (Address, error)
}
