package storagetest

import (
	"fmt"
	"testing"

	"soundings/storage"
)

// Bench measures what an update costs: reading a record, and checking one while
// putting another. Values are as large as a sealed opinion.
func Bench(b *testing.B, fresh func(t testing.TB) Backend) {
	b.Run("Get", func(b *testing.B) {
		w := benchWorld(b, fresh)
		for b.Loop() {
			w.holds(kept("round"), 1, benchText())
		}
	})
	b.Run("Apply", func(b *testing.B) {
		w, n := benchWorld(b, fresh), 0
		for b.Loop() {
			n++
			w.apply(check(kept("round"), 1), put(kept(fmt.Sprint(n)), 0, benchText()))
		}
	})
	b.Run("ApplyMaxOps", func(b *testing.B) {
		w, n := benchWorld(b, fresh), uint64(0)
		ops := make([]storage.Op, storage.MaxOps)
		for b.Loop() {
			for i := range ops {
				ops[i] = put(kept(fmt.Sprint(i)), n, "ticket")
			}
			w.apply(ops...)
			n++
		}
	})
	b.Run("GetParallel", func(b *testing.B) {
		w := benchWorld(b, fresh)
		b.RunParallel(func(pb *testing.PB) {
			for pb.Next() {
				if _, err := w.store.Get(b.Context(), kept("round")); err != nil {
					b.Error(err)
				}
			}
		})
	})
}

func benchWorld(b *testing.B, fresh func(t testing.TB) Backend) *world {
	w := newWorld(b, fresh(b))
	w.apply(put(kept("round"), 0, benchText()))
	return w
}

func benchText() string { return fmt.Sprintf("%01024d", 0) }
