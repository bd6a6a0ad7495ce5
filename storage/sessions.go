package storage

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"soundings/flows"
)

// Sessions keeps one session a chat. That of a chat that takes part in a round
// stands with the round, under a seat and a key that both need the round's
// secret: once that is destroyed, it can neither be opened nor told whose it
// was, and it goes with the closing. Of several rounds it stands with one for as
// long as that is open, and has of each other a part under that round's key; the
// others have a copy, for when that one closes first.
type Sessions struct {
	rounds *Rounds
	key    []byte // of sessions in the lobby
}

// NewSessions keeps sessions; rounds have the secrets.
func NewSessions(r *Rounds) *Sessions { return &Sessions{r, r.vault.keys.For("session")} }

// A sealedSession is what is sealed. Which rounds the others are is not written
// down: each is tried.
type sealedSession struct {
	Age    uint64 // how often it was saved: of several copies the one with most is the newest
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

func (c chair) id() flows.RoundID { return c.round.round.ID }

func sessionsOf(id flows.RoundID) Collection {
	return Collection{Tag: string(id), Name: "sessions"}
}

func (s *Sessions) lobby(who flows.Sitter) chair {
	return chair{at: Key{Collection{string(who.Lobby()), "session", true}, "s"}, key: s.key}
}

// chairs are a chat's places in these of the rounds that are open.
func (s *Sessions) chairs(ctx context.Context, who flows.Sitter, in func(flows.RoundID) bool) ([]chair, error) {
	var all []chair
	for _, e := range s.open() {
		if !in(e.round.ID) {
			continue
		}
		seat, err := who.Seat(ctx, e.round.ID)
		if flows.CodeOf(err) == flows.Refused {
			continue // it closed this very moment
		}
		if err != nil {
			return nil, err
		}
		all = append(all, chair{e, Key{sessionsOf(e.round.ID), string(seat)}, e.session})
	}
	return all, nil
}

// open are the rounds that sessions can stand with, in the order of their ids:
// nothing that may change.
func (s *Sessions) open() []entry {
	var all []entry
	for _, r := range s.rounds.Known() {
		if e, ok := s.rounds.remembered(r.ID); ok && e.session != nil && e.round.State == flows.Opened {
			all = append(all, e)
		}
	}
	slices.SortFunc(all, func(a, b entry) int { return cmp.Compare(a.round.ID, b.round.ID) })
	return all
}

// Load reads a chat's session: of all that stand with its rounds the newest, with
// the parts that only another has. Where there is none, its Version is 0: perhaps
// it stands with a round that another process has opened just now.
func (s *Sessions) Load(ctx context.Context, who flows.Sitter) (flows.SessionData, error) {
	var found flows.SessionData
	chairs, err := s.chairs(ctx, who, func(flows.RoundID) bool { return true })
	if err != nil {
		return found, err
	}
	for _, c := range chairs {
		data, err := s.load(ctx, c)
		if err != nil {
			return found, err
		}
		found = newest(found, data)
	}
	if found.Version > 0 {
		return found, nil
	}
	return s.load(ctx, s.lobby(who))
}

func newest(a, b flows.SessionData) flows.SessionData {
	if a.Version == 0 || b.Version > 0 && b.Age > a.Age {
		a, b = b, a
	}
	if own, ok := b.Parts[b.Round]; ok && a.Parts[b.Round] == nil {
		a.Parts[b.Round] = own // joined at the same time, elsewhere
	}
	return a
}

func (s *Sessions) load(ctx context.Context, c chair) (flows.SessionData, error) {
	rec, err := s.rounds.vault.store.Get(ctx, c.at)
	if errors.Is(err, ErrNotFound) {
		return flows.SessionData{}, nil
	}
	if err != nil {
		return flows.SessionData{}, err
	}
	data := flows.SessionData{Place: flows.Place{Round: c.id(), Version: rec.Version}, Parts: map[flows.RoundID][]byte{}}
	var stored sealedSession
	if err := openJSON(c.key, c.at.place(), rec.Value, &stored); err != nil {
		data.Lost = true // damaged, or of another form: nobody may be locked out by it
		return data, nil
	}
	data.Age, data.Common = stored.Age, stored.Common
	if stored.Own != nil {
		data.Parts[data.Round] = stored.Own
	}
	if !s.openParts(c.at, stored.Others, data.Parts) {
		// Perhaps of a round that another process has opened just now.
		if err := s.rounds.Refresh(ctx); err != nil {
			return flows.SessionData{}, err
		}
		data.Lost = !s.openParts(c.at, stored.Others, data.Parts)
	}
	return data, nil
}

// openParts opens what it can and says whether that was all.
func (s *Sessions) openParts(at Key, sealed [][]byte, into map[flows.RoundID][]byte) bool {
	all := true
	for _, part := range sealed {
		all = s.openPart(at, part, into) && all
	}
	return all
}

func (s *Sessions) openPart(at Key, part []byte, into map[flows.RoundID][]byte) bool {
	for _, e := range s.open() {
		if plain, err := open(e.session, at.place(), part); err == nil {
			into[e.round.ID] = plain
			return true
		}
	}
	return false
}
