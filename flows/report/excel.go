package report

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	pointsSheet    = "汇总表"
	originalsSheet = "原始意见"
	numbersSheet   = "统计"
)

// A book is a workbook being written.
type book struct {
	f     *excelize.File
	looks cellLooks
}

// excel writes the workbook of a Model. Sheets that grow with the opinions are
// streamed.
type excel struct {
	book
	m       Model
	counter *counter
}

func (o Options) writeExcel(m Model, w io.Writer) error {
	return o.writeBook(w, m.workbookTitle(), m.Round.Unit, func(b book) error {
		x := excel{b, m, o.counter(m)}
		return inTurn(func() error { return x.sheets(pointsSheet, originalsSheet, numbersSheet) }, x.points, x.originals, x.numbers)
	})
}

// writeBook writes a workbook that fill fills.
func (o Options) writeBook(w io.Writer, title, unit string, fill func(book) error) error {
	// Past 16 MB the library would put rows into a temporary file: opinions
	// outside of the export, in the clear. A folder that cannot be keeps them in
	// memory.
	f := excelize.NewFile(excelize.Options{TmpDir: filepath.Join(os.DevNull, "none")})
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
