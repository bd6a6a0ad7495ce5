package organize_test

import (
	"bytes"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/flows/report"
)

// workbook is the one that belongs to a result, edited: what stands in these cells
// of a sheet.
func workbook(t *testing.T, r organize.Result, sheet string, cells map[string]any) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := (report.Options{}).Render(r.Model, report.Excel, &b); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	for cell, value := range cells {
		if err := f.SetCellValue(sheet, cell, value); err != nil {
			t.Fatal(err)
		}
	}
	var edited bytes.Buffer
	if err := f.Write(&edited); err != nil {
		t.Fatal(err)
	}
	return edited.Bytes()
}

// merged has the first two originals in one point, which says something else.
func merged(t *testing.T, r organize.Result) []byte {
	t.Helper()
	return workbook(t, r, "原始意见", map[string]any{"A3": 1, "A4": 1})
}

func (c *collected) imports(t *testing.T, data []byte) (report.Changes, error) {
	t.Helper()
	return c.office(9).Import(t.Context(), c.round.ID, data, nil)
}

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	if err == nil || flows.KeyOf(err) != key {
		t.Errorf("%v, want %s", err, key)
	}
}

// TestWhatWasEditedIsWhatDocumentsSay, and an author is told of it; and one step
// back it is as it was, to the byte.
func TestWhatWasEditedIsWhatDocumentsSay(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多")
	before := c.release(t, 1)
	changes, err := c.imports(t, merged(t, before))
	if err != nil || changes.Merged != 1 {
		t.Fatalf("%+v, %v", changes, err)
	}
	after := c.release(t, 2)
	if after.Model.Counts.Points != 1 || after.Model.Counts.Opinions != 2 {
		t.Errorf("%+v", after.Model.Counts)
	}
	for _, r := range []flows.Receipt{"r0", "r1"} {
		if p, told, err := c.office(3).Point(t.Context(), c.round.ID, r); p.Text != after.Model.Points[0].Text || !p.Merged || !told || err != nil {
			t.Errorf("%s leads to %+v, %v", r, p, err)
		}
	}
	counts, err := c.office(4).Undo(t.Context(), c.round.ID, nil)
	if err != nil || counts.Points != 2 {
		t.Errorf("%+v, %v", counts, err)
	}
	if diff := cmp.Diff(before.Model, c.release(t, 5).Model); diff != "" {
		t.Error(diff)
	}
	_, err = c.office(6).Undo(t.Context(), c.round.ID, nil)
	wantKey(t, err, "result.none_before")
}

func TestOfTwoWorkbooksAtOnceOneIsTaken(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多", "材料反复报")
	r := c.release(t, 1)
	first, second := merged(t, r), workbook(t, r, "原始意见", map[string]any{"A4": 1, "A5": 1})
	c.meanwhile = func() {
		if _, err := c.imports(t, first); err != nil {
			t.Error(err)
		}
	}
	_, err := c.imports(t, second)
	wantKey(t, err, "result.changed")
	taken := c.release(t, 2).Model
	_, err = c.imports(t, second)
	wantKey(t, err, "import.old_edition")
	if diff := cmp.Diff(taken, c.release(t, 3).Model); diff != "" || taken.Edits != 1 {
		t.Errorf("%d edits\n%s", taken.Edits, diff)
	}
}

func TestARefusedWorkbookChangesNothing(t *testing.T) {
	for _, c := range []struct {
		name string
		data func(*testing.T, organize.Result) []byte
		lost bool
		want string
	}{
		{name: "no workbook", data: func(*testing.T, organize.Result) []byte { return []byte("hello") }, want: "import.unknown"},
		{name: "a fault in it", want: "import.faults", data: func(t *testing.T, r organize.Result) []byte {
			return workbook(t, r, "原始意见", map[string]any{"A3": "三"})
		}},
		{name: "of another round", want: "import.other_round", data: func(t *testing.T, _ organize.Result) []byte {
			other := collect("窗口办事要跑三趟")
			other.round.ID = "00000000-0000-4000-8000-000000000000"
			return merged(t, other.release(t, 7))
		}},
		{name: "the store is away", data: merged, lost: true, want: "store.away"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := collect("窗口办事要跑三趟", "会议太多")
			r := w.release(t, 1)
			w.lost = c.lost
			kept := bytes.Clone(w.now)
			_, err := w.imports(t, c.data(t, r))
			wantKey(t, err, c.want)
			if !bytes.Equal(kept, w.now) || w.before != nil {
				t.Error("something was changed")
			}
		})
	}
}

