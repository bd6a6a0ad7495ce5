package storagetest

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"

	"soundings/storage"
)

const many = 5000

func listings() []tale {
	return []tale{
		{"an empty collection lists nothing", func(w *world) {
			w.lists()
		}},
		{"a collection lists its own records", func(w *world) {
			other := put(kept("z"), 0, "")
			other.Name = "talks"
			w.apply(put(kept("a"), 0, ""), put(kept("b"), 0, ""), put(kept("c"), 0, ""), other)
			w.apply(del(kept("b"), 1), put(kept("a"), 1, ""))
			w.lists("a", "c")
		}},
		{"a listing brings version and value", func(w *world) {
			w.apply(put(kept("a"), 0, "one"))
			w.apply(put(kept("a"), 1, "two"))
			for rec, err := range w.store.List(w.Context(), kept("").Collection) {
				if err != nil || rec.Version != 2 || string(rec.Value) != string(value("two")) {
					w.Errorf("List: version %d %q, %v", rec.Version, rec.Value, err)
				}
			}
		}},
		{"a big collection is listed whole, each record once, in no order", bigListing},
		{"a listing may be left early", func(w *world) {
			w.fill(many)
			n := 0
			for range w.store.List(w.Context(), kept("").Collection) {
				if n++; n == 300 {
					break
				}
			}
			w.holds(kept(numbered(0)), 1, "0")
		}},
		{"whoever lists may read, write and list meanwhile", func(w *world) {
			w.fill(300)
			for rec, err := range w.store.List(w.Context(), kept("").Collection) {
				if err != nil {
					w.Fatal(err)
				}
				w.apply(del(rec.Key, rec.Version))
				w.lacks(rec.Key)
				w.list(kept("").Collection)
			}
			w.lists()
		}},
		{"what stays is listed once while others come and go", busyListing},
	}
}

// numbered gives ids that say nothing of their number.
func numbered(i int) string {
	sum := sha256.Sum256([]byte(strconv.Itoa(i)))
	return hex.EncodeToString(sum[:16])
}

func (w *world) fill(n int) {
	w.Helper()
	var ops []storage.Op
	for i := range n {
		ops = append(ops, put(kept(numbered(i)), 0, strconv.Itoa(i)))
	}
	w.apply(ops...)
}

func (w *world) lists(want ...string) {
	w.Helper()
	ids := w.list(kept("").Collection)
	slices.Sort(ids)
	if !slices.Equal(ids, want) {
		w.Errorf("List: %v, want %v", ids, want)
	}
}

func bigListing(w *world) {
	w.fill(many)
	nth := map[string]int{}
	for i := range many {
		nth[numbered(i)] = i
	}
	var ranks []int
	for _, id := range w.list(kept("").Collection) {
		ranks = append(ranks, nth[id])
	}
	if r := rankCorrelation(ranks); math.Abs(r) > 0.1 { // noise is about 1/√5000
		w.Errorf("the listing follows the order of writing: rank correlation %.2f", r)
	}
	listed := len(ranks)
	slices.Sort(ranks)
	if different := len(slices.Compact(ranks)); listed != many || different != many {
		w.Errorf("List: %d records, %d of them different, want %d", listed, different, many)
	}
}

// rankCorrelation is Spearman's, of a permutation with the order 0, 1, 2, ….
func rankCorrelation(ranks []int) float64 {
	n, sum := float64(len(ranks)), 0.0
	for i, r := range ranks {
		sum += float64((i - r) * (i - r))
	}
	return 1 - 6*sum/(n*(n*n-1))
}

func busyListing(w *world) {
	const stay = 1000
	w.fill(stay)
	stop := w.churn(w.Open(w))
	for range 3 {
		times := map[string]int{}
		for _, id := range w.list(kept("").Collection) {
			times[id]++
		}
		for i := range stay {
			if id := numbered(i); times[id] != 1 {
				w.Errorf("record %d was listed %d times", i, times[id])
			}
		}
		for id, n := range times {
			if n > 1 {
				w.Errorf("%s was listed %d times", id, n)
			}
		}
	}
	stop()
}

// churn puts and deletes records until it is stopped.
func (w *world) churn(store storage.Store) (stop func()) {
	quit, done := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(done)
		for i := 0; ; i++ {
			select {
			case <-quit:
				return
			default:
			}
			var puts, dels []storage.Op
			for j := range 100 {
				key := kept(fmt.Sprintf("churn-%d-%d", i%5, j))
				puts, dels = append(puts, put(key, 0, "")), append(dels, del(key, 1))
			}
			for _, ops := range [][]storage.Op{puts, dels} {
				if err := store.Apply(w.Context(), ops...); err != nil {
					w.Errorf("Apply: %v", err)
					return
				}
			}
		}
	}()
	return func() { close(quit); <-done }
}
