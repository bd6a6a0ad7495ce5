package report

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"soundings/flows"
)

func TestOriginalsComeBackFromTheWorkbook(t *testing.T) {
	m := sample(t)
	rows, err := workbook(t, rendered(t, m, Excel)).GetRows(originalsSheet)
	if err != nil {
		t.Fatal(err)
	}
	back := map[OpinionID][]string{}
	for _, row := range rows[2:] {
		back[OpinionID(row[8])] = row[4:7]
	}
	want := map[OpinionID][]string{}
	for _, o := range m.Opinions {
		want[o.ID] = []string{o.Text, o.Case, o.Remedy}
	}
	if diff := cmp.Diff(want, back); diff != "" {
		t.Error(diff)
	}
}

// TestTextsStayText: nothing that somebody wrote becomes a formula, a number or
// another character.
func TestTextsStayText(t *testing.T) {
	in, texts := oddInput(), []string{"=1+1+1+1", "+123456", "-123456", "@SUM(1)", "＝全角公式", "12345678901234567890", "_x000A_乱码",
		"TRUE或者", " 前面有空格", "<b>&amp;", "一行\n二行"}
	in.Opinions = nil
	for _, text := range texts {
		in.Opinions = append(in.Opinions, problem("team", "a1", text))
	}
	f := workbook(t, rendered(t, assembled(t, in), Excel))
	var got []string
	for row := 3; row < 3+len(texts); row++ {
		cell := at(6, row)
		text, err := f.GetCellValue(pointsSheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, text)
		formula, _ := f.GetCellFormula(pointsSheet, cell)
		if kind, _ := f.GetCellType(pointsSheet, cell); kind != excelize.CellTypeInlineString || formula != "" {
			t.Errorf("%q is of type %v, formula %q", text, kind, formula)
		}
		id, _ := f.GetCellStyle(pointsSheet, cell)
		if style, err := f.GetStyle(id); err != nil || guard(text) != text && style.NumFmt != 49 {
			t.Errorf("%q would become a formula when it is edited: %v", text, err)
		}
	}
	slices.Sort(got)
	slices.Sort(texts)
	if diff := cmp.Diff(texts, got); diff != "" {
		t.Error(diff)
	}
}

func TestSheetsAreReadyToPrint(t *testing.T) {
	parts := unzipped(t, rendered(t, sample(t), Excel))
	for _, want := range []string{`state="frozen"`, `orientation="landscape"`, `paperSize="9"`, `fitToWidth="1"`, `fitToPage="true"`,
		"&amp;P", `<tablePart r:id=`, `<col min="1" max="1" width="7" customWidth="1"/><col min="2"`} {
		if !strings.Contains(parts["xl/worksheets/sheet1.xml"], want) {
			t.Errorf("%s lacks %s", pointsSheet, want)
		}
	}
	if strings.Contains(parts["xl/worksheets/sheet1.xml"], "customHeight") {
		t.Error("rows keep their height when they are edited")
	}
	if n := strings.Count(parts["xl/workbook.xml"], "!$1:$2<"); n != 2 {
		t.Errorf("%d sheets repeat their header, want 2", n)
	}
	for _, table := range []string{"1", "2"} {
		if !strings.Contains(parts["xl/tables/table"+table+".xml"], "<autoFilter ref=") {
			t.Error("a table without filters")
		}
	}
}

// TestLongTextsGetSmaller: the longest there can be are seen whole in their
// columns.
func TestLongTextsGetSmaller(t *testing.T) {
	for _, c := range []struct {
		length  int
		columns float64
		want    float64
	}{{20, 64, 11}, {1000, 64, 9}, {flows.MaxText, 64, 7}, {flows.MaxText, 72, 7}, {flows.MaxCase, 27, 7}, {flows.MaxRemedy, 20, 7}} {
		text := string([]rune(longest())[:c.length])
		if size := sizes[sizeFor(text, c.columns)]; size != c.want {
			t.Errorf("%d characters in %g digits: %g points, want %g", c.length, c.columns, size, c.want)
		}
		if high := height(text, c.columns); high > maxHeight {
			t.Errorf("%d characters in %g digits are %g points high", c.length, c.columns, high)
		}
	}
	if a, b := height("短", 60), height("两\n行", 60); a >= b {
		t.Errorf("one line is %g points high, two are %g", a, b)
	}
}

