package group

import (
	"fmt"
	"testing"
)

// TestACrowdIsNotComparedInFull holds the work for one text to its bounds where
// thousands are of one template.
func TestACrowdIsNotComparedInFull(t *testing.T) {
	var words []string
	for i := range 3000 {
		words = append(words, plain(fmt.Sprintf("第%d条：会议太多，影响正常工作", i)))
	}
	s := newSpace(words)
	x := newIndex(s.vectors, s.board(), func(int) bool { return true })
	for i := range s.vectors {
		if x.scan(i, DefaultAlike); len(x.seen) == 0 || len(x.seen) > maxSeen {
			t.Fatalf("text %d: scan saw %d, want 1 to %d", i, len(x.seen), maxSeen)
		}
		if n := len(x.likely(i, DefaultAlike)); n == 0 || n > maxLook {
			t.Fatalf("text %d: %d to be compared, want 1 to %d", i, n, maxLook)
		}
		if n := len(x.near(i, DefaultAlike)); n == 0 || n > maxNear {
			t.Fatalf("text %d: %d neighbours, want 1 to %d", i, n, maxNear)
		}
	}
}

func TestNearIsTheMostAlikeFirstAndNeverTheTextItself(t *testing.T) {
	s := newSpace([]string{"食堂菜品单一", "食堂菜品单一,价格还涨了", "食堂菜品不错", "会议太多"})
	x := newIndex(s.vectors, s.board(), func(int) bool { return true })
	got := x.near(0, 0.05)
	if len(got) != 2 || got[0].at != 1 || got[1].at != 2 || got[0].like <= got[1].like {
		t.Errorf("%+v, want 1 and then 2", got)
	}
}

func TestOnlyWhatMayBeFoundIsFound(t *testing.T) {
	s := newSpace([]string{"食堂菜品单一", "食堂菜品单一,价格还涨了", "食堂菜品不错"})
	x := newIndex(s.vectors, s.board(), func(i int) bool { return i == 2 })
	if got := x.near(0, 0.05); len(got) != 1 || got[0].at != 2 {
		t.Errorf("%+v, want 2 alone", got)
	}
}
