package storage

import (
	"context"
	"errors"
	"iter"
	"time"
)

// A Collection is a set of records that can be listed. All collections of one
// Tag live in one Redis slot; one Apply stays within one Tag.
//
// A Fleeting collection holds records that expire, and no others. It is never
// listed. A Name is fleeting wherever it is used or nowhere, so that a backend
// knows from a Key alone where to look.
type Collection struct {
	Tag      string // a round's id or a seat: [a-z0-9-]{1,64}
	Name     string // what is kept: [a-z]{1,16}
	Fleeting bool
}

// A Key names a record.
type Key struct {
	Collection
	ID string // within its collection: [a-z0-9-]{1,64}
}

// What a Store takes. Redis packs shorter values in the order in which they
// came (FACTS: listpacks), and would so tell who wrote first; sealed values are
// longer anyway. An Apply of MaxOps keeps everybody else waiting, some 50 ms on
// Redis: who has more to do, or many MiB at once, does it in parts.
const (
	MinValue = 65
	MaxValue = 1 << 20
	MaxOps   = 10_000
)

// A Rec is a record as it is stored. Values are opaque, MinValue to MaxValue
// bytes long.
type Rec struct {
	Key
	Version uint64 // another with every put, see Op.Version; never 0
	Value   []byte
}

// Do says what an Op does.
type Do uint8

// What an Op can do, each only where the record stands at Op.Expect.
const (
	Check  Do = iota // change nothing
	Put              // write Value, as a new version
	Delete           // remove the record
)

// An Op is one part of an Apply.
type Op struct {
	Do
	Key
	Expect uint64 // version the record must have; 0: it must be absent
	Value  []byte // Put: the new value
	// Version, on Put, is the version it makes; 0: Expect+1, so that it counts
	// the puts. Versions are kept in the clear: where their number would tell
	// something, name a random one (see aVersion).
	Version uint64
	// Expires, on Put into a Fleeting collection and only there: from when on
	// the record is absent. What has expired already is absent at once.
	Expires time.Time
}

// Errors of every Store. Anything else is a *flows.Error without values, ids or
// passwords: Unavailable when the store is away for now (or the context ended:
// errors.Is finds its error), Refused when it will not have us, Internal when it
// is broken or the call was outside the contract.
var (
	ErrNotFound = errors.New("storage: no such record")
	ErrConflict = errors.New("storage: a record is not at its expected version")
)

// A Store keeps records. It is safe for concurrent use, also by several
// processes on the same data.
type Store interface {
	// Get reads one record, or returns ErrNotFound. On Redis: one round trip.
	Get(ctx context.Context, key Key) (Rec, error)

	// Apply does all of ops or nothing. Where a record is not at its expected
	// version it returns ErrConflict, except where everything stands exactly
	// as these ops would have left it (every Put's value at its version, every
	// Delete's record absent, every Check at its version): then it is the
	// repeat of an Apply whose answer was lost, and succeeds. Ops name distinct
	// keys of one Tag, at most MaxOps. On Redis: one round trip, one script.
	//
	// Any other error leaves it open whether the ops were done; Apply may be
	// called again with the same ops.
	Apply(ctx context.Context, ops ...Op) error

	// List yields the collection's records, in an order that says nothing of
	// when they were put. It stops at the first error, which it yields.
	// Records put or deleted meanwhile may or may not appear; none appears twice.
	List(ctx context.Context, c Collection) iter.Seq2[Rec, error]

	// Close lets go of the data. Nothing else may be called afterwards.
	Close() error
}
