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
