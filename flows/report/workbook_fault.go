package report

import (
	"cmp"
	"slices"

	"soundings/flows"
	"soundings/flows/report/xlsx"
)

// A place is a cell as people find it. Row 0 is a sheet as a whole.
type place struct {
	sheet  string
	row    int
	column int // from 0 on
	title  string
}

// phrase says where: the sheet, the row, and the column by its letter and title.
func (p place) phrase() flows.Phrase {
	if p.row == 0 {
		return flows.Phrase{Key: "import.sheet", Args: flows.Args{"sheet": p.sheet}}
	}
	return flows.Phrase{Key: "import.place", Args: flows.Args{"sheet": p.sheet, "row": p.row, "column": xlsx.Column(p.column), "title": p.title}}
}

type fault struct {
	place
	flows.Phrase
}

// faults are what is wrong with a workbook. People are told the first few: a slip in
// a column shows in every row.
type faults struct {
	all   []fault
	count int
}

const (
	maxFaults = 10    // that are told
	keptFault = 1_000 // that are kept until then
)

func (f *faults) add(at place, key string, args flows.Args) {
	f.count++
	if len(f.all) == keptFault {
		return
	}
	with := flows.Args{"place": at.phrase()}
	for name, value := range args {
		with[name] = value
	}
	f.all = append(f.all, fault{at, flows.Phrase{Key: key, Args: with}})
}

// err is nil where nothing is wrong. Else it is Invalid, import.faults, with Args
// "faults" (a flows.Phrase each, by sheet, row and column), "count" of all, and how
// many "more" there are.
func (f *faults) err() error {
	if f.count == 0 {
		return nil
	}
	order := []string{pointsSheet, originalsSheet, othersSheet}
	slices.SortStableFunc(f.all, func(a, b fault) int {
		return cmp.Or(cmp.Compare(slices.Index(order, a.sheet), slices.Index(order, b.sheet)), cmp.Compare(a.row, b.row), cmp.Compare(a.column, b.column))
	})
	var told []flows.Phrase
	for _, one := range f.all[:min(maxFaults, len(f.all))] {
		told = append(told, one.Phrase)
	}
	return flows.Fail(flows.Invalid, "import.faults", flows.Args{"faults": told, "count": f.count, "more": f.count - len(told)})
}
