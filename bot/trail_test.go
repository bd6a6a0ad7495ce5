package bot

import (
	"encoding/json"
	"testing"
)

func TestATrailIsBoundedAndSaysSo(t *testing.T) {
	var all trail
	for id := range MessageID(maxTrail) {
		all.add(int64(id)/300, id+1, id+1, 0)
	}
	if ids := all.ids(); len(ids) != maxTrail || all.Cut {
		t.Errorf("%d of %d messages, cut: %v", len(ids), maxTrail, all.Cut)
	}
	all.add(7, 9001, 9002)
	ids := all.ids()
	if len(ids) != maxTrail || !all.Cut || ids[0] != 3 || ids[maxTrail-1] != 9002 {
		t.Errorf("%d messages, from %d to %d, cut: %v", len(ids), ids[0], ids[len(ids)-1], all.Cut)
	}
}

func TestATrailKnowsTheDayOnly(t *testing.T) {
	var all trail
	all.add(10, 1, 2)
	all.add(11, 3)
	all.add(12, 4)
	all.keep([]MessageID{2, 4})
	raw, err := json.Marshal(all)
	if want := `{"days":[{"at":10,"ids":[2]},{"at":12,"ids":[4]}]}`; string(raw) != want || err != nil {
		t.Errorf("kept as %s, %v; want %s", raw, err, want)
	}
}
