package metrics

import (
	"context"
	"errors"
	"iter"
	"time"

	"soundings/flows"
	"soundings/storage"
)

const (
	update     = "update"
	background = "background"
)

// storeCalls are the calls of a store. Listing is told of the background only:
// an update lists where something is out of the ordinary, not every time.
func storeCalls() []call {
	return []call{{update, "get"}, {update, "apply"},
		{background, "get"}, {background, "apply"}, {background, "list"}}
}

func storeOutcomes() []string { return []string{"ok", "conflict", "unavailable", "error"} }

func stored(err error) string {
	switch {
	case err == nil, errors.Is(err, storage.ErrNotFound):
		return "ok"
	case errors.Is(err, storage.ErrConflict):
		return "conflict"
	case flows.CodeOf(err) == flows.Unavailable:
		return "unavailable"
	}
	return "error"
}

// Store stands around a store.
func (m *Meter) Store(inner storage.Store) storage.Store {
	if m == nil {
		return inner
	}
	return store{Store: inner, meter: m}
}

type store struct {
	storage.Store
	meter *Meter
}

func (s store) did(ctx context.Context, name string, began time.Time, err error) {
	c := call{background, name}
	if tallyOf(ctx) != nil {
		c.work = update
	}
	s.meter.note(ctx, s.meter.storing, c, stored(err), began)
}

// Get implements storage.Store.
func (s store) Get(ctx context.Context, key storage.Key) (rec storage.Rec, err error) {
	defer func(began time.Time) { s.did(ctx, "get", began, err) }(s.meter.now())
	return s.Store.Get(ctx, key)
}

// Apply implements storage.Store.
func (s store) Apply(ctx context.Context, ops ...storage.Op) (err error) {
	defer func(began time.Time) { s.did(ctx, "apply", began, err) }(s.meter.now())
	return s.Store.Apply(ctx, ops...)
}

// List implements storage.Store. Its time is that of the whole listing.
func (s store) List(ctx context.Context, c storage.Collection) iter.Seq2[storage.Rec, error] {
	if tallyOf(ctx) != nil {
		return s.Store.List(ctx, c)
	}
	return func(yield func(storage.Rec, error) bool) {
		var last error
		defer func(began time.Time) { s.did(ctx, "list", began, last) }(s.meter.now())
		for rec, err := range s.Store.List(ctx, c) {
			last = err
			if !yield(rec, err) {
				return
			}
		}
	}
}

// Settle lets a store that can be settled be so.
func (s store) Settle(ctx context.Context, written []storage.Collection) error {
	settler, ok := s.Store.(interface {
		Settle(context.Context, []storage.Collection) error
	})
	if !ok {
		return nil
	}
	return settler.Settle(ctx, written)
}
