package storagetest

import (
	"time"

	"soundings/flows"
)

const hour = time.Hour

func expiries() []tale {
	a := fleeting("a")
	return []tale{
		{"a record is there until it expires", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")))
			w.Pass(w, hour-time.Minute)
			w.holds(a, 1, "one")
			w.Pass(w, time.Minute)
			w.lacks(a)
		}},
		{"what expired starts anew", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")))
			w.apply(w.until(hour, put(a, 1, "two")))
			w.Pass(w, hour)
			w.conflict(w.until(hour, put(a, 2, "three")))
			w.apply(w.until(hour, put(a, 0, "again")))
			w.holds(a, 1, "again")
		}},
		{"every put sets the expiry", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")))
			w.apply(w.until(3*hour, put(a, 1, "two")))
			w.Pass(w, 2*hour)
			w.holds(a, 2, "two")
			w.apply(w.until(hour, put(a, 2, "three")))
			w.Pass(w, hour)
			w.lacks(a)
		}},
		{"what has expired already is absent at once", func(w *world) {
			w.apply(w.until(-hour, put(a, 0, "one")))
			w.lacks(a)
			w.apply(w.until(hour, put(a, 0, "one")))
			w.apply(w.until(-hour, put(a, 1, "two")))
			w.lacks(a)
			past := put(a, 0, "one")
			past.Expires = time.Unix(-1, 0)
			w.apply(past)
			w.lacks(a)
		}},
		{"checks and deletes see it too", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")))
			w.apply(check(a, 1))
			w.apply(del(a, 1))
			w.lacks(a)
			w.apply(w.until(hour, put(a, 0, "one")))
			w.Pass(w, hour)
			w.apply(check(a, 0))
			w.conflict(check(a, 1))
		}},
		{"it stands beside what is kept, in one Apply", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")), put(kept("a"), 0, "one"))
			w.Pass(w, hour)
			w.lacks(a)
			w.holds(kept("a"), 1, "one")
		}},
		{"it is found only as what it is", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")), put(kept("a"), 0, "one"))
			wrong, wrongToo := a, kept("a")
			wrong.Fleeting, wrongToo.Fleeting = false, true
			w.lacks(wrong, wrongToo)
		}},
		{"it is never listed", func(w *world) {
			w.apply(w.until(hour, put(a, 0, "one")))
			for _, err := range w.store.List(w.Context(), a.Collection) {
				if flows.CodeOf(err) != flows.Internal {
					w.Errorf("List: %v, want an internal error", err)
				}
			}
			as := a.Collection
			as.Fleeting = false
			if ids := w.list(as); len(ids) != 0 {
				w.Errorf("List: %v", ids)
			}
		}},
	}
}
