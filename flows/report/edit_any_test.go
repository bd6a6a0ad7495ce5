package report

import (
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/report/xlsx"
)

// TestWhateverIsEditedTheNumbersAddUp: any sequence of merging, splitting, moving,
// entering and slips of the hand is refused or gives a Model that holds together,
// with every original in its own words. The Model it came from is not touched, and
// the order of rows does not matter.
func TestWhateverIsEditedTheNumbersAddUp(t *testing.T) {
	accepted := 0
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		before, w := asJSON(t, m), reread(t, m)
		for range rapid.IntRange(0, 8).Draw(t, "edits") {
			rapid.SampledFrom(edits).Draw(t, "edit")(t, m, &w)
		}
		next, c, err := m.Edit(w, another())
		if asJSON(t, m) != before {
			t.Fatal("the Model was touched")
		}
		again, _, errAgain := m.Edit(shuffled(t, w), another())
		if err != nil {
			if flows.CodeOf(err) != flows.Invalid || len(inWords(err)) == 0 || flows.CodeOf(errAgain) != flows.Invalid {
				t.Fatal(err, errAgain)
			}
			return
		}
		accepted++
		holds(t, m, next)
		if diff := cmp.Diff(next, again); diff != "" {
			t.Fatalf("with its rows in another order: %s", diff)
		}
		if c.None() != cmp.Equal(m, next) {
			t.Fatalf("%+v, but %s", c, cmp.Diff(m, next))
		}
	})
	t.Logf("%d accepted", accepted)
	if accepted == 0 {
		t.Error("none was accepted: this test cannot fail")
	}
}

// another is randomness unlike that of any seed, so that no id is drawn twice.
func another() io.Reader { return rand.NewChaCha8([32]byte{31: 1}) }

func holds(t *rapid.T, m, next Model) {
	if err := next.Check(); err != nil {
		t.Fatal(flows.ArgsOf(err))
	}
	if next.Counts.Points > next.Counts.Opinions || sum(next.Counts.BySubject) != len(next.Opinions) ||
		sum(next.Counts.ByChannel) != len(next.Opinions) || linked(next) != len(next.Opinions) {
		t.Fatalf("%+v", next.Counts)
	}
	of := next.byID()
	for _, o := range m.Opinions {
		now := of[o.ID]
		if now.Text != o.Text || now.Case != o.Case || now.Remedy != o.Remedy || now.Kind != o.Kind || now.Channel != o.Channel || now.Speaker != o.Speaker {
			t.Fatalf("%+v became %+v", o, now)
		}
	}
}

// reread is a Model's workbook as it comes back.
func reread(t *rapid.T, m Model) Workbook {
	var b buffer
	if err := Render(m, Excel, &b); err != nil {
		t.Fatal(err)
	}
	w, err := ReadWorkbook(b)
	if err != nil {
		t.Fatal(inWords(err))
	}
	return w
}

type buffer []byte

func (b *buffer) Write(p []byte) (int, error) { *b = append(*b, p...); return len(p), nil }

func shuffled(t *rapid.T, w Workbook) Workbook {
	for _, l := range []*listing{&w.points, &w.all, &w.others} {
		l.rows = rapid.Permutation(l.rows).Draw(t, "rows")
	}
	return w
}

// edits are what somebody may do to a workbook.
var edits = []func(*rapid.T, Model, *Workbook){
	func(t *rapid.T, m Model, w *Workbook) { // one goes to a point about the same subject
		o := rapid.SampledFrom(m.Opinions).Draw(t, "original")
		into := rapid.SampledFrom(filtered(m.numbered(), func(l line) bool { return l.subject.ID == o.Subject })).Draw(t, "into")
		write(w.all, find(w.all, idColumn, string(o.ID)), intoColumn, fmt.Sprint(into.n))
	},
	func(t *rapid.T, m Model, w *Workbook) { // one goes to any point, or a new one
		write(w.all, anyRow(t, w.all), intoColumn, fmt.Sprint(rapid.IntRange(1, 2*len(m.Points)).Draw(t, "into")))
	},
	func(t *rapid.T, m Model, w *Workbook) { // a point is moved
		s := rapid.SampledFrom(m.Round.Subjects).Draw(t, "subject")
		write(w.points, anyRow(t, w.points), subjectColumn, rapid.SampledFrom([]string{string(s.ID), s.Name, called(s)}).Draw(t, "as"))
	},
	func(t *rapid.T, m Model, w *Workbook) {
		write(w.points, anyRow(t, w.points), aspectColumn, rapid.SampledFrom([]string{"a1", "联系群众", "工作作风方面", "其他", ""}).Draw(t, "aspect"))
	},
	func(t *rapid.T, m Model, w *Workbook) {
		write(w.points, anyRow(t, w.points), pointColumn, rapid.SampledFrom([]string{"改写", " 改写\r\n两行 "}).Draw(t, "wording"))
	},
	func(t *rapid.T, m Model, w *Workbook) { // something is entered
		row := xlsx.Row{N: 100 + rapid.IntRange(0, 900).Filter(func(n int) bool {
			return !slices.ContainsFunc(w.others.rows, func(r xlsx.Row) bool { return r.N == 100+n })
		}).Draw(t, "row"), Cells: map[int]xlsx.Cell{}}
		w.others.rows = append(w.others.rows, row)
		s := rapid.SampledFrom(m.Round.Subjects).Draw(t, "about")
		write(w.others, row, channelColumn, rapid.SampledFrom(enteredNames().names()).Draw(t, "channel"))
		write(w.others, row, subjectColumn, s.Name)
		write(w.others, row, textColumn, rapid.SampledFrom([]string{"会多", "会太多"}).Draw(t, "text"))
		write(w.others, row, intoColumn, rapid.SampledFrom([]string{"", "", "1"}).Draw(t, "into"))
	},
	func(t *rapid.T, m Model, w *Workbook) { // a slip of the hand
		l := rapid.SampledFrom([]listing{w.points, w.all}).Draw(t, "sheet")
		row := anyRow(t, l)
		row.Cells[rapid.IntRange(0, 10).Draw(t, "column")] = xlsx.Cell{Text: rapid.SampledFrom([]string{"", "1", "=", "王建国", "\x00"}).Draw(t, "slip"),
			Kind: rapid.SampledFrom([]xlsx.Kind{xlsx.Text, xlsx.Number, xlsx.Fault}).Draw(t, "kind"), Formula: rapid.Bool().Draw(t, "formula")}
	},
}

func anyRow(t *rapid.T, l listing) xlsx.Row { return rapid.SampledFrom(l.rows).Draw(t, "row") }

func find(l listing, title, value string) xlsx.Row {
	i := slices.IndexFunc(l.rows, func(r xlsx.Row) bool { return r.Cells[l.columns[title]].Text == value })
	return l.rows[max(i, 0)] // a slip may have taken the value away
}

func write(l listing, r xlsx.Row, title, value string) {
	r.Cells[l.columns[title]] = xlsx.Cell{Text: value}
}

func asJSON(t *rapid.T, m Model) string {
	var b buffer
	if err := Render(m, JSON, &b); err != nil {
		t.Fatal(err)
	}
	return string(b)
}
