package storage

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"

	"filippo.io/age"

	"soundings/flows"
)

// Opinions keeps opinions: each under an id that follows from its receipt,
// sealed twice, to the round's recipient (for the report) and under a key that
// follows from the receipt (for its author). Beside it there is nothing: no
// author, time or order.
type Opinions struct{ rounds *Rounds }

// NewOpinions keeps the opinions of rounds.
func NewOpinions(r *Rounds) *Opinions { return &Opinions{rounds: r} }

func opinionsOf(id flows.RoundID) Collection {
	return Collection{Tag: string(id), Name: "opinions"}
}

// Put keeps an opinion in an open round: one Apply checks that the round is as
// it was known and puts the opinion if it is not there. To put the same again
// is no error. Refused: the round is not open, or the opinion was withdrawn
// (receipt.withdrawn). Conflict (receipt.taken): the receipt has another one.
func (s *Opinions) Put(ctx context.Context, id flows.RoundID, r flows.Receipt, o flows.Opinion) error {
	at := Key{opinionsOf(id), receiptID(r)}
	return s.rounds.writing(ctx, id, func(e entry) error {
		value, err := sealOpinion(e.keys.To, r, at, o, opinionStep)
		if err != nil {
			return err
		}
		err = s.rounds.vault.apply(ctx, e.unchanged(), Op{Do: Put, Key: at, Value: value, Version: aVersion()})
		if !errors.Is(err, ErrConflict) {
			return err
		}
		return s.stands(ctx, r, at, o)
	})
}

// stands says whether o is what stands at a receipt's place already, where it
// could not be put: nil, or why not.
func (s *Opinions) stands(ctx context.Context, r flows.Receipt, at Key, o flows.Opinion) error {
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return ErrConflict // it was the round that changed
	}
	if err != nil {
		return err
	}
	switch found, err := openReceipt(r, at, rec.Value); {
	case err == nil && found == o:
		return nil
	case err == nil && found == withdrawn:
		return flows.Fail(flows.Refused, "receipt.withdrawn", nil)
	}
	return flows.Fail(flows.Conflict, "receipt.taken", nil)
}

// ID is where the opinion of a receipt is kept, if there is one.
func (s *Opinions) ID(r flows.Receipt) flows.StoredID { return flows.StoredID(receiptID(r)) }

// Find opens the opinion of a receipt, in whichever round it is. NotFound:
// receipt.unknown. Refused: receipt.withdrawn.
func (s *Opinions) Find(ctx context.Context, r flows.Receipt) (flows.RoundID, flows.Opinion, error) {
	f, err := s.find(ctx, r)
	if err == nil && f.opinion == withdrawn {
		err = flows.Fail(flows.Refused, "receipt.withdrawn", nil)
	}
	return f.at.round(), f.opinion, err
}

// A finding is an opinion where it is stored.
type finding struct {
	at      Key
	version uint64
	size    int // of each sealed half, padded
	opinion flows.Opinion
}

func (k Key) round() flows.RoundID { return flows.RoundID(k.Tag) }

func (s *Opinions) find(ctx context.Context, r flows.Receipt) (finding, error) {
	for _, round := range s.rounds.Known() {
		at := Key{opinionsOf(round.ID), receiptID(r)}
		rec, err := s.rounds.vault.store.Get(ctx, at)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err != nil {
			return finding{}, err
		}
		o, err := openReceipt(r, at, rec.Value)
		return finding{at, rec.Version, paddedSize(rec.Value), o}, err
	}
	return finding{}, flows.Fail(flows.NotFound, "receipt.unknown", nil)
}

// All opens every opinion of a round that has closed. identity opens rounds
// sealed to an organizer's own recipient; nil: the one in the service's keeping.
func (s *Opinions) All(ctx context.Context, id flows.RoundID, identity age.Identity) ([]flows.StoredOpinion, error) {
	e, err := s.rounds.load(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := e.round.Readable(); err != nil {
		return nil, err
	}
	if identity == nil {
		if identity, err = e.keys.identity(); err != nil {
			return nil, err
		}
	}
	var all []flows.StoredOpinion
	for rec, err := range s.rounds.vault.store.List(ctx, opinionsOf(id)) {
		if err != nil {
			return nil, err
		}
		o, err := openIdentity(identity, rec.Value)
		if err != nil {
			return nil, &flows.Error{Code: flows.Refused, Key: "identity.wrong", Err: err}
		}
		if o != withdrawn {
			all = append(all, flows.StoredOpinion{ID: flows.StoredID(rec.ID), Opinion: o})
		}
	}
	return all, nil
}

func (k ring) identity() (age.Identity, error) {
	if k.Identity == "" {
		return nil, flows.Fail(flows.Refused, "identity.needed", nil)
	}
	return age.ParseX25519Identity(k.Identity)
}

// sealOpinion makes an opinion's value: the length of the first sealing, then
// the two, one behind the other, padded to multiples of step.
func sealOpinion(to string, r flows.Receipt, at Key, o flows.Opinion, step int) ([]byte, error) {
	plain := o.Record()
	report, err := toRecipient(to, plain, step)
	if err != nil {
		return nil, err
	}
	value := binary.BigEndian.AppendUint32(nil, uint32(len(report)))
	return append(append(value, report...), seal(receiptKey(r), at.place(), plain, step)...), nil
}

func halves(value []byte) (report, author []byte, err error) {
	if len(value) < 4 || uint64(len(value)-4) < uint64(binary.BigEndian.Uint32(value)) {
		return nil, nil, errSealed
	}
	n := binary.BigEndian.Uint32(value)
	return value[4 : 4+n], value[4+n:], nil
}

func openReceipt(r flows.Receipt, at Key, value []byte) (flows.Opinion, error) {
	_, author, err := halves(value)
	if err != nil {
		return flows.Opinion{}, err
	}
	var o flows.Opinion
	err = openJSON(receiptKey(r), at.place(), author, &o)
	return o, err
}

func openIdentity(identity age.Identity, value []byte) (flows.Opinion, error) {
	report, _, err := halves(value)
	if err != nil {
		return flows.Opinion{}, err
	}
	plain, err := withIdentity(identity, report)
	if err != nil {
		return flows.Opinion{}, err
	}
	var o flows.Opinion
	if json.Unmarshal(plain, &o) != nil {
		err = errForm
	}
	return o, err
}

// writing runs an attempt to write into an open round. Where the round changed
// meanwhile (ErrConflict), it is read anew and the attempt repeated, as long as
// it is still open.
func (s *Rounds) writing(ctx context.Context, id flows.RoundID, attempt func(entry) error) error {
	return s.while(ctx, id, func(e entry) error { return e.round.Writable(s.vault.now()) }, attempt)
}

// while is writing for as long as may says nothing against it.
func (s *Rounds) while(ctx context.Context, id flows.RoundID, may, attempt func(entry) error) error {
	e, err := s.entry(ctx, id)
	for range attempts {
		if err != nil {
			return err
		}
		if err := may(e); err != nil {
			return err
		}
		if err = attempt(e); !errors.Is(err, ErrConflict) {
			return err
		}
		e, err = s.load(ctx, id)
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}
