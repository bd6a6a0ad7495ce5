package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// Addresses keeps the chats that want to be written to, for one purpose. An address
// stands with its round, under an id and keys that need a secret of the round, beside
// nothing else, and goes with that secret. Whose it is only package bot can read: what
// is sealed here is sealed already.
type Addresses struct {
	rounds *Rounds
	shelf  shelf
}

// NewAddresses keeps the addresses of whoever wants to be reminded while a round is
// open. They go with the closing, as sessions do.
func NewAddresses(r *Rounds) *Addresses { return &Addresses{r, reminders} }

// NewHearers keeps the addresses of whoever wants to hear how a round came out. They
// are asked for while it is open and outlive its closing, but not the message (see
// flows.Round.HearsUntil): until then each can be taken back.
func NewHearers(r *Rounds) *Addresses { return &Addresses{r, hearers} }

// A sealedAddress is what is sealed. There is no time of anybody's doing in it.
type sealedAddress struct {
	Chat []byte
	For  string // the day for which it was written to last: all of a round have the same
}

func (s *Addresses) at(e entry, id flows.AddressID) Key {
	return Key{s.shelf.of(e.round.ID), string(id)}
}

func (s *Addresses) key(e entry) []byte {
	return s.rounds.vault.keys.forRound(flows.Secret(s.shelf.secret(e)), s.shelf.label)
}

// changing is Rounds.writing for as long as addresses of this kind are kept.
func (s *Addresses) changing(ctx context.Context, id flows.RoundID, attempt func(entry) error) error {
	return s.rounds.while(ctx, id, func(e entry) error { return s.shelf.kept(e, s.rounds.vault.now()) }, attempt)
}

// reading is the round, if addresses of this kind are kept there.
func (s *Addresses) reading(ctx context.Context, id flows.RoundID) (entry, error) {
	e, err := s.rounds.entry(ctx, id)
	if err == nil && len(s.shelf.secret(e)) == 0 {
		err = s.shelf.kept(e, s.rounds.vault.now())
	}
	return e, err
}

// Keep keeps an address in an open round. One that is there stays as it is. Who asks
// while everybody is being written to is not: they have just been here.
func (s *Addresses) Keep(ctx context.Context, id flows.RoundID, a flows.Address) error {
	return s.rounds.writing(ctx, id, func(e entry) error {
		if err := s.shelf.kept(e, s.rounds.vault.now()); err != nil {
			return err
		}
		known, version, err := s.find(ctx, e, a.ID)
		if err != nil || known.usable() {
			return err
		}
		return s.put(ctx, e, a.ID, version, sealedAddress{Chat: a.Sealed, For: s.shelf.going(e.round, s.rounds.vault.now())})
	})
}

// Drop deletes an address, if it is there.
func (s *Addresses) Drop(ctx context.Context, id flows.RoundID, at flows.AddressID) error {
	return s.changing(ctx, id, func(e entry) error {
		rec, err := s.rounds.vault.store.Get(ctx, s.at(e, at))
		if errors.Is(err, ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		return s.rounds.vault.apply(ctx, Op{Do: Delete, Key: rec.Key, Expect: rec.Version})
	})
}

// Kept says whether an address is kept.
func (s *Addresses) Kept(ctx context.Context, id flows.RoundID, at flows.AddressID) (bool, error) {
	e, err := s.reading(ctx, id)
	if err != nil {
		return false, err
	}
	_, version, err := s.find(ctx, e, at)
	return version > 0, err
}

// Waiting are the addresses that were not written to for that day.
func (s *Addresses) Waiting(ctx context.Context, id flows.RoundID, day string) ([]flows.Address, error) {
	e, err := s.reading(ctx, id)
	if err != nil {
		return nil, err
	}
	var all []flows.Address
	for rec, err := range s.rounds.vault.store.List(ctx, s.shelf.of(id)) {
		if err != nil {
			return nil, err
		}
		if a := s.opened(e, rec); a.usable() && a.For != day {
			all = append(all, flows.Address{ID: flows.AddressID(rec.ID), Sealed: a.Chat})
		}
	}
	return all, nil
}

// Claim notes that an address is written to, before it is: of several processes
// one may go on, and one that ends in between leaves somebody without a message
// rather than with two. due is the day for which it is, asked of the round as
// it stands, which is given. Refused (round.not_due): there is none, or another has claimed it, or it is gone.
func (s *Addresses) Claim(ctx context.Context, id flows.RoundID, at flows.AddressID, due func(flows.Round) string) (flows.Round, error) {
	var r flows.Round
	err := s.changing(ctx, id, func(e entry) error {
		r = e.round
		day := due(r)
		if day == "" {
			return notDue()
		}
		return s.mark(ctx, e, at, day)
	})
	return r, err
}

// Return takes a claim back: it is sure that nothing was sent.
func (s *Addresses) Return(ctx context.Context, id flows.RoundID, at flows.AddressID) error {
	return s.changing(ctx, id, func(e entry) error { return s.mark(ctx, e, at, "") })
}

func notDue() error { return flows.Fail(flows.Refused, "round.not_due", nil) }

// mark notes for which day an address was written to, where that is something new.
func (s *Addresses) mark(ctx context.Context, e entry, at flows.AddressID, day string) error {
	a, version, err := s.find(ctx, e, at)
	if err != nil {
		return err
	}
	if !a.usable() || a.For == day {
		return notDue()
	}
	a.For = day
	return s.put(ctx, e, at, version, a)
}

// find is the address at its place; version 0 where there is none.
func (s *Addresses) find(ctx context.Context, e entry, at flows.AddressID) (sealedAddress, uint64, error) {
	rec, err := s.rounds.vault.store.Get(ctx, s.at(e, at))
	if errors.Is(err, ErrNotFound) {
		return sealedAddress{}, 0, nil
	}
	if err != nil {
		return sealedAddress{}, 0, err
	}
	return s.opened(e, rec), rec.Version, nil
}

// opened is what is in a record. Nobody else is kept waiting by a damaged one.
func (s *Addresses) opened(e entry, rec Rec) (a sealedAddress) {
	if openJSON(s.key(e), rec.place(), rec.Value, &a) != nil {
		return sealedAddress{}
	}
	return a
}

func (a sealedAddress) usable() bool { return len(a.Chat) > 0 }

// put writes an address into its round, which is as e has it. Its version is
// random: counted, it would tell who was written to.
func (s *Addresses) put(ctx context.Context, e entry, at flows.AddressID, expect uint64, a sealedAddress) error {
	k := s.at(e, at)
	return s.rounds.vault.apply(ctx, e.unchanged(), Op{Do: Put, Key: k, Expect: expect, Version: aVersion(),
		Value: sealJSON(s.key(e), k.place(), a, addressStep)})
}
