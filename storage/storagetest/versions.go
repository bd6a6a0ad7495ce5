package storagetest

import (
	"math"

	"soundings/storage"
)

// versions tell of one record.
func versions() []tale {
	a, b := kept("a"), kept("b")
	return []tale{
		{"what was never put is not found", func(w *world) {
			w.lacks(a, fleeting("a"))
		}},
		{"the first put makes version 1", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.holds(a, 1, "one")
		}},
		{"every put is one version more", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.apply(put(a, 1, "two"))
			w.apply(put(a, 2, "three"))
			w.holds(a, 3, "three")
		}},
		{"a put may name its version, of up to 63 bits", func(w *world) {
			w.apply(as(math.MaxInt64, put(a, 0, "one")))
			w.holds(a, math.MaxInt64, "one")
			w.conflict(put(a, 1, "two"))
			w.apply(as(7, put(a, math.MaxInt64, "two")))
			w.holds(a, 7, "two")
			w.apply(put(a, 7, "three"))
			w.holds(a, 8, "three")
		}},
		{"a put at another version is a conflict", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.conflict(put(a, 0, "other"))
			w.conflict(put(a, 2, "other"))
			w.conflict(put(b, 1, "other"))
			w.holds(a, 1, "one")
			w.lacks(b)
		}},
		{"a deleted record is absent and starts anew", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.conflict(del(a, 2))
			w.apply(del(a, 1))
			w.lacks(a)
			w.apply(put(a, 0, "again"))
			w.holds(a, 1, "again")
		}},
	}
}

// together tell of several records, and of several handles.
func together() []tale {
	a, b, c := kept("a"), kept("b"), kept("c")
	return []tale{
		{"a check changes nothing", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.apply(check(a, 1), check(b, 0))
			w.conflict(check(a, 0))
			w.conflict(check(b, 1))
			w.holds(a, 1, "one")
			w.lacks(b)
		}},
		{"all ops are done", func(w *world) {
			w.apply(put(a, 0, "one"), put(b, 0, "one"))
			w.apply(put(a, 1, "two"), del(b, 1), put(c, 0, "one"))
			w.holds(a, 2, "two")
			w.lacks(b)
			w.holds(c, 1, "one")
		}},
		{"or none, whichever stands wrong", func(w *world) {
			w.apply(put(a, 0, "one"), put(b, 0, "one"))
			w.conflict(put(a, 1, "two"), del(b, 1), check(c, 1))
			w.conflict(check(c, 1), put(a, 1, "two"), del(b, 1))
			w.holds(a, 1, "one")
			w.holds(b, 1, "one")
		}},
		{"no ops are done at once", func(w *world) {
			w.apply()
		}},
		{"collections and tags are apart", func(w *world) {
			other, elsewhere := a, a
			other.Name, elsewhere.Tag = "talks", "round-2"
			w.apply(put(a, 0, "one"))
			w.lacks(other, elsewhere)
			w.apply(put(other, 0, "two"))
			w.apply(put(elsewhere, 0, "three"))
			w.holds(a, 1, "one")
		}},
		{"ten thousand ops are one Apply", manyOps},
		{"another handle sees what was put", func(w *world) {
			other := &world{TB: w.TB, Backend: w.Backend, store: w.Open(w)}
			w.apply(put(a, 0, "one"))
			other.holds(a, 1, "one")
			other.apply(put(a, 1, "two"))
			w.conflict(put(a, 1, "mine"))
			w.holds(a, 2, "two")
		}},
	}
}

func manyOps(w *world) {
	ops := make([]storage.Op, storage.MaxOps)
	for i := range ops {
		ops[i] = put(kept(numbered(i)), 0, "ticket")
	}
	w.apply(ops...)
	w.apply(ops...) // the repeat
	w.holds(ops[0].Key, 1, "ticket")
	w.holds(ops[len(ops)-1].Key, 1, "ticket")
}
