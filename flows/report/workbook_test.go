package report

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/flows/report/xlsx"
)

func TestAFileThatIsNoWorkbookIsRefusedByWhatItIs(t *testing.T) {
	m := assembled(t, oddInput())
	for _, c := range []struct {
		name, want string
		data       []byte
	}{
		{"a CSV", "import.unknown", []byte(rendered(t, m, CSV))},
		{"a Word document", "import.document", []byte(rendered(t, m, Word))},
		{"an old workbook", "import.old_excel", []byte("\xd0\xcf\x11\xe0")},
		{"a password", "import.locked", []byte("\xd0\xcf\x11\xe0E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")},
		{"half of it", "import.damaged", []byte(rendered(t, m, Excel))[:5000]},
		{"too much", "import.too_big", make([]byte, xlsx.MaxFile+1)},
		{"the talks", "import.unsigned", talksExcel(t)},
	} {
		t.Run(c.name, func(t *testing.T) {
			if _, err := ReadWorkbook(c.data); flows.KeyOf(err) != c.want || flows.CodeOf(err) != flows.Invalid {
				t.Errorf("%v, want %s", err, c.want)
			}
		})
	}
}

func talksExcel(t *testing.T) []byte {
	book, err := AssembleTalks(oddTalks())
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := (Options{}).RenderTalks(book, Excel, &b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestWhatDoesNotMatter: columns in another order or more of them, rows sorted and
// apart, 统计 and 说明 deleted, numbers in another form.
func TestWhatDoesNotMatter(t *testing.T) {
	m := manyWays(t)
	for _, c := range []struct {
		name string
		edit func(d desk)
	}{
		{"columns more", func(d desk) {
			d.f.InsertCols(originalsSheet, "A", 2)
			d.write(originalsSheet, 3, intoColumn, 1)
			d.f.SetCellValue(originalsSheet, "A2", "建议归入")
			d.f.SetCellValue(originalsSheet, "A3", 5)
			d.f.InsertCols(othersSheet, "A", 1)
		}},
		{"columns that are not read deleted", func(d desk) {
			d.f.RemoveCol(pointsSheet, d.column(pointsSheet, "条数"))
			d.f.RemoveCol(pointsSheet, d.column(pointsSheet, "职务"))
			d.f.RemoveCol(originalsSheet, d.column(originalsSheet, channelColumn))
		}},
		{"columns in another order", func(d desk) { swapColumns(d, pointsSheet, numberColumn, pointColumn) }},
		{"rows apart", func(d desk) { d.f.InsertRows(pointsSheet, 5, 3); d.f.InsertRows(originalsSheet, 4, 2) }},
		{"rows sorted", func(d desk) { swapRows(d, originalsSheet, 3, 9); swapRows(d, pointsSheet, 3, 12) }},
		{"sheets for reading deleted", func(d desk) { d.f.DeleteSheet(numbersSheet); d.f.DeleteSheet(guideSheet) }},
		{"numbers as text", func(d desk) {
			d.write(originalsSheet, 3, intoColumn, " １．０ ")
			d.write(pointsSheet, 3, numberColumn, "1.00")
		}},
		{"a number by a formula", func(d desk) { d.f.SetCellFormula(originalsSheet, "A3", "2-1") }},
		{"names with spaces", func(d desk) {
			d.write(pointsSheet, 3, subjectColumn, " 局领导班子　")
			d.write(pointsSheet, 4, aspectColumn, "a1 ")
		}},
		{"line ends", func(d desk) {
			d.write(originalsSheet, 3, caseColumn, " 三季度中心组只学了一次；\r\n有两次改成了传阅\n")
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := opened(t, m)
			c.edit(d)
			next, changes := d.accepted()
			if diff := cmp.Diff(m, next); diff != "" || !changes.None() {
				t.Errorf("%+v %s", changes, diff)
			}
		})
	}
}

func swapColumns(d desk, sheet, a, b string) {
	left, right := d.column(sheet, a), d.column(sheet, b)
	for row := range d.rows(sheet) {
		swap(d, sheet, fmt.Sprint(left, row+1), fmt.Sprint(right, row+1))
	}
}

func swapRows(d desk, sheet string, a, b int) {
	for column := 1; column <= 12; column++ {
		swap(d, sheet, at(column, a), at(column, b))
	}
}

func swap(d desk, sheet, a, b string) {
	left, _ := d.f.GetCellValue(sheet, a)
	right, _ := d.f.GetCellValue(sheet, b)
	d.f.SetCellValue(sheet, a, right)
	d.f.SetCellValue(sheet, b, left)
}

// TestTheLastLineOfTheGuideDoes where a program lost the property.
func TestTheLastLineOfTheGuideDoes(t *testing.T) {
	m := assembled(t, oddInput())
	parts := unzipped(t, rendered(t, m, Excel))
	delete(parts, "docProps/custom.xml")
	w, err := ReadWorkbook(rezipped(t, parts))
	if err != nil || w.Round() != m.Round.ID {
		t.Fatal(err, w.Round())
	}
	if _, c, err := m.Edit(w, seeded(1)); err != nil || !c.None() {
		t.Error(err, c)
	}
}

// TestAWorkbookOfFiftyThousandRows is told what is wrong with it in a bearable time.
func TestAWorkbookOfFiftyThousandRows(t *testing.T) {
	m := assembled(t, oddInput())
	parts := unzipped(t, rendered(t, m, Excel))
	for name, part := range parts {
		if head, tail, ok := strings.Cut(part, "</sheetData>"); ok && strings.Contains(part, "编号") {
			var b strings.Builder
			b.WriteString(head)
			for row := 100; row < 49_000; row++ {
				fmt.Fprintf(&b, `<row r="%d"><c r="A%d"><v>1</v></c><c r="E%d" t="inlineStr"><is><t>多出来的一条</t></is></c></row>`, row, row, row)
			}
			parts[name] = b.String() + "</sheetData>" + tail
		}
	}
	start := time.Now()
	_, _, err := sentBack(m, rezipped(t, parts))
	if got := inWords(err); len(got) != 10 || got[0] != "unknown_id 原始意见 100I" {
		t.Error(got)
	}
	t.Logf("%d faults in %v", flows.ArgsOf(err)["count"], time.Since(start))
}

// TestTenThousandOpinionsComeBack edited, within seconds.
func TestTenThousandOpinionsComeBack(t *testing.T) {
	in := Input{Round: aRound(), Participants: 3000}
	for i := range 10_000 {
		in.Opinions = append(in.Opinions, problem([]flows.SubjectID{"team", "wang", "li"}[i%3], "a1", fmt.Sprintf("第%d条：会议多、文件长，能不能少开一些？", i)))
	}
	m := assembled(t, in)
	data := []byte(rendered(t, m, Excel))
	start := time.Now()
	w, err := ReadWorkbook(data)
	if err != nil {
		t.Fatal(err)
	}
	read := time.Since(start)
	for i := range w.all.rows[:3000] { // the first are the team's
		write(w.all, w.all.rows[i], intoColumn, fmt.Sprint(i/10+1))
	}
	next, c, err := m.Edit(w, seeded(1))
	if err != nil || c.Merged != 2700 || len(next.Points) != 7300 {
		t.Error(inWords(err), c)
	}
	t.Logf("read in %v, applied in %v", read, time.Since(start)-read)
}

// TestWhatChangedIsTold: nothing as one line, and each kind of change as one.
func TestWhatChangedIsTold(t *testing.T) {
	if all := (Changes{}).Told(); len(all) != 1 || all[0].Key != "import.done.none" {
		t.Errorf("%v", all)
	}
	all := Changes{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}.Told()
	for i, line := range all {
		if line.Args["count"] != i+1 {
			t.Errorf("%v", line)
		}
	}
	if keys := keysOf(all); len(all) != 15 || len(slices.Compact(keys)) != 15 {
		t.Errorf("%v", keys)
	}
}

func keysOf(all []flows.Phrase) (keys []string) {
	for _, one := range all {
		keys = append(keys, one.Key)
	}
	slices.Sort(keys)
	return keys
}
