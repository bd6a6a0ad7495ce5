package storage

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"soundings/flows"
)

// Sessions keeps one session a chat. That of a chat that takes part in a round
// stands with the round, under a seat and a key that both need the round's
// secret: once that is destroyed, it can neither be opened nor told whose it
// was, and it goes with the closing. Of several rounds it stands with the one
// that closes last and has of each other a part under that round's key; the
// others have a copy, for when that one closes first all the same.
type Sessions struct{ rounds *Rounds }

// NewSessions keeps sessions; rounds have the secrets.
func NewSessions(r *Rounds) *Sessions { return &Sessions{rounds: r} }

// A sealedSession is what is sealed. Which rounds the others are is not written
// down: each is tried.
type sealedSession struct {
	Common []byte
	Own    []byte   // the part of the round it stands with
	Others [][]byte // those of other rounds, sealed once more
}

// A chair is where a session stands and the key it is sealed with.
type chair struct {
	round entry // none: the lobby
	at    Key
	key   []byte
}

func sessionsOf(id flows.RoundID) Collection {
	return Collection{Tag: string(id), Name: "sessions"}
}

func (s *Sessions) lobby(who flows.Sitter) chair {
	return chair{at: Key{Collection{string(who.Lobby()), "session", true}, "s"}, key: s.rounds.vault.keys.For("session")}
}

// chair is a chat's place in a round. Refused when it has closed.
func (s *Sessions) chair(ctx context.Context, e entry, who flows.Sitter) (chair, error) {
	seat, err := who.Seat(ctx, e.round.ID)
	return chair{e, Key{sessionsOf(e.round.ID), string(seat)}, s.partKey(e)}, err
}

func (s *Sessions) partKey(e entry) []byte {
	return s.rounds.vault.keys.forRound(flows.Secret(e.keys.Secret), "session")
}

// open are the rounds that sessions can stand with, the last to close first.
func (s *Sessions) open() []entry {
	var all []entry
	for _, r := range s.rounds.Known() {
		if e, ok := s.rounds.remembered(r.ID); ok && len(e.keys.Secret) > 0 && e.round.State == flows.Opened {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b entry) int {
		return cmp.Or(lastToClose(a, b), cmp.Compare(a.round.ID, b.round.ID))
	})
	return all
}

// lastToClose puts a round without a date before all others.
func lastToClose(a, b entry) int {
	switch a, b := a.round.Closes, b.round.Closes; {
	case a.IsZero() && b.IsZero():
		return 0
	case a.IsZero():
		return -1
	case b.IsZero():
		return 1
	default:
		return b.Compare(a)
	}
}

// Load reads a chat's session. Where there is none, its Version is 0.
func (s *Sessions) Load(ctx context.Context, who flows.Sitter) (flows.SessionData, error) {
	for _, e := range s.open() {
		c, err := s.chair(ctx, e, who)
		if flows.CodeOf(err) == flows.Refused {
			continue // it closed this very moment
		}
		if err != nil {
			return flows.SessionData{}, err
		}
		if data, err := s.load(ctx, c); err != nil || data.Version > 0 {
			return data, err
		}
	}
	return s.load(ctx, s.lobby(who))
}

func (s *Sessions) load(ctx context.Context, c chair) (flows.SessionData, error) {
	rec, err := s.rounds.vault.store.Get(ctx, c.at)
	if errors.Is(err, ErrNotFound) {
		return flows.SessionData{}, nil
	}
	if err != nil {
		return flows.SessionData{}, err
	}
	data := flows.SessionData{Place: flows.Place{Round: c.round.round.ID, Version: rec.Version}, Parts: map[flows.RoundID][]byte{}}
	var stored sealedSession
	if err := openJSON(c.key, c.at.place(), rec.Value, &stored); err != nil {
		data.Lost = true // damaged, or of another form: nobody may be locked out by it
		return data, nil
	}
	data.Common = stored.Common
	if stored.Own != nil {
		data.Parts[data.Round] = stored.Own
	}
	for _, part := range stored.Others {
		data.Lost = !s.openPart(c.at, part, data.Parts) || data.Lost
	}
	return data, nil
}

// openPart says whether a part is of a round that has not closed.
func (s *Sessions) openPart(at Key, part []byte, into map[flows.RoundID][]byte) bool {
	for _, e := range s.open() {
		if plain, err := open(s.partKey(e), at.place(), part); err == nil {
			into[e.round.ID] = plain
			return true
		}
	}
	return false
}