// TestNoOpinionIsPutIntoATemporaryFile: not even of so many that the library
// would like to (DESIGN section 3).
func TestNoOpinionIsPutIntoATemporaryFile(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	in := Input{Round: sampleRound(), Participants: 9}
	for range 3_000 { // 18 MB a sheet
		in.Opinions = append(in.Opinions, problem("team", "a3", longest()))
	}
	m, seen := assembled(t, in), 0
	o := Options{Progress: func(done, total int) {
		if done%100 == 0 {
			files, _ := os.ReadDir(dir)
			seen += len(files)
		}
	}}
	if err := o.Render(m, Excel, &strings.Builder{}); err != nil {
		t.Fatal(err)
	}
	if seen > 0 {
		t.Error("there were temporary files")
	}
}

// TestTalliesAddUp also where an aspect is called “none”.
func TestTalliesAddUp(t *testing.T) {
	odd := oddInput()
	odd.Round.Aspects[0].ID = NoAspect
	for i := range odd.Opinions {
		if odd.Opinions[i].Aspect == "a1" {
			odd.Opinions[i].Aspect = NoAspect
		}
	}
	for _, m := range []Model{sample(t), assembled(t, odd), assembled(t, Input{Round: aRound(), Participants: 5})} {
		for name, all := range map[string][]tally{"subject": m.bySubject(), "aspect": m.byAspect(), "kind": m.byKind()} {
			opinions, points := 0, 0
			for _, one := range all {
				opinions, points = opinions+one.opinions, points+one.points
			}
			if opinions != m.Counts.Opinions || name != "kind" && points != m.Counts.Points {
				t.Errorf("by %s: %d opinions of %d, %d points of %d", name, opinions, m.Counts.Opinions, points, m.Counts.Points)
			}
		}
	}
}

func TestExcelOfOneSubjectHasNoTallyOfSubjects(t *testing.T) {
	part, err := sample(t).Only(flows.TeamSubject)
	if err != nil {
		t.Fatal(err)
	}
	if all := dumped(t, rendered(t, part, Excel)); strings.Contains(all, `统计 4 ["对象"`) || !strings.Contains(all, `统计 4 ["方面"`) {
		t.Error(all)
	}
}

// TestHintsAreShownAndNotReadBack: beside the originals that they are about.
func TestHintsAreShownAndNotReadBack(t *testing.T) {
	m := assembled(t, oddInput())
	var team []Opinion
	for _, o := range m.Opinions {
		if o.Subject == "team" {
			team = append(team, o)
		}
	}
	var b strings.Builder
	hints := map[OpinionID]Hint{team[1].ID: {Into: team[0].ID, Stock: true}, team[3].ID: {Aspect: "a3"}, team[0].ID: {Into: team[0].ID, Aspect: team[0].Aspect}}
	if err := (Options{Hints: hints}).Render(m, Excel, &b); err != nil {
		t.Fatal(err)
	}
	rows, err := workbook(t, b.String()).GetRows(originalsSheet)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{"建议归入", "建议方面", "提示"}, {"", "", ""}, {"1", "", "套话"}, {"", "", ""}, {"", "工作作风", ""}},
		[][]string{rows[1][8:11], rows[2][8:11], rows[3][8:11], rows[4][8:11], rows[5][8:11]}); diff != "" {
		t.Error(diff)
	}
	if guide := dumped(t, b.String()); !strings.Contains(guide, "抄到“归入序号”") || strings.Contains(dumped(t, rendered(t, m, Excel)), "抄到“归入序号”") {
		t.Error("what hints are is not told where there are some, or where there are none")
	}
	if same, c, err := sentBack(m, []byte(b.String())); err != nil || !c.None() || !cmp.Equal(m, same) {
		t.Error(err, c)
	}
}

// TestWhomAFeedbackIsForSeesNoHints: they name points of others, too.
func TestWhomAFeedbackIsForSeesNoHints(t *testing.T) {
	part, err := sample(t).Only(flows.TeamSubject)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := (Options{Hints: map[OpinionID]Hint{part.Opinions[0].ID: {Stock: true}}}).Render(part, Excel, &b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(dumped(t, b.String()), "套话") {
		t.Error("there are hints")
	}
}
