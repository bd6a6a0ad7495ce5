package report

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// ledgerOf is the workbook of a Model's ledger on an organizer's screen.
func ledgerOf(t testing.TB, l Ledger) desk {
	t.Helper()
	return desk{t, Model{}, workbook(t, renderedLedger(t, l))}
}

func renderedLedger(t testing.TB, l Ledger) string {
	t.Helper()
	var b strings.Builder
	if err := (Options{Date: sampleDay}).RenderLedger(l, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// filled is the sample's ledger as a clerk has filled it in: of four points.
func filled(t testing.TB) Ledger {
	t.Helper()
	l := sample(t).Ledger(Ledger{})
	d := ledgerOf(t, l)
	for row, values := range map[int]map[string]any{
		3: {goalColumn: "每季度一个题目", measureColumn: "提前一周发资料；\n班子成员轮流领学", leaderColumn: "王建国", departmentColumn: "办公室",
			dueColumn: "2022年3月底前", stateColumn: "整改中"},
		4: {stateColumn: "已完成", endedColumn: "2022-02-15", leaderColumn: "李红"},
		5: {stateColumn: "长期坚持", endedColumn: "2022年5月1日"},
		7: {stateColumn: "", measureColumn: "=不是公式"},
	} {
		for title, value := range values {
			d.write(ledgerSheet, row, title, value)
		}
	}
	next, c, err := l.Edit(d.saved())
	if err != nil {
		t.Fatal(inWords(err))
	}
	if diff := cmp.Diff(Changes{Planned: 3, Progressed: 3}, c); diff != "" {
		t.Error(diff)
	}
	return next
}

func TestGoldenLedger(t *testing.T) {
	golden(t, "ledger.xlsx.txt", dumped(t, renderedLedger(t, filled(t))))
	quiet := oddInput()
	quiet.Opinions = nil
	golden(t, "ledger-none.xlsx.txt", dumped(t, renderedLedger(t, assembled(t, quiet).Ledger(Ledger{}))))
}

// TestTheLedgerHasEachPointOnce, in the order and with the numbers of the workbook,
// and whoever has to see to it as was said there.
func TestTheLedgerHasEachPointOnce(t *testing.T) {
	d := opened(t, merge(assembled(t, oddTalks()), "zhao", 2))
	d.write(pointsSheet, 3, leaderColumn, "李红")
	d.write(pointsSheet, 3, departmentColumn, "办公室")
	m, _ := d.accepted()
	l := m.Ledger(Ledger{})
	if len(l.Rows) != m.Counts.Points || l.Rows[0].Leader != "李红" || l.Rows[0].Department != "办公室" {
		t.Errorf("%d rows of %d points: %+v", len(l.Rows), m.Counts.Points, l.Rows[0])
	}
	for i, line := range m.numbered() {
		if l.Rows[i].Point != line.point.ID || l.Rows[i].Text != line.point.Text || l.Rows[i].State != flows.ToDo {
			t.Errorf("row %d: %+v", i, l.Rows[i])
		}
	}
}

// TestALedgerKeepsWhatWasFilledIn, whatever became of the points: it holds on by
// their ids.
func TestALedgerKeepsWhatWasFilledIn(t *testing.T) {
	before := filled(t)
	m := sample(t)
	if diff := cmp.Diff(before, m.Ledger(before)); diff != "" {
		t.Error(diff)
	}
	m.Points[0].Text = "集中学习联系实际不够"
	m.Counts = m.tally()
	after := m.Ledger(before)
	was, now := before.byPoint()[m.Points[0].ID], after.byPoint()[m.Points[0].ID]
	if was.Text = m.Points[0].Text; now != was {
		t.Errorf("%+v", now)
	}
}

func TestLedgerUnchanged(t *testing.T) {
	l := filled(t)
	for name, change := range map[string]func(desk){
		"as it is":           func(desk) {},
		"rows in some order": func(d desk) { swapRows(d, ledgerSheet, 3, 9) },
		"a date as a number": func(d desk) { d.write(ledgerSheet, 4, endedColumn, 44607) },
		"columns moved":      func(d desk) { swapColumns(d, ledgerSheet, goalColumn, idColumn) },
	} {
		next, c, err := l.Edit(saved(ledgerOf(t, l), change))
		if diff := cmp.Diff(l, next); diff != "" || err != nil || !c.None() {
			t.Errorf("%s: %v %+v %s", name, inWords(err), c, diff)
		}
	}
}

// TestALedgerFromBeforeAnotherSaysWhatItEmpties: it is taken, as the last one counts,
// and whoever sends it is told.
func TestALedgerFromBeforeAnotherSaysWhatItEmpties(t *testing.T) {
	blank := sample(t).Ledger(Ledger{})
	with := func(column, value string) []byte {
		return saved(ledgerOf(t, blank), func(d desk) { d.write(ledgerSheet, 3, column, value) })
	}
	first, _, err := blank.Edit(saved(ledgerOf(t, blank), func(d desk) {
		d.write(ledgerSheet, 3, measureColumn, "设综合窗口")
		d.write(ledgerSheet, 3, stateColumn, "整改中")
	}))
	if err != nil {
		t.Fatal(err)
	}
	if _, c, err := first.Edit(with(goalColumn, "少跑一趟")); err != nil || c != (Changes{Planned: 1, Progressed: 1, Emptied: 2}) {
		t.Errorf("%+v, %v", c, err)
	}
	if _, c, err := blank.Edit(with(goalColumn, "少跑一趟")); err != nil || c != (Changes{Planned: 1}) {
		t.Errorf("where nothing was: %+v, %v", c, err)
	}
}

func saved(d desk, change func(desk)) []byte {
	change(d)
	return d.saved()
}

// TestARefusedLedger is told with its place.
func TestARefusedLedger(t *testing.T) {
	l := filled(t)
	other := l
	other.Round.ID = "00000000-0000-4000-8000-000000000000"
	for _, c := range []struct {
		name   string
		change func(desk)
		want   string
	}{
		{"other words", func(d desk) { d.write(ledgerSheet, 3, problemColumn, "没有的事") }, "ledger.wording 整改台账 3B"},
		{"a row more", func(d desk) { d.write(ledgerSheet, 40, measureColumn, "还有一条") }, "ledger.unknown_id 整改台账 40K"},
		{"a row less", func(d desk) { d.f.RemoveRow(ledgerSheet, 5) }, "ledger.missing 整改台账"},
		{"a row twice", func(d desk) {
			d.write(ledgerSheet, 40, idColumn, l.Rows[0].Point)
		}, "ledger.id_twice 整改台账 40K"},
		{"another state", func(d desk) { d.write(ledgerSheet, 3, stateColumn, "差不多") }, "no_such 整改台账 3I"},
		{"no date", func(d desk) { d.write(ledgerSheet, 4, endedColumn, "去年底") }, "ledger.no_date 整改台账 4J"},
		{"no such day", func(d desk) { d.write(ledgerSheet, 4, endedColumn, "2026-02-30") }, "ledger.no_date 整改台账 4J"},
		{"ended, not done", func(d desk) { d.write(ledgerSheet, 3, endedColumn, "2026-02-03") }, "ledger.ended_pending 整改台账 3J"},
		{"a formula", func(d desk) { d.f.SetCellFormula(ledgerSheet, "D3", "1+1") }, "formula 整改台账 3D"},
		{"too long", func(d desk) { d.write(ledgerSheet, 3, leaderColumn, strings.Repeat("长", maxOwner+1)) }, "long 整改台账 3F"},
		{"a title gone", func(d desk) { d.write(ledgerSheet, 2, stateColumn, "进度") }, "no_column 整改台账"},
		{"merged cells", func(d desk) { d.f.MergeCell(ledgerSheet, "D3", "D4") }, "merged 整改台账 3D"},
		{"the sheet gone", func(d desk) { d.f.SetSheetName(ledgerSheet, "台账") }, "no_sheet 整改台账"},
	} {
		_, changes, err := l.Edit(saved(ledgerOf(t, l), c.change))
		if got := inWords(err); len(got) != 1 || got[0] != c.want || !changes.None() {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	if _, _, err := other.Edit(ledgerOf(t, l).saved()); flows.KeyOf(err) != "import.other_round" {
		t.Errorf("of another round: %v", err)
	}
	if _, _, err := l.Edit([]byte("hello")); flows.KeyOf(err) != "import.unknown" {
		t.Errorf("no workbook: %v", err)
	}
}

// TestALedgerIsNotTakenForAWorkbook, nor the other way round; also where a program
// lost the property.
func TestALedgerIsNotTakenForAWorkbook(t *testing.T) {
	m := sample(t)
	ledger, book := renderedLedger(t, m.Ledger(Ledger{})), rendered(t, m, Excel)
	parts := unzipped(t, ledger)
	delete(parts, "docProps/custom.xml")
	for name, c := range map[string]struct {
		data []byte
		want bool
	}{
		"a ledger": {[]byte(ledger), true}, "without the property": {rezipped(t, parts), true},
		"a workbook": {[]byte(book), false}, "something else": {[]byte("hello"), false},
	} {
		if IsLedger(c.data) != c.want {
			t.Errorf("%s is taken for a ledger: %v", name, !c.want)
		}
	}
	if _, _, err := sentBack(m, []byte(ledger)); flows.KeyOf(err) == "" || err == nil {
		t.Error("a ledger was taken for a workbook")
	}
}

// TestTheLedgerThroughOffice: LibreOffice opens and saves it, and nothing changed.
func TestTheLedgerThroughOffice(t *testing.T) {
	needOffice(t)
	m := assembled(t, oddTalks())
	l := m.Ledger(Ledger{})
	for i, s := range []string{"=1+1", "+123456", "2026-11-03", "1/2", "2026年6月底前", "3.0", "一行\n\n三行", "TRUE"} {
		l.Rows[i].Due, l.Rows[i].Goal = s, s
	}
	l.Rows[0].State, l.Rows[0].Ended = flows.Done, "2026-12-01"
	for name, l := range map[string]Ledger{"filled in": filled(t), "odd texts": l} {
		next, c, err := l.Edit(throughOffice(t, []byte(renderedLedger(t, l))))
		if diff := cmp.Diff(l, next); diff != "" || err != nil || !c.None() {
			t.Errorf("%s: %v %+v %s", name, inWords(err), c, diff)
		}
	}
	if dir := os.Getenv("SOUNDINGS_LOOK"); dir != "" {
		os.WriteFile(filepath.Join(dir, LedgerName), []byte(renderedLedger(t, filled(t))), 0o600)
	}
}
