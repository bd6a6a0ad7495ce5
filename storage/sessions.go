package storage

import (
	"context"
	"errors"
	"time"

	"soundings/flows"
)

// Sessions keeps one session a seat. What is common is sealed under a key of
// the service; what belongs to a round under one that needs the round's secret
// as well. Which rounds those are is not written down: each is tried.
type Sessions struct{ rounds *Rounds }

// NewSessions keeps sessions; rounds have the secrets.
func NewSessions(r *Rounds) *Sessions { return &Sessions{rounds: r} }

type sealedSession struct {
	Common []byte
	Parts  [][]byte
}

func sessionKey(seat flows.Seat) Key {
	return Key{Collection{string(seat), "session", true}, "s"}
}

// Load reads a seat's session. Where there is none, its Version is 0.
func (s *Sessions) Load(ctx context.Context, seat flows.Seat) (flows.SessionData, error) {
	at := sessionKey(seat)
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return flows.SessionData{}, nil
	}
	if err != nil {
		return flows.SessionData{}, err
	}
	var stored sealedSession
	if err := openJSON(s.rounds.vault.keys.For("session"), at.place(), rec.Value, &stored); err != nil {
		// Damaged, or of another form: nobody may be locked out by it.
		return flows.SessionData{Version: rec.Version, Lost: true}, nil
	}
	data := flows.SessionData{Version: rec.Version, Common: stored.Common, Parts: map[flows.RoundID][]byte{}}
	if s.openParts(at, stored.Parts, data.Parts) {
		return data, nil
	}
	// Perhaps of a round that another process has opened just now.
	if err := s.rounds.Refresh(ctx); err != nil {
		return flows.SessionData{}, err
	}
	data.Lost = !s.openParts(at, stored.Parts, data.Parts)
	return data, nil
}

// openParts opens what it can and says whether that was all.
func (s *Sessions) openParts(at Key, sealed [][]byte, into map[flows.RoundID][]byte) bool {
	all := true
	for _, part := range sealed {
		id, plain, ok := s.openPart(at, part)
		if ok {
			into[id] = plain
		}
		all = all && ok
	}
	return all
}

func (s *Sessions) openPart(at Key, part []byte) (flows.RoundID, []byte, bool) {
	for _, r := range s.rounds.Known() {
		e, ok := s.rounds.remembered(r.ID)
		if !ok || len(e.keys.Secret) == 0 {
			continue
		}
		if plain, err := open(s.partKey(e), at.place(), part); err == nil {
			return r.ID, plain, true
		}
	}
	return "", nil, false
}

func (s *Sessions) partKey(e entry) []byte {
	return s.rounds.vault.keys.forRound(flows.Secret(e.keys.Secret), "session")
}

// Save writes a seat's session where it is still at data.Version, and gives the
// version it has then; Conflict (session.changed) where it is not. Parts of
// rounds that have closed are left out.
func (s *Sessions) Save(ctx context.Context, seat flows.Seat, data flows.SessionData) (version uint64, err error) {
	at := sessionKey(seat)
	stored, end := sealedSession{Common: data.Common}, time.Time{}
	for id, plain := range data.Parts {
		e, err := s.rounds.entry(ctx, id)
		if err != nil && flows.CodeOf(err) != flows.NotFound {
			return 0, err
		}
		if len(e.keys.Secret) > 0 {
			stored.Parts = append(stored.Parts, seal(s.partKey(e), at.place(), plain, partStep))
			end = later(end, partEnd(e.round, s.rounds.vault.now()))
		}
	}
	if !end.After(s.rounds.vault.now()) {
		end = endOfTomorrow(s.rounds.vault.now())
	}
	version = aVersion()
	err = s.rounds.vault.apply(ctx, Op{Do: Put, Key: at, Expect: data.Version, Version: version,
		Value: sealJSON(s.rounds.vault.keys.For("session"), at.place(), stored, sessionStep), Expires: end})
	if errors.Is(err, ErrConflict) {
		return 0, flows.Fail(flows.Conflict, "session.changed", nil)
	}
	return version, err
}

const day = 24 * time.Hour

// What remains of a session's time must not tell when somebody last wrote. So
// it ends with the round, a day later, in which a draft from just before an
// extension is still there; and where the round has no date, at the end of the
// next month, the same for everybody.
func partEnd(r flows.Round, now time.Time) time.Time {
	if !r.Closes.IsZero() {
		return r.Closes.Add(day)
	}
	y, m, _ := now.UTC().Date()
	return time.Date(y, m+2, 1, 0, 0, 0, 0, time.UTC)
}

// endOfTomorrow is the end of a session that takes part in no round.
func endOfTomorrow(now time.Time) time.Time {
	return now.UTC().Truncate(day).Add(2 * day)
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}
