package storage

import (
	"context"
	"errors"

	"filippo.io/age"

	"soundings/flows"
)

// Results keeps what the documents of a round are made from: what stands, and what
// stood before the last change, for one step back. It is sealed as opinions are, to
// the round's recipient, so that whoever cannot open those cannot open it; anybody
// with the service key can write it. It goes with the round.
//
// A result is written in parts before the head names it. So a change is one Apply to
// the head, and happens as a whole or not at all.
type Results struct{ rounds *Rounds }

// NewResults keeps the results of rounds.
func NewResults(r *Rounds) *Results { return &Results{rounds: r} }

func resultsOf(id flows.RoundID) Collection {
	return Collection{Tag: string(id), Name: "results"}
}

// A head names what is kept of a round. None of it is secret; it is sealed under
// the service key so that nobody else can have another result taken for ours.
type head struct {
	Present revision `json:"present"`
	Before  revision `json:"before"` // zero: there is none
}

func headKey(id flows.RoundID) Key { return Key{resultsOf(id), "head"} }

// Present opens what is kept. identity: see Opinions.All. NotFound: result.none.
func (s *Results) Present(ctx context.Context, id flows.RoundID, identity age.Identity) (flows.KeptResult, error) {
	return s.read(ctx, id, identity, func(h head) (revision, error) {
		return h.Present, missing(h.Present, "result.none")
	})
}

// Before opens what stood before the last change; its version is that of what is
// kept now. NotFound: result.none, result.none_before.
func (s *Results) Before(ctx context.Context, id flows.RoundID, identity age.Identity) (flows.KeptResult, error) {
	return s.read(ctx, id, identity, func(h head) (revision, error) {
		return h.Before, errors.Join(missing(h.Present, "result.none"), missing(h.Before, "result.none_before"))
	})
}

func missing(r revision, key string) error {
	if r.Parts == 0 {
		return flows.Fail(flows.NotFound, key, nil)
	}
	return nil
}

// read opens the revision that is chosen. Another process may take its parts away
// meanwhile: then there is another head.
func (s *Results) read(ctx context.Context, id flows.RoundID, identity age.Identity,
	choose func(head) (revision, error)) (flows.KeptResult, error) {
	e, err := s.readable(ctx, id)
	if err == nil && identity == nil {
		identity, err = e.keys.identity()
	}
	if err != nil {
		return flows.KeptResult{}, err
	}
	for range attempts {
		h, version, err := s.head(ctx, id)
		var chosen revision
		if err == nil {
			chosen, err = choose(h)
		}
		if err != nil {
			return flows.KeptResult{}, err
		}
		sealed, err := s.parts(id).collect(ctx, chosen)
		if err == nil {
			data, err := openResult(identity, sealed)
			return flows.KeptResult{Data: data, Version: version}, err
		}
		if _, now, failed := s.head(ctx, id); failed != nil || now == version {
			return flows.KeptResult{}, err
		}
	}
	return flows.KeptResult{}, flows.Fail(flows.Unavailable, "store.busy", nil)
}

// Keep makes next.Data what is kept, and what was kept until then what stood
// before; what somebody did by that is noted with it. Conflict (result.changed): it
// no longer stands at next.Version.
func (s *Results) Keep(ctx context.Context, id flows.RoundID, next flows.KeptResult, did ...flows.Act) error {
	return s.change(ctx, id, next.Version, did, func(e entry, h head) (head, error) {
		sealed, err := sealResult(e.keys.To, next.Data)
		if err != nil {
			return h, err
		}
		rev, err := s.parts(id).lay(ctx, sealed, e.unchanged())
		return head{Present: rev, Before: h.Present}, err
	})
}

// Undo makes what stood before the last change what is kept, and notes with it what
// somebody did by that. Conflict (result.changed): it no longer stands at this
// version. NotFound: see Before.
func (s *Results) Undo(ctx context.Context, id flows.RoundID, version uint64, did ...flows.Act) error {
	return s.change(ctx, id, version, did, func(_ entry, h head) (head, error) {
		return head{Present: h.Before}, missing(h.Before, "result.none_before")
	})
}

// change makes a step from the head at a version, and notes it. Where it conflicts with something
// else, such as a round that is noted as released, it is made anew.
func (s *Results) change(ctx context.Context, id flows.RoundID, version uint64, did []flows.Act,
	step func(entry, head) (head, error)) error {
	for range attempts {
		e, err := s.readable(ctx, id)
		if err != nil {
			return err
		}
		h, now, err := s.head(ctx, id)
		if err == nil && now != version {
			err = flows.Fail(flows.Conflict, "result.changed", nil)
		}
		if err != nil {
			return err
		}
		next, err := step(e, h)
		if err == nil {
			err = s.turn(ctx, e, next, version, did)
		}
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}

// turn puts the head and deletes what it does not name, also what somebody began to
// write and did not finish: whoever is still writing has seen an earlier head, and
// will be told.
func (s *Results) turn(ctx context.Context, e entry, next head, version uint64, did []flows.Act) error {
	at := headKey(e.round.ID)
	ops, err := s.rounds.vault.noting(ctx, string(e.round.ID), did)
	if err != nil {
		return err
	}
	unnamed, err := s.parts(e.round.ID).unnamed(ctx, next.Present, next.Before)
	if err != nil {
		return err
	}
	ops = append(ops, e.unchanged(), Op{Do: Put, Key: at, Expect: version, Version: aVersion(),
		Value: sealJSON(s.rounds.vault.keys.For("results"), at.place(), next, roundStep)})
	return s.rounds.vault.apply(ctx, append(ops, unnamed...)...)
}

func (s *Results) parts(id flows.RoundID) parts { return parts{s.rounds.vault, resultsOf(id)} }

// head is what is kept of a round, and its version; 0: nothing is.
func (s *Results) head(ctx context.Context, id flows.RoundID) (h head, version uint64, err error) {
	at := headKey(id)
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return h, 0, nil
	}
	if err == nil {
		err = openJSON(s.rounds.vault.keys.For("results"), at.place(), rec.Value, &h)
	}
	return h, rec.Version, err
}

// readable is a round as it stands, which has closed.
func (s *Results) readable(ctx context.Context, id flows.RoundID) (entry, error) {
	e, err := s.rounds.load(ctx, id)
	if err == nil {
		err = e.round.Readable()
	}
	return e, err
}
