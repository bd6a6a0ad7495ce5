package storage

import (
	"context"
	"errors"
	"slices"
	"strings"

	"soundings/flows"
)

// What was said in a talk and carried over into what is solicited has a collection
// and a key of its own. It is read as opinions are, once the round has closed; until
// then by the talk's two sides alone, whose words it is. How many take part is no
// matter here: k keeps who wrote from being guessed, and a talk is named.

func carriedKey(round flows.RoundID, id flows.CarriedID) Key {
	return Key{Collection{Tag: string(round), Name: "talkopinions"}, string(id)}
}

// uncarried takes the place of what was taken back, as withdrawnTalk does.
var uncarried flows.TalkOpinion

// Carry keeps an opinion that one of the sides of a talk, m, carries over from it,
// without the speaker's name. To carry the same again is no error. Invalid: see
// TalkOpinion.Validate. Conflict (talk.taken): the id has another one, or had.
// Otherwise errors as Edit's.
func (s *Talks) Carry(ctx context.Context, round flows.RoundID, m flows.SubjectID, o flows.TalkOpinion) error {
	o.Speaker = ""
	return s.side(ctx, round, o.Talk, m, func(e entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		if err := o.Validate(e.round, r.Talk); err != nil {
			return r, nil, err
		}
		found, version, err := s.findCarried(ctx, e, o.ID)
		if err != nil {
			return r, nil, err
		}
		if version == 0 {
			r.Carried = append(slices.Clone(r.Carried), o.ID)
			return r, []Op{s.putCarried(e, o.ID, 0, o)}, nil
		}
		if found.Speaker = ""; found != o {
			return r, nil, flows.Fail(flows.Conflict, "talk.taken", nil)
		}
		return r, nil, nil
	})
}

// Sign puts a member's name to what was carried over of their words, or takes it
// away. Errors as Edit's; talk.not_yours also where they are not who spoke, where it
// is about them, or has another's name.
func (s *Talks) Sign(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID, id flows.CarriedID, named bool) error {
	return s.withCarried(ctx, round, talk, m, id, func(e entry, r *flows.TalkRecord, o flows.TalkOpinion) (flows.TalkOpinion, error) {
		if named && !r.Spoke(m) {
			return o, flows.Fail(flows.Refused, "talk.not_yours", nil)
		}
		member, _ := e.round.Member(m)
		return o.Signed(member, named)
	})
}

// Uncarry takes back what was carried over: who carried it may and who spoke, of a
// group nobody else; but where the speaker's name stands, only the speaker. What is taken back already is no error. Otherwise
// errors as Edit's.
func (s *Talks) Uncarry(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID, id flows.CarriedID) error {
	err := s.withCarried(ctx, round, talk, m, id, func(e entry, r *flows.TalkRecord, o flows.TalkOpinion) (flows.TalkOpinion, error) {
		member, _ := e.round.Member(m)
		if o.Speaker != member.Name && (o.Speaker != "" || m != r.Talk.By && !r.Spoke(m)) {
			return o, flows.Fail(flows.Refused, "talk.not_yours", nil)
		}
		r.Carried = slices.DeleteFunc(slices.Clone(r.Carried), func(c flows.CarriedID) bool { return c == id })
		return uncarried, nil
	})
	return unlessWithdrawn(err)
}

// Carried is what was carried over from a talk, for one of its sides. Refused
// (talk.not_yours): m is none.
func (s *Talks) Carried(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID) ([]flows.TalkOpinion, error) {
	r, err := s.Find(ctx, round, talk)
	if err == nil && !r.Involves(m) {
		err = flows.Fail(flows.Refused, "talk.not_yours", nil)
	}
	if err != nil {
		return nil, err
	}
	e, _, err := s.rounds.talksOf(ctx, round)
	var all []flows.TalkOpinion
	for _, id := range r.Carried {
		o, _, failed := s.findCarried(ctx, e, id)
		if err = errors.Join(err, failed); o != uncarried {
			all = append(all, o)
		}
	}
	return all, err
}

