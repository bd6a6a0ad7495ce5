package storagetest

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"soundings/storage"
)

// A world is one backend with one handle on it, and the sentences that tales are
// told in.
type world struct {
	testing.TB
	Backend
	store storage.Store
}

func newWorld(t testing.TB, b Backend) *world {
	return &world{TB: t, Backend: b, store: b.Open(t)}
}

// kept and fleeting name the records the tales are about.
func kept(id string) storage.Key {
	return storage.Key{Collection: storage.Collection{Tag: "round-1", Name: "opinions"}, ID: id}
}

func fleeting(id string) storage.Key {
	return storage.Key{Collection: storage.Collection{Tag: "round-1", Name: "sessions", Fleeting: true}, ID: id}
}

// value is text made long enough to be kept.
func value(text string) []byte {
	return []byte(text + strings.Repeat(".", max(0, storage.MinValue-len(text))))
}

func put(key storage.Key, expect uint64, text string) storage.Op {
	return storage.Op{Do: storage.Put, Key: key, Expect: expect, Value: value(text)}
}

// as names the version that a put makes.
func as(version uint64, op storage.Op) storage.Op {
	op.Version = version
	return op
}

func del(key storage.Key, expect uint64) storage.Op {
	return storage.Op{Do: storage.Delete, Key: key, Expect: expect}
}

func check(key storage.Key, expect uint64) storage.Op {
	return storage.Op{Do: storage.Check, Key: key, Expect: expect}
}

// until makes a put expire after d.
func (w *world) until(d time.Duration, op storage.Op) storage.Op {
	op.Expires = w.Now().Add(d)
	return op
}

func (w *world) apply(ops ...storage.Op) {
	w.Helper()
	if err := w.store.Apply(w.Context(), ops...); err != nil {
		w.Fatalf("Apply: %v", err)
	}
}

func (w *world) conflict(ops ...storage.Op) {
	w.Helper()
	if err := w.store.Apply(w.Context(), ops...); !errors.Is(err, storage.ErrConflict) {
		w.Fatalf("Apply: %v, want ErrConflict", err)
	}
}

// holds says that a record is there.
func (w *world) holds(key storage.Key, version uint64, text string) {
	w.Helper()
	rec, err := w.store.Get(w.Context(), key)
	if err != nil {
		w.Fatalf("Get %s: %v", key.ID, err)
	}
	if rec.Key != key || rec.Version != version || !bytes.Equal(rec.Value, value(text)) {
		w.Fatalf("Get %s: version %d %.20q, want %d %q", key.ID, rec.Version, rec.Value, version, text)
	}
}

func (w *world) lacks(keys ...storage.Key) {
	w.Helper()
	for _, key := range keys {
		if _, err := w.store.Get(w.Context(), key); !errors.Is(err, storage.ErrNotFound) {
			w.Fatalf("Get %s: %v, want ErrNotFound", key.ID, err)
		}
	}
}

// list gives the ids of a collection, in the order in which they are listed.
func (w *world) list(c storage.Collection) (ids []string) {
	w.Helper()
	for rec, err := range w.store.List(w.Context(), c) {
		if err != nil {
			w.Fatalf("List: %v", err)
		}
		if rec.Collection != c {
			w.Fatalf("List gave a record of %v, want %v", rec.Collection, c)
		}
		ids = append(ids, rec.ID)
	}
	return ids
}
