package storage_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

// TestWhicheverCameFirst is regression test (b) of DESIGN section 3: the same
// opinions, submitted in one order and in the other, leave the same behind:
// records, sizes, versions' lengths, and places in the files. So do addresses.
func TestWhicheverCameFirst(t *testing.T) {
	for name, arrive := range copyists() {
		for what, put := range map[string]layer{"opinions": copyist.putOpinion, "addresses": copyist.putAddress} {
			t.Run(what+" on "+name, func(t *testing.T) {
				c := arrive(t)
				id := c.open(nil).ID
				forth := make([]int, 60)
				for i := range forth {
					forth[i] = i
				}
				back := slices.Clone(forth)
				slices.Reverse(back)
				if diff := cmp.Diff(c.layers(id, put, forth), c.layers(id, put, back)); diff != "" {
					t.Errorf("it shows which came first (-forth +back):\n%s", diff)
				}
				if atOnce := c.layersAtOnce(id, put, forth); cmp.Equal(atOnce, c.layersAtOnce(id, put, back)) {
					t.Error("nor does it before it is settled: this test cannot fail")
				}
			})
		}
	}
}

// A layer puts the i-th of something, and says where.
type layer func(c copyist, id flows.RoundID, i int) storage.Key

func (c copyist) putOpinion(id flows.RoundID, i int) storage.Key {
	r := flows.NewReceipt([19]byte{byte(i), byte(i >> 5), 'o'})
	c.put(id, r, anOpinion(fmt.Sprintf("第%02d条意见建议", i)))
	return storage.Key{Collection: storage.Collection{Tag: string(id), Name: "opinions"}, ID: storage.ReceiptID(r)}
}

// layers are what was put in this order, as it looks in the files two minutes
// later, in the order of places. It is removed again.
func (c copyist) layers(id flows.RoundID, put layer, order []int) []string {
	c.t.Helper()
	keys := c.lay(id, put, order)
	c.twoMinutesPass()
	c.once(keys)
	return c.lift(keys)
}

func (c copyist) layersAtOnce(id flows.RoundID, put layer, order []int) []string {
	c.t.Helper()
	return c.lift(c.lay(id, put, order))
}

func (c copyist) lay(id flows.RoundID, put layer, order []int) (keys []storage.Key) {
	c.t.Helper()
	for _, i := range order {
		keys = append(keys, put(c, id, i))
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