// Opinions is all that was carried over from the talks of a round that has closed,
// in an order that says nothing. Refused: round.not_closed.
func (s *Talks) Opinions(ctx context.Context, round flows.RoundID) ([]flows.TalkOpinion, error) {
	e, err := s.rounds.load(ctx, round)
	if err != nil {
		return nil, err
	}
	if err := e.round.Readable(); err != nil {
		return nil, err
	}
	all, err := listTalks[flows.TalkOpinion](ctx, s.rounds, round, "talkopinions")
	all = slices.DeleteFunc(all, func(o flows.TalkOpinion) bool { return o == uncarried })
	slices.SortFunc(all, func(a, b flows.TalkOpinion) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return all, err
}

// side is change for one of the sides of a talk.
func (s *Talks) side(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID,
	step func(entry, flows.TalkRecord) (flows.TalkRecord, []Op, error)) error {
	return s.change(ctx, round, id, func(e entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		if !r.Involves(m) {
			return r, nil, flows.Fail(flows.Refused, "talk.not_yours", nil)
		}
		return step(e, r)
	})
}

// withCarried makes a step with something that was carried over from a talk, which
// it may change as well.
func (s *Talks) withCarried(ctx context.Context, round flows.RoundID, talk flows.TalkID, m flows.SubjectID, id flows.CarriedID,
	step func(entry, *flows.TalkRecord, flows.TalkOpinion) (flows.TalkOpinion, error)) error {
	return s.side(ctx, round, talk, m, func(e entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		o, version, err := s.findCarried(ctx, e, id)
		if err != nil {
			return r, nil, err
		}
		if version > 0 && o == uncarried {
			return r, nil, flows.Fail(flows.Refused, "talk.withdrawn", nil)
		}
		if o.Talk != talk {
			return r, nil, unknownTalk()
		}
		next, err := step(e, &r, o)
		if err != nil || next == o {
			return r, nil, err
		}
		return r, []Op{s.putCarried(e, id, version, next)}, nil
	})
}

// carryOn is a talk whose log was changed, with what was carried over from it as it is
// under that, and what to write.
func (s *Talks) carryOn(ctx context.Context, e entry, was, is flows.TalkRecord) (_ flows.TalkRecord, ops []Op, err error) {
	is.Carried = nil
	for _, id := range was.Carried {
		o, version, err := s.findCarried(ctx, e, id)
		if err != nil {
			return was, nil, err
		}
		next, stands := o.Under(was.Talk, is.Talk)
		if stands {
			is.Carried = append(is.Carried, id)
		} else {
			next = uncarried
		}
		if next != o {
			ops = append(ops, s.putCarried(e, id, version, next))
		}
	}
	return is, ops, nil
}

// buryCarried takes back what was carried over, with the talk.
func (s *Talks) buryCarried(ctx context.Context, e entry, ids ...flows.CarriedID) (ops []Op, err error) {
	for _, id := range ids {
		_, version, err := s.findCarried(ctx, e, id)
		if err != nil {
			return nil, err
		}
		ops = append(ops, s.putCarried(e, id, version, uncarried))
	}
	return ops, nil
}

func (s *Talks) findCarried(ctx context.Context, e entry, id flows.CarriedID) (o flows.TalkOpinion, version uint64, err error) {
	at := carriedKey(e.round.ID, id)
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return o, 0, nil
	}
	if err == nil {
		err = openJSON(s.rounds.forTalks(e, "talkopinions"), at.place(), rec.Value, &o)
	}
	return o, rec.Version, err
}

func (s *Talks) putCarried(e entry, id flows.CarriedID, version uint64, o flows.TalkOpinion) Op {
	at := carriedKey(e.round.ID, id)
	return Op{Do: Put, Key: at, Expect: version, Version: aVersion(),
		Value: sealJSON(s.rounds.forTalks(e, "talkopinions"), at.place(), o, talkStep)}
}
