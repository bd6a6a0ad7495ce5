package storage_test

import (
	"context"
	"slices"
	"sync"

	"soundings/storage"
)

// A stalled store runs meanwhile once, before the first Apply that does
// something to this collection: what another process does while this one stands
// between looking and writing.
type stalled struct {
	storage.Store
	at        string // the collection's name
	meanwhile func()
	once      sync.Once
}

func (s *stalled) Apply(ctx context.Context, ops ...storage.Op) error {
	for _, op := range ops {
		if op.Name == s.at && op.Do != storage.Check {
			s.once.Do(s.meanwhile)
		}
	}
	return s.Store.Apply(ctx, ops...)
}

// A peeked store runs meanwhile once, when it has read a record of this
// collection and not told it yet.
type peeked struct {
	storage.Store
	at        storage.Collection
	meanwhile func()
}

func (s *peeked) Get(ctx context.Context, key storage.Key) (storage.Rec, error) {
	rec, err := s.Store.Get(ctx, key)
	if do := s.meanwhile; do != nil && key.Collection == s.at {
		s.meanwhile = nil
		do()
	}
	return rec, err
}

// A careless store makes no checks: the way to break, on purpose, whatever
// rests on a Check being part of the Apply.
type careless struct{ storage.Store }

func (s careless) Apply(ctx context.Context, ops ...storage.Op) error {
	var done []storage.Op
	for _, op := range ops {
		if op.Do != storage.Check {
			done = append(done, op)
		}
	}
	return s.Store.Apply(ctx, done...)
}

// A forgetful store deletes an opinion instead of overwriting it: the way to
// withdraw without a tombstone.
type forgetful struct{ storage.Store }

func (s forgetful) Apply(ctx context.Context, ops ...storage.Op) error {
	ops = slices.Clone(ops)
	for i, op := range ops {
		if op.Name == "opinions" && op.Do == storage.Put && op.Expect > 0 {
			ops[i] = storage.Op{Do: storage.Delete, Key: op.Key, Expect: op.Expect}
		}
	}
	return s.Store.Apply(ctx, ops...)
}
