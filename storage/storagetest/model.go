package storagetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"soundings/storage"
)

// A model is a Store as one would write it on a napkin.
type model struct {
	now  time.Time
	recs map[storage.Key]held
}

type held struct {
	version uint64
	text    string
	expires time.Time
}

func (m *model) at(key storage.Key) held {
	h := m.recs[key]
	if key.Fleeting && !h.expires.After(m.now) {
		return held{}
	}
	return h
}

// apply does ops at a moment that the backend calls now: the backend's clock may
// stand still where the model's goes (OnRedis).
func (m *model) apply(now time.Time, ops []storage.Op) error {
	fresh, repeat := true, true
	for _, op := range ops {
		h := m.at(op.Key)
		fresh = fresh && h.version == op.Expect
		switch op.Do {
		case storage.Put:
			repeat = repeat && h.version == makes(op) && h.text == string(op.Value)
		case storage.Delete:
			repeat = repeat && h.version == 0
		case storage.Check:
			repeat = repeat && h.version == op.Expect
		}
	}
	if !fresh && !repeat {
		return storage.ErrConflict
	}
	for _, op := range ops {
		switch {
		case fresh && op.Do == storage.Put:
			m.recs[op.Key] = held{makes(op), string(op.Value), m.now.Add(op.Expires.Sub(now))}
		case fresh && op.Do == storage.Delete:
			delete(m.recs, op.Key)
		}
	}
	return nil
}

func makes(op storage.Op) uint64 {
	if op.Version > 0 {
		return op.Version
	}
	return op.Expect + 1
}

func (m *model) list(c storage.Collection) (ids []string) {
	for key := range m.recs {
		if key.Collection == c {
			ids = append(ids, key.ID)
		}
	}
	slices.Sort(ids)
	return ids
}

// runModel compares a backend with the model after any sequence of calls. Every
// sequence has a tag of its own on the same data, which is quicker than new data.
func runModel(t *testing.T, b Backend) {
	store, tags := b.Open(t), 0
	rapid.Check(t, func(rt *rapid.T) {
		tags++
		p := &player{T: rt, Backend: b, t: t, store: store, tag: fmt.Sprintf("model-%d", tags)}
		p.model = model{now: b.Now(), recs: map[storage.Key]held{}}
		rt.Repeat(map[string]func(*rapid.T){
			"apply":  func(rt *rapid.T) { p.apply(p.draw(rt)) },
			"repeat": func(*rapid.T) { p.apply(p.last) },
			"pass":   p.pass,
			"":       func(*rapid.T) { p.compare() },
		})
	})
}

type player struct {
	*rapid.T
	Backend
	t     testing.TB
	store storage.Store
	tag   string
	model model
	last  []storage.Op
}

// draw makes up to four ops on few keys, mostly at the right version.
func (p *player) draw(rt *rapid.T) []storage.Op {
	ids := rapid.SliceOfNDistinct(rapid.IntRange(0, 5), 1, 4, rapid.ID).Draw(rt, "ids")
	p.last = nil
	for _, id := range ids {
		op := storage.Op{Do: storage.Do(rapid.IntRange(0, 2).Draw(rt, "do")), Key: p.key(id)}
		op.Expect = p.model.at(op.Key).version
		if rapid.IntRange(0, 4).Draw(rt, "wrong") == 0 {
			op.Expect = rapid.Uint64Range(0, 3).Draw(rt, "expect")
		}
		if op.Do == storage.Put {
			op.Value = value(rapid.StringMatching("[a-c]").Draw(rt, "text"))
		}
		if op.Do == storage.Put && rapid.Bool().Draw(rt, "named") {
			op.Version = rapid.Uint64Range(1, 1<<62).Filter(func(v uint64) bool { return v != op.Expect }).Draw(rt, "version")
		}
		if op.Do == storage.Put && op.Fleeting {
			op.Expires = p.Now().Add(time.Duration(rapid.IntRange(0, 5).Draw(rt, "hours"))*hour - hour/4)
		}
		p.last = append(p.last, op)
	}
	return p.last
}

// key gives every other key to a fleeting collection.
func (p *player) key(i int) storage.Key {
	key := kept(fmt.Sprint(i))
	if i%2 == 1 {
		key = fleeting(fmt.Sprint(i))
	}
	key.Tag = p.tag
	return key
}

func (p *player) apply(ops []storage.Op) {
	got, want := p.store.Apply(p.t.Context(), ops...), p.model.apply(p.Now(), ops)
	if !errors.Is(got, want) {
		p.Fatalf("Apply: %v, want %v", got, want)
	}
}

// pass lets half hours pass while expiries end in quarters, so that nothing
// expires within the moment in which it is looked at.
func (p *player) pass(rt *rapid.T) {
	d := time.Duration(rapid.IntRange(0, 2).Draw(rt, "hours"))*hour + hour/2
	p.Pass(p.t, d)
	p.model.now = p.model.now.Add(d)
}

func (p *player) compare() {
	for i := range 6 {
		key := p.key(i)
		rec, err := p.store.Get(p.t.Context(), key)
		if err != nil && !errors.Is(err, storage.ErrNotFound) {
			p.Fatalf("Get: %v", err)
		}
		if want := p.model.at(key); rec.Version != want.version || string(rec.Value) != want.text {
			p.Fatalf("Get %d: version %d %.3q, want %d %.3q", i, rec.Version, rec.Value, want.version, want.text)
		}
	}
	var ids []string
	for rec, err := range p.store.List(p.t.Context(), p.key(0).Collection) {
		if err != nil {
			p.Fatalf("List: %v", err)
		}
		ids = append(ids, rec.ID)
	}
	slices.Sort(ids)
	if diff := cmp.Diff(p.model.list(p.key(0).Collection), ids); diff != "" {
		p.Fatalf("List (-want +got):\n%s", diff)
	}
}
