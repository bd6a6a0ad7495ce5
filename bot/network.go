package bot

import (
	"context"
	"errors"
	"time"

	"soundings/flows/dialogue"
)

// Chat is a private chat's address on its network, such as "tg:12345". It is
// never stored or logged; see Seats.
type Chat string

// MessageID is a message's number within its chat.
type MessageID int64

// An Update is one thing that happened in a chat, as a network brings it in.
type Update struct {
	ID      int64 // the network's id of this update; a repeat has the same
	Chat    Chat
	Private bool           // a chat with one person; others are told so and nothing is kept
	Input   dialogue.Input // without Random, which Handle draws
	Message MessageID      // what the person sent, or the card they tapped
	Tap     string         // id to acknowledge a tap by; empty for anything else
	Lang    string         // the person's language as their client says it (IETF tag); may be empty
	Names   []string       // the person's own names, only to warn when their text holds one; never kept
}

// A Message is a card in words, ready to send. Spans do not overlap.
type Message struct {
	Text    string
	Spans   []Span
	Buttons [][]Button
	Takes   *dialogue.Take // a document may be sent for it; nil: none
}

// A Span sets a part of a message's text; Offset and Length are in UTF-16 units.
type Span struct {
	Kind           dialogue.BlockKind // Title, Quote, Code or Listing
	Offset, Length int
}

// A Button is a dialogue.Button in words.
type Button struct{ Label, Data, Copy string }

// A Network sends into chats. Each call is one attempt at most a few seconds
// long, retried within that where the network asks for it. Errors are ErrGone,
// ErrNoCard, *Busy, ErrUnsent, or anything else for a failure that may pass. They
// hold no token, id or text.
type Network interface {
	// Send puts a new message into the chat. After an error it may have arrived
	// all the same, unless that is one of the four.
	Send(ctx context.Context, to Chat, m Message) (MessageID, error)

	// Edit replaces an earlier message of ours. That it stands so already is no
	// error. ErrNoCard: it cannot be edited any more; send a new one.
	Edit(ctx context.Context, to Chat, id MessageID, m Message) error

	// Acknowledge answers a tap, with a short notice (at most 200 UTF-16 units)
	// or none. It must be called once for every tap; a tap too old to answer is
	// no error.
	Acknowledge(ctx context.Context, tap, notice string) error

	// Delete removes messages, the person's and ours, and says which it left:
	// those the network will not remove, and after an error what was not tried.
	// What is gone already is passed over.
	Delete(ctx context.Context, from Chat, ids []MessageID) (left []MessageID, err error)

	// Reach is how old a message Delete can remove; 0: however old.
	Reach() time.Duration
}

// FileNetwork can hand over documents as well, and take them.
type FileNetwork interface {
	Network

	// SendFile hands over a document. After an error it may have arrived all the
	// same.
	SendFile(ctx context.Context, to Chat, name string, data []byte) (MessageID, error)

	// Fetch gets the bytes of a document that was sent in the chat, by the handle it
	// came with (dialogue.Document), and never reads more than a byte beyond most.
	// Further errors are ErrTooBig, and ErrNoFile where it is not to be had any more.
	Fetch(ctx context.Context, from Chat, handle string, most int64) ([]byte, error)
}

// Errors of a Network.
var (
	ErrGone   = errors.New("bot: the chat is closed to us") // blocked, deleted
	ErrNoCard = errors.New("bot: no such card to edit")
	ErrNoFile = errors.New("bot: no such document to fetch")
	ErrTooBig = errors.New("bot: the document has too many bytes")
	ErrUnsent = errors.New("bot: nothing was sent") // surely; ask errors.Is
)

// Busy is a network's request to wait.
type Busy struct{ After time.Duration }

// Error says that the network is busy.
func (b *Busy) Error() string { return "bot: network asks to wait " + b.After.String() }
