package report

import (
	"errors"
	"strings"

	"soundings/flows"
	"soundings/flows/report/xlsx"
)

// A Workbook is an edited workbook as it was read, with the places of its cells. It
// is made by ReadWorkbook and applied by Model.Edit.
type Workbook struct {
	round   flows.RoundID
	edition EditionID
	points  listing
	all     listing // the originals
	others  listing
	figures []cell
}

// Round is the round that the workbook says it is of.
func (w Workbook) Round() flows.RoundID { return w.round }

// ReadWorkbook reads the workbook of a whole Model that the organizer edited. It
// looks at its form alone: that it is a workbook of ours, of a bearable size, with
// the sheets and columns that are read back (by their titles, in whatever order) and
// no merged cells. What stands in them is held against the Model by Edit.
//
// A file that is none is refused as Invalid, with a key that says what it is
// instead; one whose form is wrong as import.faults, as Edit does.
func ReadWorkbook(data []byte) (Workbook, error) {
	b, err := xlsx.Open(data)
	if err != nil {
		return Workbook{}, fileError(err)
	}
	w, faults := Workbook{}, faults{}
	if err := w.sign(b); err != nil {
		return Workbook{}, err
	}
	for _, s := range []struct {
		name    string
		columns []string
		into    *listing
	}{
		{pointsSheet, []string{numberColumn, subjectColumn, aspectColumn, pointColumn, leaderColumn, departmentColumn}, &w.points},
		{originalsSheet, []string{intoColumn, textColumn, caseColumn, remedyColumn, idColumn}, &w.all},
		{othersSheet, []string{channelColumn, intoColumn, subjectColumn, aspectColumn, kindColumn, textColumn, caseColumn, remedyColumn, idColumn}, &w.others},
	} {
		if !b.Has(s.name) {
			faults.add(place{sheet: s.name}, "import.no_sheet", nil)
			continue
		}
		sheet, err := b.Sheet(s.name)
		if err != nil {
			return Workbook{}, fileError(err)
		}
		*s.into = tabled(s.name, sheet, s.columns, &faults)
		if s.name == othersSheet {
			w.figures = s.into.figures(sheet, &faults)
		}
	}
	return w, faults.err()
}

// sign reads of which round and edition the workbook is.
func (w *Workbook) sign(b *xlsx.Book) error {
	s, err := signature(b)
	if err != nil {
		return fileError(err)
	}
	var ok bool
	if w.round, w.edition, ok = signedBy(s); !ok {
		return flows.Fail(flows.Invalid, "import.unsigned", nil)
	}
	return nil
}

// signature is what a workbook says it is: in its property, or else in 说明.
func signature(b *xlsx.Book) (string, error) {
	s, err := b.Property(markProperty)
	if s != "" || err != nil {
		return s, err
	}
	guide, err := b.Sheet(guideSheet)
	for _, r := range guide.Rows {
		if _, after, ok := strings.Cut(r.Cells[0].Text, markLabel); ok {
			s = strings.TrimSpace(after)
		}
	}
	return s, err
}

// belongs says whether the workbook was written from this Model as it is now.
func (w Workbook) belongs(m Model) error {
	switch {
	case w.round != m.Round.ID:
		return flows.Fail(flows.Invalid, "import.other_round", flows.Args{"title": m.Round.Title})
	case w.edition != m.Edition:
		return flows.Fail(flows.Invalid, "import.old_edition", nil)
	}
	return nil
}

// fileError is the error for a file that is no workbook.
func fileError(err error) error {
	key, args := "import.damaged", flows.Args(nil)
	if e, ok := errors.AsType[*xlsx.Error](err); ok {
		switch e.Reason {
		case xlsx.Unknown:
			key = "import.unknown"
		case xlsx.OldExcel:
			key = "import.old_excel"
		case xlsx.Locked:
			key = "import.locked"
		case xlsx.Document:
			key = "import.document"
		case xlsx.TooBig:
			key, args = "import.too_big", flows.Args{"max": xlsx.MaxFile >> 20, "rows": xlsx.MaxRows}
		}
	}
	return &flows.Error{Code: flows.Invalid, Key: key, Args: args, Err: err}
}
