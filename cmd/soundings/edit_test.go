package main

import (
	"slices"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/xuri/excelize/v2"
)

// edit is “edit FILE SHEET N COLUMN VALUE”: what an organizer does in Excel.
func edit(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	f, err := excelize.OpenFile(ts.MkAbs(args[0]))
	ts.Check(err)
	rows, err := f.GetRows(args[1])
	ts.Check(err)
	for i, row := range rows {
		column := slices.Index(row, args[3])
		if column < 0 {
			continue
		}
		cell, err := excelize.CoordinatesToCellName(column+1, i+1+n)
		ts.Check(err)
		ts.Check(f.SetCellValue(args[1], cell, args[4]))
		ts.Check(f.Save())
		return
	}
	ts.Fatalf("%s has no column %s", args[1], args[3])
}
