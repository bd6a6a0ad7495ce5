package report

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// entries is a Model with two opinions of a seminar, entered.
func entries(t *testing.T) Model {
	d := opened(t, assembled(t, oddInput()))
	for _, text := range []string{"批得慢", "少开会"} {
		d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "王建国", kindColumn: "问题", textColumn: text})
	}
	m, _ := d.accepted()
	return m
}

// TestWhatWasEnteredCanBeMended: it is the organizer's own, as originals are not.
func TestWhatWasEnteredCanBeMended(t *testing.T) {
	for _, c := range []struct {
		name string
		edit func(d desk, row int)
		want Changes
	}{
		{"its words", func(d desk, row int) { d.write(othersSheet, row, textColumn, "批得太慢") }, Changes{Corrected: 1}},
		{"its channel", func(d desk, row int) { d.write(othersSheet, row, channelColumn, "意见箱") }, Changes{Corrected: 1}},
		{"its aspect", func(d desk, row int) { d.write(othersSheet, row, aspectColumn, "理论学习") }, Changes{Corrected: 1}},
		{"a row emptied", func(d desk, row int) {
			for _, title := range []string{channelColumn, intoColumn, subjectColumn, aspectColumn, kindColumn, textColumn, caseColumn, remedyColumn, idColumn} {
				d.write(othersSheet, row, title, "")
			}
		}, Changes{Removed: 1}},
		{"merged with what was written", func(d desk, row int) {
			d.write(othersSheet, row, intoColumn, d.of("下基层少👩‍💻👍🏽，听得少"))
		},
			Changes{Merged: 1, Regrouped: 1, Across: 1}},
		{"about another subject, as a point of its own", func(d desk, row int) {
			d.write(othersSheet, row, subjectColumn, "李红")
			d.write(othersSheet, row, intoColumn, "")
		}, Changes{Corrected: 1, Regrouped: 1}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := opened(t, entries(t))
			c.edit(d, d.row(othersSheet, textColumn, "批得慢"))
			if _, got := d.accepted(); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
}

// TestTheOrderOfEntriesLeavesNoTrace: the same opinions, entered in another order
// into one point, give the same.
func TestTheOrderOfEntriesLeavesNoTrace(t *testing.T) {
	m, texts := assembled(t, oddInput()), []string{"甲", "乙", "丙", "丁"}
	var all []Model
	for range 2 {
		d := opened(t, m)
		for _, text := range texts {
			d.enter(map[string]any{channelColumn: "座谈会", subjectColumn: "王建国", textColumn: text, intoColumn: d.of("下基层少👩‍💻👍🏽，听得少")})
		}
		next, _ := d.accepted()
		all = append(all, next)
		slices.Reverse(texts)
	}
	if diff := cmp.Diff(all[0], all[1]); diff != "" {
		t.Error(diff)
	}
}
