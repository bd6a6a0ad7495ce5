package storage

import (
	"context"
	"errors"
	"sync"
	"time"

	"filippo.io/age"

	"soundings/flows"
)

// Ledgers keeps the 整改台账 of rounds, each under a key of its own in the service's
// keeping, or sealed to the organizer's own recipient where the round was: what is
// said of points there repeats their words. It is named, does not go with its round,
// and is kept until it is removed or was kept long enough.
type Ledgers struct {
	vault *Vault

	mu   sync.Mutex
	next map[flows.RoundID]time.Time // when to look again whether it was kept long enough
}

// NewLedgers keeps the ledgers of a vault's rounds.
func NewLedgers(v *Vault) *Ledgers {
	return &Ledgers{vault: v, next: map[flows.RoundID]time.Time{}}
}

// A ledgerHead names what is kept.
type ledgerHead struct {
	Present revision `json:"present"`
	On      string   `json:"on"`
	To      string   `json:"to,omitempty"`
}

func ledgerOf(id flows.RoundID) Collection { return Collection{Tag: string(id), Name: "ledger"} }

func ledgerKey(id flows.RoundID) Key { return Key{ledgerOf(id), "head"} }

// key is the key of one ledger, and of nothing else.
func (s *Ledgers) key(id flows.RoundID) []byte { return s.vault.keys.For("ledger", string(id)) }

func (s *Ledgers) parts(id flows.RoundID) parts { return parts{s.vault, ledgerOf(id)} }

// Look says of the ledger that is kept of a round all but what it holds. NotFound:
// ledger.none.
func (s *Ledgers) Look(ctx context.Context, id flows.RoundID) (flows.KeptLedger, error) {
	h, version, err := s.head(ctx, id)
	return flows.KeptLedger{Version: version, On: h.On, To: h.To}, err
}

// Present opens the ledger that is kept of a round. The identity is needed where it
// is sealed to the organizer's own recipient (Refused: identity.needed,
// identity.wrong), and else not looked at. NotFound: ledger.none.
func (s *Ledgers) Present(ctx context.Context, id flows.RoundID, identity age.Identity) (flows.KeptLedger, error) {
	for range attempts {
		h, version, err := s.head(ctx, id)
		if err != nil {
			return flows.KeptLedger{}, err
		}
		sealed, err := s.parts(id).collect(ctx, h.Present)
		if err == nil {
			data, err := s.open(id, h, identity, sealed)
			return flows.KeptLedger{Data: data, Version: version, On: h.On, To: h.To}, err
		}
		if _, now, failed := s.head(ctx, id); failed != nil || now == version {
			return flows.KeptLedger{}, err
		}
	}
	return flows.KeptLedger{}, flows.Fail(flows.Unavailable, "store.busy", nil)
}

func (s *Ledgers) open(id flows.RoundID, h ledgerHead, identity age.Identity, sealed []byte) ([]byte, error) {
	switch {
	case h.To == "":
		packed, err := open(s.key(id), ledgerKey(id).place(), sealed)
		if err != nil {
			return nil, err
		}
		return unpack(packed)
	case identity == nil:
		return nil, flows.Fail(flows.Refused, "identity.needed", nil)
	}
	return openResult(identity, sealed)
}

// Keep makes next what is kept of a round, in place of what stood at next.Version,
// and notes what somebody did by that. Conflict (ledger.changed): it no longer stands
// there.
func (s *Ledgers) Keep(ctx context.Context, id flows.RoundID, next flows.KeptLedger, did ...flows.Act) error {
	sealed, err := s.seal(id, next)
	if err != nil {
		return err
	}
	for range attempts {
		_, version, err := s.head(ctx, id)
		if err = unlessNone(err); err == nil && version != next.Version {
			err = flows.Fail(flows.Conflict, "ledger.changed", nil)
		}
		if err != nil {
			return err
		}
		err = s.turn(ctx, id, next, sealed, did)
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}

func (s *Ledgers) seal(id flows.RoundID, next flows.KeptLedger) ([]byte, error) {
	if next.To != "" {
		return sealResult(next.To, next.Data)
	}
	packed, err := pack(next.Data)
	if err != nil {
		return nil, err
	}
	return seal(s.key(id), ledgerKey(id).place(), packed, resultStep), nil
}

func (s *Ledgers) turn(ctx context.Context, id flows.RoundID, next flows.KeptLedger, sealed []byte, did []flows.Act) error {
	rev, err := s.parts(id).lay(ctx, sealed)
	if err != nil {
		return err
	}
	ops, err := s.parts(id).unnamed(ctx, rev)
	if err != nil {
		return err
	}
	note, err := s.vault.noting(ctx, string(id), did)
	if err != nil {
		return err
	}
	at := ledgerKey(id)
	ops = append(append(ops, note...), Op{Do: Put, Key: at, Expect: next.Version, Version: aVersion(),
		Value: sealJSON(s.key(id), at.place(), ledgerHead{rev, next.On, next.To}, roundStep)})
	return s.vault.apply(ctx, ops...)
}

// Remove deletes the ledger of a round. Where there is none it does nothing.
func (s *Ledgers) Remove(ctx context.Context, id flows.RoundID) error {
	for range attempts {
		_, version, err := s.head(ctx, id)
		if err != nil {
			return unlessNone(err)
		}
		ops, err := s.parts(id).unnamed(ctx)
		if err != nil {
			return err
		}
		err = s.vault.apply(ctx, append(ops, Op{Do: Delete, Key: ledgerKey(id), Expect: version})...)
		if err == nil {
			s.vault.settleNow(ctx)
		}
		if !errors.Is(err, ErrConflict) {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}

// ledgerLook is how often it is looked whether a ledger was kept long enough.
const ledgerLook = time.Hour

// Expire removes the ledger of a round that was taken in more than so many days ago;
// 0 keeps it for ever. It may be asked as often as one likes.
func (s *Ledgers) Expire(ctx context.Context, id flows.RoundID, days int) error {
	if days <= 0 || !s.due(id) {
		return nil
	}
	h, _, err := s.head(ctx, id)
	on, bad := time.ParseInLocation(time.DateOnly, h.On, s.vault.now().Location())
	if err != nil || bad != nil || s.vault.now().Before(on.AddDate(0, 0, days+1)) {
		return unlessNone(err)
	}
	return s.Remove(ctx, id)
}

func (s *Ledgers) due(id flows.RoundID) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.vault.now()
	if now.Before(s.next[id]) {
		return false
	}
	s.next[id] = now.Add(ledgerLook)
	return true
}

func (s *Ledgers) head(ctx context.Context, id flows.RoundID) (h ledgerHead, version uint64, err error) {
	at := ledgerKey(id)
	rec, err := s.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return h, 0, flows.Fail(flows.NotFound, "ledger.none", nil)
	}
	if err == nil {
		err = openJSON(s.key(id), at.place(), rec.Value, &h)
	}
	return h, rec.Version, err
}

// unlessNone is err where it says more than that there is no ledger.
func unlessNone(err error) error {
	if flows.KeyOf(err) == "ledger.none" {
		return nil
	}
	return err
}
