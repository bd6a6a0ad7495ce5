package storage

import (
	"time"

	"soundings/flows"
)

// A shelf is where the addresses of one kind stand: the collection, the label of the
// key that they are sealed with, what that key needs, and why they are not kept any
// more, or nil. Shelves have nothing in common, so that nothing on one leads to what is
// on another.
type shelf struct {
	name, label string
	secret      func(entry) []byte
	kept        func(entry, time.Time) error
}

var reminders = shelf{"addresses", "address",
	func(e entry) []byte { return e.keys.Secret },
	func(e entry, now time.Time) error { return e.round.Writable(now) }}

var hearers = shelf{"hearers", "hearer",
	func(e entry) []byte { return e.keys.Hearing },
	func(e entry, now time.Time) error { return e.remembers(now) }}

func (s shelf) of(id flows.RoundID) Collection { return Collection{Tag: string(id), Name: s.name} }
