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

// A Mask gives the pseudonym under which the chat at hand stands at the door of
// one round. It is made where the chat's id is known and stays with one update.
type Mask func(ctx context.Context, round RoundID) (Participant, error)
