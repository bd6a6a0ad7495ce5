package organize_test

import (
	"bytes"
	"fmt"
	"slices"
	"testing"

	"github.com/xuri/excelize/v2"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
)

// hinted is a round in which two say the same, one says a phrase, and one left the
// aspect open.
func hinted() *collected {
	c := collect("窗口办事要跑三趟，材料反复交", "窗口办事要跑三趟，能不能少跑", "食堂的菜太咸了", "理论学习不够深入", "理论学习安排得太晚，没有时间看书")
	c.opinions[4].Aspect = ""
	c.opinions = append(c.opinions, flows.StoredOpinion{ID: "s5", Opinion: flows.Opinion{Subject: "wang", Aspect: "a1", Kind: flows.Problem,
		Text: "理论学习安排得太晚，大家没有时间看书"}})
	return c
}

// handedOver is the workbook among the documents.
func handedOver(t *testing.T, r organize.Result) *excelize.File {
	t.Helper()
	var b bytes.Buffer
	if err := r.Workbook(report.Options{}, &b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func saved(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// proposed are the rows of 原始意见 with something in a column, by their texts.
func proposed(t *testing.T, f *excelize.File, title string) map[string]string {
	t.Helper()
	rows, err := f.GetRows("原始意见")
	if err != nil {
		t.Fatal(err)
	}
	all, at, text := map[string]string{}, slices.Index(rows[1], title), slices.Index(rows[1], "内容")
	for _, row := range rows[2:] {
		if at >= 0 && at < len(row) && row[at] != "" {
			all[row[text]] = row[at]
		}
	}
	return all
}

// TestWhatIsProposedIsForTheOrganizerToFollow: untouched it changes nothing; copied
// it merges, and is proposed no more.
func TestWhatIsProposedIsForTheOrganizerToFollow(t *testing.T) {
	c := hinted()
	f := handedOver(t, c.release(t, 1))
	if changes, err := c.imports(t, saved(t, f)); err != nil || !changes.None() {
		t.Fatalf("untouched: %+v, %v", changes, err)
	}
	if got := proposed(t, f, "提示"); len(got) != 1 || got["理论学习不够深入"] != "套话" {
		t.Errorf("marked as stock: %v", got)
	}
	if got := proposed(t, f, "建议方面"); len(got) != 1 || got["理论学习安排得太晚，没有时间看书"] != "理论学习" {
		t.Errorf("suggested aspects: %v", got)
	}
	into := proposed(t, f, "建议归入")
	if len(into) != 1 {
		t.Fatalf("proposed to be merged: %v", into)
	}
	follow(t, f)
	changes, err := c.imports(t, saved(t, f))
	if err != nil || changes.Merged != 1 || changes.Split != 0 || changes.Reworded != 0 {
		t.Fatalf("followed: %+v, %v", changes, err)
	}
	if got := proposed(t, handedOver(t, c.release(t, 2)), "建议归入"); len(got) != 0 {
		t.Errorf("proposed again: %v", got)
	}
}

// follow copies the numbers that are proposed.
func follow(t *testing.T, f *excelize.File) {
	t.Helper()
	into := proposed(t, f, "建议归入")
	for i, row := range rowsOf(t, f) {
		if n := into[row[4]]; n != "" { // its text
			numbered(t, f, i, n)
		}
	}
}

// rowsOf are the originals in a workbook.
func rowsOf(t *testing.T, f *excelize.File) [][]string {
	t.Helper()
	rows, err := f.GetRows("原始意见")
	if err != nil {
		t.Fatal(err)
	}
	return rows[2:]
}

// numbered has the i-th original go to a point.
func numbered(t *testing.T, f *excelize.File, i int, into string) {
	t.Helper()
	if err := f.SetCellValue("原始意见", fmt.Sprint("A", 3+i), into); err != nil {
		t.Fatal(err)
	}
}

func TestWhoIsAlikeIsTheSettingsToSay(t *testing.T) {
	c := hinted()
	office := c.office(1)
	office.Alike = 1
	r, err := office.Release(t.Context(), c.round.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	for id, hint := range r.Hints() {
		if hint.Into != "" {
			t.Errorf("%s is proposed to go to %s", id, hint.Into)
		}
	}
}

// TestTheRestIsProposedToGoWhereMostAre, though it has the words that are proposed.
func TestTheRestIsProposedToGoWhereMostAre(t *testing.T) {
	const wording = "窗口办事要跑三趟，材料反复交好几次"
	c := collect("窗口办事要跑三趟", "材料反复交好几次", wording)
	f := handedOver(t, c.release(t, 1))
	for i, row := range rowsOf(t, f) {
		if !slices.Contains(row, wording) {
			numbered(t, f, i, "9")
		}
	}
	if err := f.SetSheetRow("归并意见", "A6", &[]any{9, "局领导班子", nil, "理论学习", nil, "办事太麻烦"}); err != nil {
		t.Fatal(err)
	}
	if _, err := c.imports(t, saved(t, f)); err != nil {
		t.Fatal(err, flows.ArgsOf(err))
	}
	r := c.release(t, 2)
	home, hints := r.Model.PointOf(), r.Hints()
	if len(hints) != 1 {
		t.Fatalf("%v", hints)
	}
	for id, hint := range hints {
		if len(home[hint.Into].Opinions) != 2 || len(home[id].Opinions) != 1 {
			t.Errorf("%v is proposed to go to %v", home[id], home[hint.Into])
		}
	}
}
