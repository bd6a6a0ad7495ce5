package storage

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"strings"
	"time"

	"soundings/flows"
)

// Talks keeps the logs of talks, which are named: who logged them, who answered
// what. They may be read while the round is open, and are frozen when it closes.
// What was carried over from them is kept apart; see Carry. It knows nothing of
// participants or opinions, and shares no key and no id with them.
type Talks struct{ rounds *Rounds }

// NewTalks keeps the talks of rounds.
func NewTalks(r *Rounds) *Talks { return &Talks{rounds: r} }

func talkKey(round flows.RoundID, id flows.TalkID) Key {
	return Key{Collection{Tag: string(round), Name: "talks"}, string(id)}
}

// withdrawnTalk takes the place of a talk that its logger has taken back, so that no
// late retry of the Put brings it back.
var withdrawnTalk flows.TalkRecord

func isWithdrawn(r flows.TalkRecord) bool { return r.ID == "" }

// Put keeps a new talk of an open round under the id that was made for it. To put
// the same again is no error. Refused: talk.too_late, talk.withdrawn. Conflict
// (talk.taken): the id has another one.
func (s *Talks) Put(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error {
	return s.writing(ctx, round, func(e entry) error {
		if err := s.validate(e.round, t); err != nil {
			return err
		}
		found, version, err := s.find(ctx, e, id)
		switch {
		case err != nil:
			return err
		case version == 0:
			return s.apply(ctx, e, id, 0, flows.TalkRecord{ID: id, Talk: t, Logged: s.today()})
		case isWithdrawn(found):
			return flows.Fail(flows.Refused, "talk.withdrawn", nil)
		case !found.Talk.Equal(t):
			return flows.Fail(flows.Conflict, "talk.taken", nil)
		}
		return nil
	})
}

// Edit replaces a talk's log by what its logger, t.By, says now, and takes back what
// was carried over from it and stands there no more. Invalid: see
// Talk.Validate. NotFound: talk.unknown. Refused: talk.too_late, talk.withdrawn,
// talk.not_yours.
func (s *Talks) Edit(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error {
	return s.change(ctx, round, id, func(e entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		if err := s.validate(e.round, t); err != nil {
			return r, nil, err
		}
		next, err := r.Rewritten(t, s.today())
		if err != nil {
			return r, nil, err
		}
		return s.carryOn(ctx, e, r, next)
	})
}

// Answer keeps what a member who was the other side, a.By, says of a talk. Errors as
// Edit's, and those of TalkRecord.Answered.
func (s *Talks) Answer(ctx context.Context, round flows.RoundID, id flows.TalkID, a flows.TalkAnswer) error {
	return s.change(ctx, round, id, func(_ entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		next, err := r.Answered(a, s.today())
		return next, nil, err
	})
}

// Tell notes that a member is told what of a talk waits for them, before they are.
// Refused (talk.changed): there is nothing any more that they were not told of;
// perhaps another process was first. Otherwise errors as Edit's.
func (s *Talks) Tell(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error {
	return s.change(ctx, round, id, func(_ entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		if !r.Untold(m, s.today()) {
			return r, nil, flows.Fail(flows.Refused, "talk.changed", nil)
		}
		return r.Told(m, s.today()), nil, nil
	})
}

// Untell takes back what Tell has noted, as nothing was sent.
func (s *Talks) Untell(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error {
	return s.change(ctx, round, id, func(_ entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		return r.Untell(m), nil, nil
	})
}

// Withdraw takes a member's own words back: the logger's, the talk with all that
// hangs on it; another's, their answer. What is withdrawn already is no error.
// Otherwise errors as Edit's.
func (s *Talks) Withdraw(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error {
	err := s.change(ctx, round, id, func(e entry, r flows.TalkRecord) (flows.TalkRecord, []Op, error) {
		if m == r.Talk.By {
			ops, err := s.buryCarried(ctx, e, r.Carried...)
			return withdrawnTalk, ops, err
		}
		next, err := r.Unsaid(m)
		return next, nil, err
	})
	return unlessWithdrawn(err)
}

// unlessWithdrawn is err where it says more than that there is nothing to take back.
func unlessWithdrawn(err error) error {
	if flows.KeyOf(err) == "talk.withdrawn" {
		return nil
	}
	return err
}

// Find is a talk. NotFound: talk.unknown. Refused: talk.withdrawn.
func (s *Talks) Find(ctx context.Context, round flows.RoundID, id flows.TalkID) (flows.TalkRecord, error) {
	e, named, err := s.rounds.talksOf(ctx, round)
	if err != nil {
		return flows.TalkRecord{}, err
	}
	if !named {
		return flows.TalkRecord{}, unknownTalk()
	}
	r, _, err := s.standing(ctx, e, id)
	return r, err
}

// List are the talks of a round, by day.
func (s *Talks) List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error) {
	all, err := listTalks[flows.TalkRecord](ctx, s.rounds, round, "talks")
	all = slices.DeleteFunc(all, isWithdrawn)
	slices.SortFunc(all, func(a, b flows.TalkRecord) int {
		return strings.Compare(a.Talk.Date+string(a.ID), b.Talk.Date+string(b.ID))
	})
	return all, err
}

// listTalks opens a collection of what is named in a round.
func listTalks[T any](ctx context.Context, rounds *Rounds, round flows.RoundID, name string) ([]T, error) {
	e, named, err := rounds.talksOf(ctx, round)
	if err != nil || !named {
		return nil, err
	}
	key := rounds.forTalks(e, name)
	var all []T
	for rec, err := range rounds.vault.store.List(ctx, Collection{Tag: string(round), Name: name}) {
		if err != nil {
			return nil, err
		}
		var one T
		if err := openJSON(key, rec.place(), rec.Value, &one); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// validate checks a talk, and that it was not on a day to come.
func (s *Talks) validate(r flows.Round, t flows.Talk) error {
	if err := t.Validate(r); err != nil {
		return err
	}
	if t.Date > s.today() {
		return flows.Fail(flows.Invalid, "talk.bad_date", nil)
	}
	return nil
}

// today is the day in the zone that days count in.
func (s *Talks) today() string { return s.rounds.vault.now().Format(time.DateOnly) }

func unknownTalk() error { return flows.Fail(flows.NotFound, "talk.unknown", nil) }

// find is what stands at a talk's place; version 0: nothing.
func (s *Talks) find(ctx context.Context, e entry, id flows.TalkID) (r flows.TalkRecord, version uint64, err error) {
	at := talkKey(e.round.ID, id)
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return r, 0, nil
	}
	if err == nil {
		err = openJSON(s.rounds.forTalks(e, "talks"), at.place(), rec.Value, &r)
	}
	return r, rec.Version, err
}

// standing is a talk that is there and was not withdrawn.
func (s *Talks) standing(ctx context.Context, e entry, id flows.TalkID) (flows.TalkRecord, uint64, error) {
	r, version, err := s.find(ctx, e, id)
	switch {
	case err != nil:
		return r, version, err
	case version == 0:
		return r, version, unknownTalk()
	case isWithdrawn(r):
		return r, version, flows.Fail(flows.Refused, "talk.withdrawn", nil)
	}
	return r, version, nil
}

// writing is Rounds.writing for what is named: where the round takes no more of it
// that is talk.too_late.
func (s *Talks) writing(ctx context.Context, round flows.RoundID, attempt func(entry) error) error {
	if _, err := s.rounds.withTalks(ctx, round); err != nil {
		return tooLate(err)
	}
	return tooLate(s.rounds.writing(ctx, round, attempt))
}

func tooLate(err error) error {
	switch flows.KeyOf(err) {
	case "round.is_closed", "round.is_released", "round.is_destroyed":
		return &flows.Error{Code: flows.Refused, Key: "talk.too_late", Args: flows.ArgsOf(err), Err: err}
	}
	return err
}

// change makes a step with a talk of an open round. Where the talk or the round
// changed meanwhile, step is asked again. The step may come with more to write.
func (s *Talks) change(ctx context.Context, round flows.RoundID, id flows.TalkID,
	step func(entry, flows.TalkRecord) (flows.TalkRecord, []Op, error)) error {
	return s.writing(ctx, round, func(e entry) error {
		r, version, err := s.standing(ctx, e, id)
		if err != nil {
			return err
		}
		next, more, err := step(e, r)
		if err != nil || len(more) == 0 && reflect.DeepEqual(next, r) {
			return err
		}
		return s.apply(ctx, e, id, version, next, more...)
	})
}

// apply writes a talk, and what else there is, in one Apply with the check that the
// round is as it was known.
func (s *Talks) apply(ctx context.Context, e entry, id flows.TalkID, version uint64, r flows.TalkRecord, more ...Op) error {
	at := talkKey(e.round.ID, id)
	return s.rounds.vault.apply(ctx, append(more, e.unchanged(), Op{Do: Put, Key: at, Expect: version, Version: aVersion(),
		Value: sealJSON(s.rounds.forTalks(e, "talks"), at.place(), r, talkStep)})...)
}
