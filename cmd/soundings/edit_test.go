package main

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// edit is “edit FILE SHEET N COLUMN VALUE”.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	ts.Check(editWorkbook(ts.MkAbs(args[0]), args[1], n, args[3], args[4]))
}

// editWorkbook is what an organizer does in Excel: it writes into the n-th row of a
// sheet, below the title of a column.
func editWorkbook(path, sheet string, n int, column, value string) error {
	f, err := excelize.OpenFile(path)
	if err != nil {
		return err
	}
	defer f.Close()
	rows, err := f.GetRows(sheet)
	if err != nil {
		return err
	}
	for i, row := range rows {
		at := slices.Index(row, column)
		if at < 0 {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(at+1, i+1+n)
		if err == nil {
			err = f.SetCellValue(sheet, cell, value)
		}
		if err != nil {
			return err
		}
		return f.Save()
	}
	return fmt.Errorf("%s has no column %s", sheet, column)
}
