package storage

import (
	"time"

	"soundings/flows"
)

// A shelf is where the addresses of one kind stand: the collection, the label of the
// key that they are sealed with, what that key needs, why they are not kept any more,
// or nil, and the day whose message is going out: who asks just then does not get it. Shelves have nothing in common, so that nothing on one leads to what is
// on another.
type shelf struct {
	name, label string
	secret      func(entry) []byte
	kept        func(entry, time.Time) error
	going       func(flows.Round, time.Time) string
}

var reminders = shelf{"addresses", "address",
	func(e entry) []byte { return e.keys.Secret },
	func(e entry, now time.Time) error { return e.round.Writable(now) },
	flows.Round.RemindsFor}

var hearers = shelf{"hearers", "hearer",
	func(e entry) []byte { return e.keys.Hearing },
	func(e entry, now time.Time) error { return e.remembers(now) },
	flows.Round.BidsFor}

func (s shelf) of(id flows.RoundID) Collection { return Collection{Tag: string(id), Name: s.name} }
