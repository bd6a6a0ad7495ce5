package storage_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

// TestWhicheverCameFirst is regression test (b) of DESIGN section 3: the same
// opinions, submitted in one order and in the other, leave the same behind:
// records, sizes, versions' lengths, and places in the files.
func TestWhicheverCameFirst(t *testing.T) {
	for name, arrive := range copyists() {
		t.Run(name, func(t *testing.T) {
			c := arrive(t)
			id := c.open(nil).ID
			forth := make([]int, 60)
			for i := range forth {
				forth[i] = i
			}
			back := slices.Clone(forth)
			slices.Reverse(back)
			if diff := cmp.Diff(c.layers(id, forth), c.layers(id, back)); diff != "" {
				t.Errorf("it shows which came first (-forth +back):\n%s", diff)
			}
			if atOnce := c.layersAtOnce(id, forth); cmp.Equal(atOnce, c.layersAtOnce(id, back)) {
				t.Error("nor does it before it is settled: this test cannot fail")
			}
		})
	}
}

// layers are what opinions, put in this order, look like in the files two
// minutes later, in the order of their places. They are removed again.
func (c copyist) layers(id flows.RoundID, order []int) []string {
	c.t.Helper()
	keys := c.lay(id, order)
	c.twoMinutesPass()
	c.once(keys)
	return c.lift(keys)
}

func (c copyist) layersAtOnce(id flows.RoundID, order []int) []string {
	c.t.Helper()
	return c.lift(c.lay(id, order))
}

func (c copyist) lay(id flows.RoundID, order []int) (keys []storage.Key) {
	c.t.Helper()
	for _, i := range order {
		r := flows.NewReceipt([19]byte{byte(i), byte(i >> 5), 'o'})
		c.put(id, r, anOpinion(fmt.Sprintf("第%02d条意见建议", i)))
		keys = append(keys, storage.Key{Collection: storage.Collection{Tag: string(id), Name: "opinions"}, ID: storage.ReceiptID(r)})
	}
	return keys
}

func (c copyist) lift(keys []storage.Key) (layers []string) {
	c.t.Helper()
	files, places := c.files(), map[storage.Key]float64{}
	for _, key := range keys {
		places[key] = c.place(files, key)
	}
	slices.SortFunc(keys, func(a, b storage.Key) int { return int(places[a] - places[b]) })
	for _, key := range keys {
		rec, err := c.store.Get(c.t.Context(), key)
		if err != nil {
			c.t.Fatal(err)
		}
		layers = append(layers, fmt.Sprint(key.ID, " ", len(rec.Value), " ", len(fmt.Sprint(rec.Version))))
		if err := c.store.Apply(c.t.Context(), storage.Op{Do: storage.Delete, Key: key, Expect: rec.Version}); err != nil {
			c.t.Fatal(err)
		}
	}
	return layers
}

// A store is settled as soon as somebody serves it; from then on a busy hour
// does not put it off, and while nothing is written nothing is done.
func TestSettlingIsDueAMinuteAfterTheFirstWrite(t *testing.T) {
	h := newHouse(t)
	id := h.open(nil).ID
	tended := &tended{Store: h.store}
	v, err := storage.Unlock(t.Context(), tended, storage.NewKeys(serviceKey), h.clock)
	if err != nil {
		t.Fatal(err)
	}
	rounds := storage.NewRounds(v)
	opinions := storage.NewOpinions(rounds)
	for i, step := range []struct {
		name  string
		write bool
		pass  time.Duration
		fail  error
		want  int
	}{
		{name: "at the start", want: 1},
		{name: "nothing was written", pass: time.Hour, want: 1},
		{name: "just written", write: true, want: 1},
		{name: "half a minute", write: true, pass: 30 * time.Second, want: 1},
		{name: "a minute after the first", write: true, pass: 30 * time.Second, want: 2},
		{name: "no more was written", pass: time.Hour, want: 2},
		{name: "it fails", write: true, pass: time.Minute, fail: storage.ErrConflict, want: 3},
		{name: "so it is done at the next call", want: 4},
		{name: "and then no more", pass: time.Hour, want: 4},
	} {
		if step.write {
			if err := opinions.Put(t.Context(), id, receipt(byte(i)), anOpinion(step.name+"的一条意见")); err != nil {
				t.Fatal(err)
			}
		}
		h.now = h.now.Add(step.pass)
		tended.fail = step.fail
		if err := v.Tend(t.Context()); err != step.fail {
			t.Errorf("%s: %v", step.name, err)
		}
		if tended.times != step.want {
			t.Errorf("%s: settled %d times, want %d", step.name, tended.times, step.want)
		}
	}
}

// A tended store counts how often it is settled.
type tended struct {
	storage.Store
	times int
	fail  error
}

func (s *tended) Settle(context.Context, []storage.Collection) error {
	s.times++
	return s.fail
}
