package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"

	"soundings/flows"
)

const (
	pointsSheet    = "归并意见"
	originalsSheet = "原始意见"
	othersSheet    = "其他渠道"
	numbersSheet   = "统计"
	guideSheet     = "说明"
)

// A book is a workbook being written.
type book struct {
	f     *excelize.File
	looks cellLooks
}

// excel writes the workbook of a Model. Sheets that grow with the opinions are
// streamed. The workbook of a part is only to be read; that of a whole Model can be
// edited, and read back (ReadWorkbook).
type excel struct {
	book
	m        Model
	subjects spelling[flows.SubjectID]
	aspects  spelling[flows.AspectID]
	hints    map[OpinionID]Hint
	ownKey   bool
	counter  *counter
}

func (o Options) writeExcel(m Model, w io.Writer) error {
	return o.writeBook(w, m.workbookTitle(), m.Round.Unit, func(b book) error {
		x := excel{b, m, m.subjectNames(), m.aspectNames(), o.Hints, o.OwnKey, o.counter(m)}
		if m.restricted() {
			x.hints = nil // they are for whoever merges
			return inTurn(func() error { return x.sheets(pointsSheet, originalsSheet, numbersSheet) }, x.points, x.originals, x.numbers)
		}
		return inTurn(func() error { return x.sheets(pointsSheet, originalsSheet, othersSheet, numbersSheet, guideSheet) },
			x.points, x.originals, x.others, x.numbers, x.guide, x.mark)
	})
}

// writeBook writes a workbook that fill fills.
func (o Options) writeBook(w io.Writer, title, unit string, fill func(book) error) error {
	f := excelize.NewFile(excelize.Options{TmpDir: nowhere()})
	defer f.Close()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newSortedZip(w) })
	looks, err := newCellLooks(f, o.Fonts)
	if err == nil {
		err = inTurn(func() error { return fill(book{f, looks}) },
			func() error { return f.SetDocProps(o.properties(title, fold(unit))) },
			func() error { return f.Write(io.Discard) })
	}
	if err != nil {
		return fmt.Errorf("writing Excel: %w", err)
	}
	return nil
}

// nowhere is a folder that cannot be. Past 16 MB the library would put rows into a
// temporary file: opinions outside of the export, in the clear. So it keeps them in
// memory.
func nowhere() string { return filepath.Join(os.DevNull, "none") }

// inTurn takes steps until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// sheets makes the sheets of a book, in this order.
func (b book) sheets(first string, others ...string) error {
	if err := b.f.SetSheetName("Sheet1", first); err != nil {
		return err
	}
	for _, name := range others {
		if _, err := b.f.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

// properties tells the day and not the hour, and without a day a fixed one: the
// library would write its own.
func (o Options) properties(title, unit string) *excelize.DocProperties {
	day := "2000-01-01"
	if !o.Date.IsZero() {
		day = o.Date.Format(time.DateOnly)
	}
	return &excelize.DocProperties{Title: title, Creator: unit, LastModifiedBy: unit,
		Created: day + "T00:00:00Z", Modified: day + "T00:00:00Z"}
}
