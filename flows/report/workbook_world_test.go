package report

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"soundings/flows"
)

// A desk is a workbook on an organizer's screen.
type desk struct {
	t testing.TB
	m Model
	f *excelize.File
}

// opened is the workbook of a Model, as it was exported.
func opened(t testing.TB, m Model) desk {
	return desk{t, m, workbook(t, rendered(t, m, Excel))}
}

// column is the name of a column by its title.
func (d desk) column(sheet, title string) string {
	d.t.Helper()
	for _, row := range d.rows(sheet)[:10] {
		if i := slices.Index(row, title); i >= 0 {
			return strings.TrimSuffix(at(i+1, 1), "1")
		}
	}
	d.t.Fatalf("%s has no column %s", sheet, title)
	return ""
}

func (d desk) rows(sheet string) [][]string {
	rows, err := d.f.GetRows(sheet)
	if err != nil {
		d.t.Fatal(err)
	}
	for len(rows) < 10 {
		rows = append(rows, nil)
	}
	return rows
}

// row is the row in which a column holds a value.
func (d desk) row(sheet, title, value string) int {
	d.t.Helper()
	i := slices.IndexFunc(d.rows(sheet), func(row []string) bool { return slices.Contains(row, value) })
	if i < 0 {
		d.t.Fatalf("%s has no %s %q", sheet, title, value)
	}
	return i + 1
}

// write puts a value into a cell: a row, and a column by its title.
func (d desk) write(sheet string, row int, title string, value any) {
	d.t.Helper()
	if err := d.f.SetCellValue(sheet, d.cell(sheet, row, title), value); err != nil {
		d.t.Fatal(err)
	}
}

func (d desk) cell(sheet string, row int, title string) string {
	d.t.Helper()
	return d.column(sheet, title) + strings.TrimPrefix(at(1, row), "A")
}

// number gives the original of a text to a point.
func (d desk) number(text string, n any) {
	d.t.Helper()
	d.write(originalsSheet, d.row(originalsSheet, textColumn, text), intoColumn, n)
}

// of is the number of the point that an original of a text belongs to.
func (d desk) of(text string) string {
	d.t.Helper()
	v, err := d.f.GetCellValue(originalsSheet, d.cell(originalsSheet, d.row(originalsSheet, textColumn, text), intoColumn))
	if err != nil {
		d.t.Fatal(err)
	}
	return v
}

// point is the row of 归并意见 of the point that an original of a text belongs to.
func (d desk) point(text string) int {
	d.t.Helper()
	return d.row(pointsSheet, numberColumn, d.of(text))
}

// enter writes the first row of 其他渠道 that is free.
func (d desk) enter(values map[string]any) int {
	d.t.Helper()
	row := 9
	for v, _ := d.f.GetCellValue(othersSheet, d.cell(othersSheet, row, channelColumn)); v != ""; v, _ = d.f.GetCellValue(othersSheet, d.cell(othersSheet, row, channelColumn)) {
		row++
	}
	for title, value := range values {
		d.write(othersSheet, row, title, value)
	}
	return row
}

func (d desk) saved() []byte {
	d.t.Helper()
	var b bytes.Buffer
	if err := d.f.Write(&b); err != nil {
		d.t.Fatal(err)
	}
	return b.Bytes()
}

// back sends the workbook back.
func (d desk) back() (Model, Changes, error) { return sentBack(d.m, d.saved()) }

func sentBack(m Model, data []byte) (Model, Changes, error) {
	w, err := ReadWorkbook(data)
	if err != nil {
		return Model{}, Changes{}, err
	}
	return m.Edit(w, seeded(200+byte(m.Edits)))
}

// accepted sends it back and wants it taken.
func (d desk) accepted() (Model, Changes) {
	d.t.Helper()
	m, c, err := d.back()
	if err != nil {
		d.t.Fatal(inWords(err))
	}
	return m, c
}

// inWords are the keys of what was found, with their places.
func inWords(err error) []string {
	found, _ := flows.ArgsOf(err)["faults"].([]flows.Phrase)
	if len(found) == 0 {
		return []string{flows.KeyOf(err)}
	}
	var all []string
	for _, one := range found {
		p := one.Args["place"].(flows.Phrase).Args
		where := p["sheet"].(string)
		if row, ok := p["row"].(int); ok {
			where += " " + at(1, row)[1:] + p["column"].(string)
		}
		all = append(all, strings.TrimPrefix(one.Key, "import.")+" "+where)
	}
	return all
}

// textOf are the wordings of a Model's points, with how many originals they have.
func points(m Model) map[string]int {
	all := map[string]int{}
	for _, p := range m.Points {
		all[p.Text] = len(p.Opinions)
	}
	return all
}
