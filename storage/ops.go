package storage

import (
	"bytes"
	"cmp"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"math"

	"soundings/flows"
)

// verifyOps refuses what the contract of Apply excludes before it reaches a
// backend: an odd tag would leave the round's Redis slot, a short value would
// betray its place.
func verifyOps(ops []Op) error {
	if len(ops) > MaxOps {
		return misuse("more than MaxOps ops")
	}
	seen := make(map[Key]struct{}, len(ops))
	for _, op := range ops {
		if op.Tag != ops[0].Tag {
			return misuse("ops of several tags")
		}
		if err := verifyOp(op); err != nil {
			return err
		}
		seen[op.Key] = struct{}{}
	}
	if len(seen) < len(ops) {
		return misuse("two ops on one key")
	}
	return nil
}

func verifyOp(op Op) error {
	if err := verifyKey(op.Key); err != nil {
		return err
	}
	switch {
	case op.Do > Delete:
		return misuse("unknown op")
	case op.Do != Put:
		return nil
	case len(op.Value) < MinValue || len(op.Value) > MaxValue:
		return misuse("value shorter than MinValue or longer than MaxValue")
	case op.makes() == op.Expect || op.makes() > math.MaxInt64: // SQLite's integers
		return misuse("a put makes no new version")
	case op.Fleeting == op.Expires.IsZero():
		return misuse("Expires goes with Fleeting, and only with it")
	}
	return nil
}

func verifyKey(k Key) error {
	if !isID(k.ID) {
		return misuse("malformed id")
	}
	return verifyCollection(k.Collection)
}

func verifyCollection(c Collection) error {
	if !isID(c.Tag) || !isName(c.Name) {
		return misuse("malformed tag or name")
	}
	return nil
}

// verifyListed is verifyCollection for List: what expires is never listed.
func verifyListed(c Collection) error {
	if c.Fleeting {
		return misuse("a fleeting collection cannot be listed")
	}
	return verifyCollection(c)
}

func isID(s string) bool {
	for _, c := range []byte(s) {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 64
}

func isName(s string) bool {
	for _, c := range []byte(s) {
		if c < 'a' || c > 'z' {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 16
}

func misuse(what string) error {
	return &flows.Error{
		Code: flows.Internal,
		Key:  "error.internal",
		Err:  errors.New("storage: " + what),
	}
}

// makes is the version that a Put makes.
func (op Op) makes() uint64 { return cmp.Or(op.Version, op.Expect+1) }

// aVersion is a random version, for records whose number of changes is nobody's
// business: how often a session was saved tells how much its owner wrote. All
// are of 19 digits.
func aVersion() uint64 {
	var random [8]byte
	rand.Read(random[:])
	return 1<<62 | binary.BigEndian.Uint64(random[:])>>2
}

// A verdict tells an Apply to do from the repeat of one that is done already;
// neither is a conflict. apply.lua is its twin.
type verdict struct{ fresh, repeat bool }

func (v *verdict) weigh(op Op, version uint64, value []byte) {
	v.fresh = v.fresh && version == op.Expect
	v.repeat = v.repeat && leftBy(op, version, value)
}

// leftBy reports whether a record stands exactly as op leaves it. An absent one
// is at version 0.
func leftBy(op Op, version uint64, value []byte) bool {
	switch op.Do {
	case Put:
		return version == op.makes() && bytes.Equal(value, op.Value)
	case Delete:
		return version == 0
	default:
		return version == op.Expect
	}
}
