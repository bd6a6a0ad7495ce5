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

// excel writes the workbook. Sheets that grow with the opinions are streamed.
type excel struct {
	f       *excelize.File
	m       Model
	looks   cellLooks
	counter *counter
}

func (o Options) writeExcel(m Model, w io.Writer) error {
	// Past 16 MB the library would put rows into a temporary file: opinions
	// outside of the export, in the clear. A folder that cannot be keeps them in
	// memory.
	f := excelize.NewFile(excelize.Options{TmpDir: filepath.Join(os.DevNull, "none")})
	defer f.Close()
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return newSortedZip(w) })
	if err := o.fill(f, m); err != nil {
		return fmt.Errorf("writing Excel: %w", err)
	}
	if err := f.Write(io.Discard); err != nil {
		return fmt.Errorf("writing Excel: %w", err)
	}
	return nil
}

func (o Options) fill(f *excelize.File, m Model) error {
	looks, err := newCellLooks(f, o.Fonts)
	if err != nil {
		return err
	}
	x := excel{f, m, looks, o.counter(m)}
	for _, step := range []func() error{x.sheets, x.points, x.originals, x.numbers,
		func() error { return f.SetDocProps(o.properties(m)) }} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (x excel) sheets() error {
	if err := x.f.SetSheetName("Sheet1", pointsSheet); err != nil {
		return err
	}
	for _, name := range []string{originalsSheet, numbersSheet} {
		if _, err := x.f.NewSheet(name); err != nil {
			return err
		}
	}
	return nil
}

// properties tells the day and not the hour, and without a day a fixed one: the
// library would write its own.
func (o Options) properties(m Model) *excelize.DocProperties {
	day := "2000-01-01"
	if !o.Date.IsZero() {
		day = o.Date.Format(time.DateOnly)
	}
	unit := fold(m.Round.Unit)
	return &excelize.DocProperties{Title: m.workbookTitle(), Creator: unit, LastModifiedBy: unit,
		Created: day + "T00:00:00Z", Modified: day + "T00:00:00Z"}
}
