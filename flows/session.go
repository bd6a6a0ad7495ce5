package flows

import "context"

// SessionData is a chat's session as it is kept: opaque bytes. What belongs to
// a round is a part of its own, sealed with that round's secret, so that it
// cannot be read any more once the round has closed.
type SessionData struct {
	Version uint64 // 0: nothing was kept yet
	Common  []byte
	Parts   map[RoundID][]byte
	Lost    bool // a part could not be opened: its round has closed
}

// A Visitor is the chat at hand as the doors know it. It is made where the
// chat's id is known, gives pseudonyms only, and stays with one update.
type Visitor interface {
	// Participant is the chat at the door of an open round; Refused when it has
	// closed.
	Participant(ctx context.Context, round RoundID) (Participant, error)
	// Organizer is the chat at the door of the organizers' desk.
	Organizer() Organizer
}
