package storage

import (
	"cmp"
	"context"
	"crypto/rand"
	"errors"
	"slices"
	"sync"
	"time"

	"filippo.io/age"
	"github.com/google/uuid"

	"soundings/flows"
)

// Rounds keeps rounds and their keys. What it has read it remembers with its
// version: whoever writes into a round checks that version in the same Apply,
// so a change by another process is never missed, only seen a moment later.
// Versions are drawn and not counted: a store that has lost its last writes, as
// by a failover, has another change where the lost one was, and never the same
// version.
type Rounds struct {
	vault *Vault

	mu    sync.RWMutex
	look  uint64 // the number of the last that was begun
	known map[flows.RoundID]entry
	empty map[Collection]time.Time // when it was cleared, see Clear and Destroy

	looks *looks
}

// An entry is a round as it was at a version, and its keys.
type entry struct {
	round   flows.Round
	version uint64
	keys    ring
	ringAt  uint64 // version of the keys
	session []byte // the key of sessions that stand with the round; none once its secret is gone
	look    uint64 // which look into the store it is from
}

// A ring holds a round's keys, sealed under the service key. Secret and Tickets
// are destroyed when the round closes: participants, sessions and tickets then
// say nothing any more, even to whoever has the service key. Talks, of what is
// named, stays in the service's keeping until the round is destroyed; Hearing, of
// whoever asked to hear how it came out, until they have heard.
type ring struct {
	Secret   []byte `json:"secret,omitempty"`
	Tickets  []byte `json:"tickets,omitempty"`
	Talks    []byte `json:"talks,omitempty"`    // none in a round of an earlier version: see withTalks
	Hearing  []byte `json:"hearing,omitempty"`  // likewise: see withHearing
	Identity string `json:"identity,omitempty"` // none for an organizer's own recipient
	To       string `json:"to"`                 // recipient of opinions
}

// NewRounds keeps rounds in a vault.
func NewRounds(v *Vault) *Rounds {
	return &Rounds{vault: v, known: map[flows.RoundID]entry{}, empty: map[Collection]time.Time{}, looks: newLooks()}
}

var index = Collection{Tag: "rounds", Name: "index"}

func roundKey(id flows.RoundID, what string) Key {
	return Key{Collection{Tag: string(id), Name: "round"}, what}
}

// Create keeps a new draft with keys of its own, under its id or, where it has none,
// a fresh random one. Where one of that id is kept already, nothing is written and
// that is given, as it stands: who creates a round by an id may ask again.
func (s *Rounds) Create(ctx context.Context, r flows.Round, did ...flows.Act) (flows.Round, error) {
	if r.ID == "" {
		id, err := uuid.NewRandom()
		if err != nil {
			return r, err
		}
		r.ID = flows.RoundID(id.String())
	}
	r.State = flows.Draft
	keys, err := newRing(r.Recipient)
	if err != nil {
		return r, err
	}
	note, err := s.vault.noting(ctx, string(r.ID), did)
	if err != nil {
		return r, err
	}
	err = s.vault.apply(ctx, append(note, s.putRound(entry{round: r}), s.putRing(r.ID, keys, 0))...)
	if errors.Is(err, ErrConflict) {
		e, err := s.load(ctx, r.ID)
		if err != nil {
			return r, err
		}
		return e.round, s.list(ctx, r.ID)
	}
	if err != nil {
		return r, err
	}
	// Listed last: a crash before leaves a round that nobody can find, never a
	// listed one without its record.
	return r, s.list(ctx, r.ID)
}

// list puts a round on the list of all, if it is not there.
func (s *Rounds) list(ctx context.Context, id flows.RoundID) error {
	at := Key{index, string(id)}
	err := s.vault.apply(ctx, Op{Do: Put, Key: at, Value: seal(s.vault.keys.For("index"), at.place(), nil, smallStep)})
	if errors.Is(err, ErrConflict) {
		return nil
	}
	return err
}

func newRing(recipient string) (ring, error) {
	keys := ring{Secret: randomKey(), Tickets: randomKey(), Talks: randomKey(), Hearing: randomKey(), To: recipient}
	if recipient != "" {
		return keys, nil
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return ring{}, err
	}
	keys.Identity, keys.To = identity.String(), identity.Recipient().String()
	return keys, nil
}

func randomKey() []byte {
	key := make([]byte, 32)
	rand.Read(key)
	return key
}

func (s *Rounds) putRound(e entry) Op {
	at := roundKey(e.round.ID, "record")
	return Op{Do: Put, Key: at, Expect: e.version, Version: aVersion(),
		Value: sealJSON(s.vault.keys.For("round"), at.place(), e.round, roundStep)}
}

