package storage

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"

	"soundings/flows"
)

// Tickets keeps who may take part and who does: tickets as keyed hashes, and
// participants as pseudonyms of their round. It knows nothing of opinions.
type Tickets struct{ rounds *Rounds }

// NewTickets keeps the tickets of rounds.
func NewTickets(r *Rounds) *Tickets { return &Tickets{rounds: r} }

const (
	unspent uint64 = 1 // version of a ticket's record as it was issued
	spent   uint64 = 2
	revoked uint64 = 3
)

func ticketsOf(id flows.RoundID) Collection {
	return Collection{Tag: string(id), Name: "tickets"}
}

func ticketKey(e entry, t flows.Ticket) Key {
	return Key{ticketsOf(e.round.ID), keyed(e.keys.Tickets, string(t))}
}

func participantKey(id flows.RoundID, p flows.Participant) Key {
	return Key{Collection{string(id), "participants", false}, string(p)}
}

// markKey is where 暂无意见建议 is noted: under an id of its own, so that it cannot
// be told whose mark it is.
func markKey(e entry, p flows.Participant) Key {
	return Key{Collection{string(e.round.ID), "marks", false}, keyed(e.keys.Secret, "mark "+string(p))}
}

func keyed(key []byte, s string) string {
	mac := hmac.New(sha256.New, key)
	mac.Write([]byte(s))
	return hexed(mac.Sum(nil))
}

// blank is the value of every ticket, participant and mark: there is nothing to
// say about one but that it is there.
func (s *Tickets) blank(at Key) []byte {
	return seal(s.rounds.vault.keys.For("blank"), at.place(), nil, smallStep)
}

// Issue makes n new tickets, at most MaxOps-2, all or none. They are returned
// once; only their hashes are kept. Refused: nobody comes in any more, or without
// a ticket.
func (s *Tickets) Issue(ctx context.Context, id flows.RoundID, n int, did ...flows.Act) ([]flows.Ticket, error) {
	e, err := s.ticketed(ctx, id)
	if err != nil {
		return nil, err
	}
	ops, err := s.rounds.vault.noting(ctx, string(id), did)
	if err != nil {
		return nil, err
	}
	ops, tickets := append(ops, e.unchanged()), []flows.Ticket{}
	for range n {
		var random [15]byte
		rand.Read(random[:])
		t := flows.NewTicket(id, random)
		at := ticketKey(e, t)
		ops = append(ops, Op{Do: Put, Key: at, Value: s.blank(at)})
		tickets = append(tickets, t)
	}
	err = s.rounds.vault.apply(ctx, ops...)
	if errors.Is(err, ErrConflict) {
		return nil, flows.Fail(flows.Conflict, "round.changed", nil)
	}
	return tickets, err
}

// ticketed is a round as it stands, if tickets let people in.
func (s *Tickets) ticketed(ctx context.Context, id flows.RoundID) (entry, error) {
	e, err := s.rounds.load(ctx, id)
	if err == nil {
		err = e.round.Ticketed()
	}
	return e, err
}

// Join spends a ticket and records the participant, both or neither. To come
// back is no error and spends nothing. NotFound: ticket.unknown; Conflict:
// ticket.used, ticket.revoked; Refused: the round is not open.
func (s *Tickets) Join(ctx context.Context, id flows.RoundID, t flows.Ticket, p flows.Participant) error {
	return s.enter(ctx, id, p, func(e entry) []Op {
		at := ticketKey(e, t)
		return []Op{{Do: Put, Key: at, Expect: unspent, Value: s.blank(at)}}
	}, func(e entry) error { return s.ticketState(ctx, ticketKey(e, t)) })
}

// Enter records the participant of a round that is open to everybody.
func (s *Tickets) Enter(ctx context.Context, id flows.RoundID, p flows.Participant) error {
	none := func(entry) []Op { return nil }
	return s.enter(ctx, id, p, none, func(entry) error { return nil })
}

// enter records a participant together with what admits them. Everything is
// checked in the one Apply; only where that fails is it looked up why.
func (s *Tickets) enter(ctx context.Context, id flows.RoundID, p flows.Participant,
	spend func(entry) []Op, why func(entry) error) error {
	return s.rounds.writing(ctx, id, func(e entry) error {
		at := participantKey(id, p)
		ops := append(spend(e), e.unchanged(), Op{Do: Put, Key: at, Value: s.blank(at)})
		err := s.rounds.vault.apply(ctx, ops...)
		if !errors.Is(err, ErrConflict) {
			return err
		}
		return s.whyNot(ctx, e, p, why)
	})
}

// whyNot looks up why somebody did not get in: the round changed (ErrConflict),
// they are in already (nil), or what admits them does not.
func (s *Tickets) whyNot(ctx context.Context, e entry, p flows.Participant, why func(entry) error) error {
	now, err := s.rounds.load(ctx, e.round.ID)
	if err != nil {
		return err
	}
	if now.version != e.version {
		return ErrConflict
	}
	if in, err := s.Joined(ctx, e.round.ID, p); in || err != nil {
		return err
	}
	if err := why(e); err != nil {
		return err
	}
	return ErrConflict
}

func (s *Tickets) ticketState(ctx context.Context, at Key) error {
	rec, err := s.rounds.vault.store.Get(ctx, at)
	switch {
	case errors.Is(err, ErrNotFound):
		return flows.Fail(flows.NotFound, "ticket.unknown", nil)
	case err == nil && rec.Version == spent:
		return flows.Fail(flows.Conflict, "ticket.used", nil)
	case err == nil && rec.Version >= revoked:
		return flows.Fail(flows.Conflict, "ticket.revoked", nil)
	}
	return err
}

// Joined says whether somebody takes part in a round.
func (s *Tickets) Joined(ctx context.Context, id flows.RoundID, p flows.Participant) (bool, error) {
	_, err := s.rounds.vault.store.Get(ctx, participantKey(id, p))
	if errors.Is(err, ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

// Nothing notes that a participant has nothing to say, once.
func (s *Tickets) Nothing(ctx context.Context, id flows.RoundID, p flows.Participant) error {
	return s.rounds.writing(ctx, id, func(e entry) error {
		at := markKey(e, p)
		err := s.rounds.vault.apply(ctx, e.unchanged(), Op{Do: Put, Key: at, Value: s.blank(at)})
		if !errors.Is(err, ErrConflict) {
			return err
		}
		if _, err := s.rounds.vault.store.Get(ctx, at); !errors.Is(err, ErrNotFound) {
			return err // noted before, or the store is away
		}
		return ErrConflict
	})
}

// Counts are the numbers of a round: tickets that were issued and not taken back,
// participants, and marks of those who had nothing to say.
func (s *Tickets) Counts(ctx context.Context, id flows.RoundID) (issued, participants, nothing int, err error) {
	for _, c := range []struct {
		name string
		n    *int
	}{{"tickets", &issued}, {"participants", &participants}, {"marks", &nothing}} {
		if *c.n, err = s.rounds.vault.count(ctx, Collection{Tag: string(id), Name: c.name}, standing); err != nil {
			return
		}
	}
	return
}

// Issued is how many tickets a round ever had, those that were taken back
// included.
func (s *Tickets) Issued(ctx context.Context, id flows.RoundID) (int, error) {
	return s.rounds.vault.count(ctx, ticketsOf(id), func(Rec) bool { return true })
}

// standing says that a record was not taken back; only tickets can be.
func standing(rec Rec) bool { return rec.Version < revoked }