// Save writes a chat's session where it still is as data has it, and gives its
// place from then on; Conflict (session.changed) where it is not. Parts of
// rounds that have closed are left out. A session that stood with no other
// round went with it, and is not saved elsewhere: Conflict as well.
func (s *Sessions) Save(ctx context.Context, who flows.Sitter, data flows.SessionData) (flows.Place, error) {
	for range attempts {
		c, err := s.seatOf(ctx, who, data)
		if err != nil {
			return flows.Place{}, err
		}
		expect := uint64(0)
		if c.round.round.ID == data.Round {
			expect = data.Version
		}
		place, err := s.put(ctx, c, data, expect)
		if err == nil {
			s.copy(ctx, who, data, c)
			s.leave(ctx, who, data.Place, place)
		}
		if !errors.Is(err, ErrConflict) {
			return place, err
		}
		if changed, err := s.changed(ctx, c); !changed {
			return flows.Place{}, err
		}
	}
	return flows.Place{}, flows.Fail(flows.Unavailable, "store.busy", nil)
}

// seatOf is where a session belongs now: with the last round to close of those
// that it has a part of; in the lobby if it never had one.
func (s *Sessions) seatOf(ctx context.Context, who flows.Sitter, data flows.SessionData) (chair, error) {
	for _, e := range s.open() {
		if _, in := data.Parts[e.round.ID]; !in {
			continue
		}
		if c, err := s.chair(ctx, e, who); flows.CodeOf(err) != flows.Refused {
			return c, err
		}
	}
	if data.Round != "" || len(data.Parts) > 0 {
		return chair{}, flows.Fail(flows.Conflict, "session.changed", nil)
	}
	return s.lobby(who), nil
}

func (s *Sessions) put(ctx context.Context, c chair, data flows.SessionData, expect uint64) (flows.Place, error) {
	stored := sealedSession{Common: data.Common, Own: data.Parts[c.round.round.ID]}
	for _, e := range s.open() {
		if part, in := data.Parts[e.round.ID]; in && e.round.ID != c.round.round.ID {
			stored.Others = append(stored.Others, seal(s.partKey(e), c.at.place(), part, smallStep))
		}
	}
	place := flows.Place{Round: c.round.round.ID, Version: aVersion()}
	op := Op{Do: Put, Key: c.at, Expect: expect, Version: place.Version,
		Value: sealJSON(c.key, c.at.place(), stored, sessionStep)}
	if place.Round == "" {
		op.Expires = endOfTomorrow(s.rounds.vault.now())
		return place, s.rounds.vault.apply(ctx, op)
	}
	return place, s.rounds.vault.apply(ctx, c.round.unchanged(), op)
}

// changed looks up why a session could not be put: true where it was the round
// that changed, else Conflict.
func (s *Sessions) changed(ctx context.Context, c chair) (bool, error) {
	if c.round.version > 0 {
		now, err := s.rounds.load(ctx, c.round.round.ID)
		if err != nil || now.version != c.round.version {
			return err == nil, err
		}
	}
	return false, flows.Fail(flows.Conflict, "session.changed", nil)
}

// copy puts the session with its chat's other rounds as well. Where that fails
// an older one stands there, or none.
func (s *Sessions) copy(ctx context.Context, who flows.Sitter, data flows.SessionData, but chair) {
	for _, e := range s.open() {
		if _, in := data.Parts[e.round.ID]; !in || e.round.ID == but.round.round.ID {
			continue
		}
		if c, err := s.chair(ctx, e, who); err == nil {
			rec, _ := s.rounds.vault.store.Get(ctx, c.at)
			_, _ = s.put(ctx, c, data, rec.Version)
		}
	}
}

// leave removes a session from the lobby once it stands with a round. Where that
// fails it is not looked at any more: rounds come first.
func (s *Sessions) leave(ctx context.Context, who flows.Sitter, from, to flows.Place) {
	if from.Round == "" && from.Version > 0 && to.Round != "" {
		_ = s.rounds.vault.apply(ctx, Op{Do: Delete, Key: s.lobby(who).at, Expect: from.Version})
	}
}

// endOfTomorrow is the end of a session in the lobby, the same for all of a day,
// so that what remains of it does not tell when somebody last wrote.
func endOfTomorrow(now time.Time) time.Time {
	const day = 24 * time.Hour
	return now.UTC().Truncate(day).Add(2 * day)
}
