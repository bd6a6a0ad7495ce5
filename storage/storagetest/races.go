package storagetest

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"

	"soundings/storage"
)

func races() []tale {
	return []tale{
		{"of fifty who put one record, one wins", oneWins},
		{"overlapping Applies are each whole", neverTorn},
	}
}

// together runs do n times at once, half of them on another handle.
func (w *world) together(n int, do func(i int, store storage.Store)) {
	other := w.Open(w)
	var all sync.WaitGroup
	for i := range n {
		store := w.store
		if i%2 == 1 {
			store = other
		}
		all.Go(func() { do(i, store) })
	}
	all.Wait()
}

func oneWins(w *world) {
	var wins atomic.Int32
	w.together(50, func(i int, store storage.Store) {
		err := store.Apply(w.Context(), put(kept("a"), 0, fmt.Sprint(i)))
		switch {
		case err == nil:
			wins.Add(1)
		case !errors.Is(err, storage.ErrConflict):
			w.Errorf("Apply: %v", err)
		}
	})
	if wins.Load() != 1 {
		w.Errorf("%d won", wins.Load())
	}
}

// neverTorn has eight put two of three records at a time, until each has
// succeeded five times: then the versions add up to two for each success, and
// the two records that were written last together hold the same.
func neverTorn(w *world) {
	keys := []storage.Key{kept("a"), kept("b"), kept("c")}
	const workers, successes = 8, 5
	w.together(workers, func(i int, store storage.Store) {
		for n, try := 0, 0; n < successes; try++ {
			one, two := keys[(i+n)%3], keys[(i+n+1)%3]
			text := fmt.Sprintf("%d-%d", i, try)
			err := store.Apply(w.Context(), put(one, versionOf(w, store, one), text), put(two, versionOf(w, store, two), text))
			switch {
			case err == nil:
				n++
			case !errors.Is(err, storage.ErrConflict):
				w.Errorf("Apply: %v", err)
				return
			}
		}
	})
	var sum uint64
	texts := map[string]int{}
	for _, key := range keys {
		rec, err := w.store.Get(w.Context(), key)
		if err != nil {
			w.Fatal(err)
		}
		sum += rec.Version
		texts[string(rec.Value)]++
	}
	if sum != 2*workers*successes || len(texts) != 2 {
		w.Errorf("versions add up to %d with %d texts, want %d with 2", sum, len(texts), 2*workers*successes)
	}
}

func versionOf(w *world, store storage.Store, key storage.Key) uint64 {
	rec, err := store.Get(w.Context(), key)
	if err != nil && !errors.Is(err, storage.ErrNotFound) {
		w.Errorf("Get: %v", err)
	}
	return rec.Version
}
