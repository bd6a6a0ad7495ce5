package storagetest

import "time"

// repeats tell of an Apply whose answer was lost: go-redis sends it again by
// itself, and so does a caller who was told that the store is away.
func repeats() []tale {
	a, b, c := kept("a"), kept("b"), kept("c")
	return []tale{
		{"the very same put again succeeds, once", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.apply(put(a, 0, "one"))
			w.holds(a, 1, "one")
		}},
		{"so does a delete", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.apply(del(a, 1))
			w.apply(del(a, 1))
			w.lacks(a)
		}},
		{"so does a mixture, with its checks", func(w *world) {
			w.apply(put(a, 0, "one"), put(b, 0, "one"))
			for range 2 {
				w.apply(check(a, 1), del(b, 1), put(c, 0, "one"))
			}
			w.holds(c, 1, "one")
		}},
		{"so does a put that expires", func(w *world) {
			op := w.until(time.Hour, put(fleeting("a"), 0, "one"))
			w.apply(op)
			w.apply(op)
			w.holds(fleeting("a"), 1, "one")
		}},
		{"so does a put that names its version", func(w *world) {
			w.apply(as(77, put(a, 0, "one")))
			w.apply(as(77, put(a, 0, "one")))
			w.conflict(as(78, put(a, 0, "one")))
			w.holds(a, 77, "one")
		}},
	}
}

// noRepeats tell of what looks like one and is none.
func noRepeats() []tale {
	a, b := kept("a"), kept("b")
	return []tale{
		{"another value is a conflict", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.conflict(put(a, 0, "two"))
		}},
		{"the same value at another version is a conflict", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.apply(put(a, 1, "one"))
			w.conflict(put(a, 0, "one"))
		}},
		{"a write in between is a conflict, and stays", func(w *world) {
			w.apply(put(a, 0, "mine"))
			w.apply(put(a, 1, "theirs"))
			w.conflict(put(a, 0, "mine"))
			w.holds(a, 2, "theirs")
		}},
		{"a delete in between a mixture is a conflict", func(w *world) {
			w.apply(put(a, 0, "one"), put(b, 0, "one"))
			w.apply(del(b, 1))
			w.conflict(put(a, 0, "one"), put(b, 0, "one"))
			w.lacks(b)
		}},
		{"a check that no longer holds is a conflict", func(w *world) {
			w.apply(put(a, 0, "open"))
			w.apply(check(a, 1), put(b, 0, "one"))
			w.apply(put(a, 1, "closed"))
			w.conflict(check(a, 1), put(b, 0, "one"))
		}},
		{"half of it done is no repeat", func(w *world) {
			w.apply(put(a, 0, "one"))
			w.conflict(put(a, 0, "one"), put(b, 0, "one"))
			w.lacks(b)
		}},
	}
}