// TestAWorkbookThatChangesNothingIsNoStep: there is still nothing to go back to.
func TestAWorkbookThatChangesNothingIsNoStep(t *testing.T) {
	c := collect("窗口办事要跑三趟")
	changes, err := c.imports(t, workbook(t, c.release(t, 1), "", nil))
	if err != nil || !changes.None() || c.before != nil {
		t.Errorf("%+v, %v", changes, err)
	}
}

// TestNothingIsTakenInOfWhatMayNotBeReleased, whatever is in the file.
func TestNothingIsTakenInOfWhatMayNotBeReleased(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多")
	data := merged(t, c.release(t, 1))
	for _, s := range []struct {
		name   string
		people int
		state  flows.State
		kept   bool
		want   string
	}{
		{"not closed", 5, flows.Opened, true, "round.not_closed"},
		{"below k", 4, flows.Closed, true, "round.below_k"},
		{"destroyed", 5, flows.Destroyed, true, "round.is_destroyed"},
		{"not exported", 5, flows.Closed, false, "result.none"},
	} {
		t.Run(s.name, func(t *testing.T) {
			w := *c
			w.people, w.round.State = s.people, s.state
			if !s.kept {
				w.cabinet = &cabinet{}
			}
			_, err := w.imports(t, data)
			wantKey(t, err, s.want)
			if s.kept {
				_, err = w.office(2).Undo(t.Context(), w.round.ID, nil)
				wantKey(t, err, s.want)
			}
		})
	}
}

func (c *collected) deeds() (all []flows.Deed) {
	for _, a := range c.acts {
		all = append(all, a.Deed)
	}
	return all
}

// TestTheSameWorkbookTwiceIsOneImport: it may come again, after the process ended
// or because an answer was lost. Once it was taken back it is another one.
func TestTheSameWorkbookTwiceIsOneImport(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多")
	data := merged(t, c.release(t, 1))
	c.meanwhile = func() { // by another replica
		if _, err := c.imports(t, data); err != nil {
			t.Error(err)
		}
	}
	for range 2 {
		if changes, err := c.imports(t, data); err != nil || changes.Merged != 1 {
			t.Errorf("%+v, %v", changes, err)
		}
	}
	if m := c.release(t, 2).Model; m.Edits != 1 {
		t.Errorf("%d edits", m.Edits)
	}
	if _, err := c.office(4).Undo(t.Context(), c.round.ID, nil); err != nil {
		t.Error(err)
	}
	if _, err := c.imports(t, data); err != nil {
		t.Error(err)
	}
	if diff := cmp.Diff([]flows.Deed{flows.Imported, flows.Undone, flows.Imported}, c.deeds()); diff != "" {
		t.Error(diff)
	}
}

// TestWhatIsRefusedIsNotNoted, and neither is what changes nothing.
func TestWhatIsRefusedIsNotNoted(t *testing.T) {
	c := collect("窗口办事要跑三趟", "会议太多")
	r := c.release(t, 1)
	_, err := c.imports(t, workbook(t, r, "原始意见", map[string]any{"A3": "三"}))
	wantKey(t, err, "import.faults")
	if _, err := c.imports(t, workbook(t, r, "", nil)); err != nil {
		t.Error(err)
	}
	_, err = c.office(2).Undo(t.Context(), c.round.ID, nil)
	wantKey(t, err, "result.none_before")
	if len(c.acts) != 0 {
		t.Errorf("noted: %v", c.deeds())
	}
}
