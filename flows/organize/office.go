package organize

import (
	"context"
	"io"
	"time"

	"filippo.io/age"

	"soundings/flows"
)

// Rounds is what an organizer's commands need of the rounds.
type Rounds interface {
	DatedRounds
	// Create keeps a new draft; under its own id, if it has one, as often as it is asked.
	Create(ctx context.Context, r flows.Round, did ...flows.Act) (flows.Round, error)
	Round(ctx context.Context, id flows.RoundID) (flows.Round, error)
	// Acts are what was done to a round, the last first.
	Acts(ctx context.Context, id flows.RoundID) ([]flows.Act, error)
}

// Issuer makes tickets, takes them back, and counts a round's people.
type Issuer interface {
	Issue(ctx context.Context, round flows.RoundID, n int, did ...flows.Act) ([]flows.Ticket, error)
	// Revoke takes back every ticket that is not spent, and says how many, and in
	// which state the round was then. Refused: see Round.Ticketed.
	Revoke(ctx context.Context, round flows.RoundID) (n int, under flows.State, err error)
	// Counts leave out the tickets that were taken back.
	Counts(ctx context.Context, round flows.RoundID) (issued, participants, nothing int, err error)
}

// Ballot opens the opinions of a closed round.
type Ballot interface {
	All(ctx context.Context, round flows.RoundID, identity age.Identity) ([]flows.StoredOpinion, error)
	// ID is where the opinion of a receipt is kept, if there is one.
	ID(r flows.Receipt) flows.StoredID
}

// Results keeps what the documents of a round are made from, from the first
// release on; see storage.Results.
type Results interface {
	// Present opens what is kept, with an identity as Ballot does. NotFound:
	// result.none.
	Present(ctx context.Context, round flows.RoundID, identity age.Identity) (flows.KeptResult, error)
	// Before opens what stood before the last change; its version is that of what
	// is kept. NotFound: result.none, result.none_before.
	Before(ctx context.Context, round flows.RoundID, identity age.Identity) (flows.KeptResult, error)
	// Keep replaces what is kept at next.Version, and notes with it what somebody did
	// by that. Conflict: result.changed.
	Keep(ctx context.Context, round flows.RoundID, next flows.KeptResult, did ...flows.Act) error
	// Undo goes one step back from what is kept at the version, and notes it likewise.
	// Conflict: result.changed.
	Undo(ctx context.Context, round flows.RoundID, version uint64, did ...flows.Act) error
}

// TalkBook has the talks of a round, and what was carried over from them once it
// has closed.
type TalkBook interface {
	List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error)
	Opinions(ctx context.Context, round flows.RoundID) ([]flows.TalkOpinion, error)
	// Untell forgets that a member was told of a talk. Refused: it was withdrawn.
	Untell(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error
}

// An Office does what an organizer asks for, in the chat or on the command line.
type Office struct {
	Rounds   Rounds
	Tickets  Issuer
	Opinions Ballot
	Members  Roster
	Results  Results
	Ledgers  Ledgers   // nil: none are kept
	Talks    TalkBook  // nil, and Members too: none are logged
	Random   io.Reader // for the ids in documents
	Alike    float64   // from when on opinions are proposed to be merged, see group.Options
	Now      func() time.Time
	By       flows.Actor // who asks
}

// As is the office for somebody else who asks.
func (o Office) As(by flows.Actor) Office {
	o.By = by
	return o
}

// did notes that whoever asks does something.
func (o Office) did(d flows.Deed) flows.Act { return flows.Act{Deed: d, By: o.By, At: o.Now()} }

// Create keeps a new draft. One that has an id already is kept once, however often
// it is asked for.
//
// Invalid: see follows.
func (o Office) Create(ctx context.Context, r flows.Round) (flows.Round, error) {
	if err := o.follows(ctx, r); err != nil {
		return r, err
	}
	return o.Rounds.Create(ctx, r, o.did(flows.Created))
}

// Edit replaces a draft by what its file says now.
func (o Office) Edit(ctx context.Context, id flows.RoundID, to flows.Round) (flows.Round, error) {
	return o.EditFrom(ctx, id, "", to)
}

// EditFrom is Edit by somebody who has seen the draft as it was at a mark (see
// MarkOf). Conflict (round.edited): another has edited it since.
func (o Office) EditFrom(ctx context.Context, id flows.RoundID, seen string, to flows.Round) (flows.Round, error) {
	to.ID = id
	if err := o.follows(ctx, to); err != nil {
		return to, err
	}
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) {
		if err := firstOf(r.Editable(), unchanged(r, seen)); err != nil {
			return r, err
		}
		to.ID, to.State = r.ID, r.State
		return to, nil
	}, o.did(flows.Edited))
}

// Open opens a draft now.
func (o Office) Open(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.OpenAt(ctx, id, "")
}

// OpenAt is Open by somebody who has seen the draft as it was at a mark: what they
// have agreed to is what is frozen. Conflict (round.edited).
func (o Office) OpenAt(ctx context.Context, id flows.RoundID, seen string) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) {
		if err := firstOf(r.Editable(), unchanged(r, seen)); err != nil {
			return r, err
		}
		return r.Open(o.Now())
	}, o.did(flows.DidOpen))
}

// Extend moves the closing moment of an open round to a later one.
func (o Office) Extend(ctx context.Context, id flows.RoundID, closes time.Time) (flows.Round, error) {
	did := o.did(flows.Extended)
	did.Until = closes
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Extend(closes, o.Now()) }, did)
}

// Close closes an open round, for good.
func (o Office) Close(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Close(o.Now()) }, o.did(flows.DidClose))
}

// Destroy destroys a round's keys and all that it collected, for good. Where
// that was begun and not finished it goes on.
func (o Office) Destroy(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	r, err := o.Rounds.Change(ctx, id, flows.Round.Destroy, o.did(flows.DidDestroy))
	if err != nil && flows.KeyOf(err) != "round.is_destroyed" {
		return r, err
	}
	return o.Rounds.Destroy(ctx, id)
}

// Turnout is how many take part as it may be told: rounded down to a multiple
// of k, and only from k on (promise 3).
func (o Office) Turnout(ctx context.Context, r flows.Round) (n int, told bool, err error) {
	_, participants, _, err := o.Tickets.Counts(ctx, r.ID)
	if err != nil || participants < r.K {
		return 0, false, err
	}
	return participants / r.K * r.K, true, nil
}