func (s *Rounds) putRing(id flows.RoundID, keys ring, version uint64) Op {
	at := roundKey(id, "keys")
	return Op{Do: Put, Key: at, Expect: version,
		Value: sealJSON(s.vault.keys.For("ring"), at.place(), keys, roundStep)}
}

// unchanged is the part of an Apply that fails where the round is no longer as
// e has it.
func (e entry) unchanged() Op {
	return Op{Do: Check, Key: roundKey(e.round.ID, "record"), Expect: e.version}
}

// load reads a round and its keys from the store.
func (s *Rounds) load(ctx context.Context, id flows.RoundID) (entry, error) {
	look := s.begin()
	at := roundKey(id, "record")
	rec, err := s.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return entry{}, flows.Fail(flows.NotFound, "round.unknown", flows.Args{"id": string(id)})
	}
	if err != nil {
		return entry{}, err
	}
	e, ok := s.remembered(id)
	if ok && e.version == rec.Version {
		e.look = look
		s.remember(e)
		return e, nil
	}
	e = entry{version: rec.Version, look: look}
	if err := openJSON(s.vault.keys.For("round"), at.place(), rec.Value, &e.round); err != nil {
		return entry{}, err
	}
	if err := s.loadRing(ctx, &e); err != nil {
		return entry{}, err
	}
	s.remember(e)
	// Perhaps written by a process that ended before it settled that.
	s.vault.sediment.add(s.vault.now(), collectionsOf(id)...)
	return e, nil
}

// begin numbers a look into the store.
func (s *Rounds) begin() uint64 {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.look++
	return s.look
}

// remember keeps a round as it was found, unless a look that began later has
// found it already: a slow one may bring an older round. Of one that changed
// nothing is taken for empty any more: it may have gone back.
func (s *Rounds) remember(e entry) {
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.known[e.round.ID]
	if before.look > e.look {
		return
	}
	s.known[e.round.ID] = e
	if before.version == e.version {
		return
	}
	for _, c := range collectionsOf(e.round.ID) {
		delete(s.empty, c)
	}
}

// collectionsOf are the collections of what people bring into a round, and of what
// is made of it.
func collectionsOf(id flows.RoundID) []Collection {
	var all []Collection
	for _, name := range []string{"opinions", "participants", "tickets", "marks", "sessions", "addresses",
		"hearers", "members", "talks", "talkopinions", "results"} {
		all = append(all, Collection{Tag: string(id), Name: name})
	}
	return all
}

func (s *Rounds) loadRing(ctx context.Context, e *entry) error {
	at := roundKey(e.round.ID, "keys")
	rec, err := s.vault.store.Get(ctx, at)
	if err != nil {
		return err
	}
	e.ringAt = rec.Version
	if err := openJSON(s.vault.keys.For("ring"), at.place(), rec.Value, &e.keys); err != nil {
		return err
	}
	if len(e.keys.Secret) > 0 {
		e.session = s.vault.keys.forRound(flows.Secret(e.keys.Secret), "session")
	}
	return nil
}

func (s *Rounds) remembered(id flows.RoundID) (entry, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e, ok := s.known[id]
	return e, ok
}

// entry is the round as remembered, else as stored.
func (s *Rounds) entry(ctx context.Context, id flows.RoundID) (entry, error) {
	if e, ok := s.remembered(id); ok {
		return e, nil
	}
	return s.load(ctx, id)
}

// Round is a round as remembered: at most one Refresh old. NotFound where there
// is none.
func (s *Rounds) Round(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	e, err := s.entry(ctx, id)
	return e.round, err
}

// Known are the rounds as remembered, newest opening first.
func (s *Rounds) Known() []flows.Round {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var all []flows.Round
	for _, e := range s.known {
		all = append(all, e.round)
	}
	slices.SortFunc(all, func(a, b flows.Round) int {
		return cmp.Or(b.Opens.Compare(a.Opens), cmp.Compare(a.ID, b.ID))
	})
	return all
}

// Secret is the secret of an open round. Refused afterwards (round.is_closed,
// round.is_released, round.is_destroyed): it is gone.
func (s *Rounds) Secret(ctx context.Context, id flows.RoundID) (flows.Secret, error) {
	e, err := s.withSecret(ctx, id)
	if err != nil {
		return flows.Secret{}, err
	}
	return flows.Secret(e.keys.Secret), nil
}

// withSecret is a round that still has its secret.
func (s *Rounds) withSecret(ctx context.Context, id flows.RoundID) (entry, error) {
	e, err := s.entry(ctx, id)
	if err == nil && len(e.keys.Secret) == 0 {
		err = e.round.Writable(s.vault.now())
	}
	return e, err
}
