package storage

import (
	"context"
	"errors"
	"time"

	"soundings/flows"
)

// A Vault is a Store together with the keys to what is in it.
type Vault struct {
	store Store
	keys  Keys
	now   func() time.Time

	sediment sediment
}

// Unlock opens a store with the service key. A store that was made with another
// key is refused (key.wrong) and nothing in it is touched; a new one takes the
// key for its own.
func Unlock(ctx context.Context, store Store, keys Keys, now func() time.Time) (*Vault, error) {
	v := &Vault{store: store, keys: keys, now: now}
	v.sediment.add(now().Add(-settleAfter)) // whoever was here before may have ended too soon to settle
	err := Recognize(ctx, store, keys)
	if errors.Is(err, ErrNotFound) {
		at := ownerKey()
		op := Op{Do: Put, Key: at, Value: seal(keys.For("meta"), at.place(), []byte("soundings"), smallStep)}
		if err = v.apply(ctx, op); errors.Is(err, ErrConflict) { // another process was first
			err = Recognize(ctx, store, keys)
		}
	}
	if err != nil {
		return nil, err
	}
	return v, nil
}

// ownerKey is where a store has what only its own service key opens.
func ownerKey() Key { return Key{Collection{Tag: "service", Name: "meta"}, "key"} }

// Recognize says whether a store was made with the service key (key.wrong) and
// changes nothing. A new store is ErrNotFound.
func Recognize(ctx context.Context, store Store, keys Keys) error {
	at := ownerKey()
	rec, err := store.Get(ctx, at)
	if err != nil {
		return err
	}
	if _, err := open(keys.For("meta"), at.place(), rec.Value); err != nil {
		return &flows.Error{Code: flows.Refused, Key: "key.wrong", Err: err}
	}
	return nil
}

// Close lets go of the store.
func (v *Vault) Close() error { return v.store.Close() }

// count is how many records of a collection count.
func (v *Vault) count(ctx context.Context, c Collection, counts func(Rec) bool) (int, error) {
	n := 0
	for rec, err := range v.store.List(ctx, c) {
		if err != nil {
			return 0, err
		}
		if counts(rec) {
			n++
		}
	}
	return n, nil
}
