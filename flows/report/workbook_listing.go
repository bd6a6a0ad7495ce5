package report

import (
	"soundings/flows"
	"soundings/flows/report/xlsx"
)

// A listing is what stands in a sheet below the titles of its columns: rows in which
// one of the columns that are read holds something.
type listing struct {
	sheet   string
	columns map[string]int
	head    int // the row of the titles
	rows    []xlsx.Row
}

// tabled finds the titles, and the rows below them.
func tabled(name string, s xlsx.Sheet, titles []string, f *faults) listing {
	t := listing{sheet: name, columns: map[string]int{}}
	for _, r := range s.Rows[:min(len(s.Rows), 30)] {
		if found := headed(r, titles); len(found) > len(t.columns) {
			t.head, t.columns = r.N, found
		}
	}
	for _, title := range titles {
		if _, ok := t.columns[title]; !ok {
			f.add(place{sheet: name}, "import.no_column", flows.Args{"title": title})
		}
	}
	for _, r := range s.Rows {
		if r.N > t.head && t.holds(r) {
			t.rows = append(t.rows, r)
		}
	}
	t.unmerged(s, f)
	return t
}

// headed are the columns of the titles that stand in a row; the first of two.
func headed(r xlsx.Row, titles []string) map[string]int {
	found := map[string]int{}
	for i, c := range r.Cells {
		for _, title := range titles {
			if j, twice := found[title]; plain(c.Text) == plain(title) && (!twice || i < j) {
				found[title] = i
			}
		}
	}
	return found
}

func (t listing) holds(r xlsx.Row) bool {
	for _, i := range t.columns {
		if c := r.Cells[i]; plain(c.Text) != "" || c.Formula {
			return true
		}
	}
	return false
}

// unmerged wants no merged cells from the titles on: nobody could say which row they
// belong to.
func (t listing) unmerged(s xlsx.Sheet, f *faults) {
	for _, area := range s.Merged {
		if row, column, ok := xlsx.Corner(area); ok && row >= t.head {
			f.add(place{t.sheet, row, column, ""}, "import.merged", flows.Args{"area": area})
		}
	}
}

// A cell is one with its place.
type cell struct {
	place
	xlsx.Cell
}

func (t listing) at(r xlsx.Row, title string) cell {
	i := t.columns[title]
	return cell{place{t.sheet, r.N, i, title}, r.Cells[i]}
}

// figures are the cells beside the labels that stand above the table.
func (t listing) figures(s xlsx.Sheet, f *faults) []cell {
	if t.head == 0 {
		return nil
	}
	var all []cell
	for _, entry := range new(Figures).entries() {
		c, ok := beside(t, s, entry.label)
		if !ok {
			f.add(place{sheet: t.sheet}, "import.no_line", flows.Args{"title": entry.label})
		}
		all = append(all, c)
	}
	return all
}

func beside(t listing, s xlsx.Sheet, label string) (cell, bool) {
	for _, r := range s.Rows {
		for i, c := range r.Cells {
			if r.N < t.head && plain(c.Text) == plain(label) {
				return cell{place{t.sheet, r.N, i + 1, label}, r.Cells[i+1]}, true
			}
		}
	}
	return cell{}, false
}
