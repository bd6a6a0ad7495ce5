package report

import (
	"io"
	"time"

	"github.com/xuri/excelize/v2"
)

const (
	ledgerSheet = "整改台账"

	problemColumn = "问题（来源）"
	goalColumn    = "整改目标"
	measureColumn = "整改措施"
	dueColumn     = "完成时限"
	stateColumn   = "状态"
	endedColumn   = "销号日期"
)

// LedgerName is the name of the ledger's document.
const LedgerName = "ledger." + string(Excel)

// ledgerBook writes the workbook of a Ledger, which can be filled in and read back
// (Ledger.Edit).
type ledgerBook struct {
	book
	l Ledger
}

// RenderLedger writes the 整改台账, in Excel. The same Ledger and Options give the
// same bytes.
func (o Options) RenderLedger(l Ledger, w io.Writer) error {
	return o.writeBook(w, l.title(), l.Round.Unit, func(b book) error {
		x := ledgerBook{b, l}
		return inTurn(func() error { return x.sheets(ledgerSheet, guideSheet) }, x.rows, x.guide, x.mark)
	})
}

func (l Ledger) title() string {
	return fold(l.Round.Unit + Round{Title: l.Round.Title}.occasion() + "整改台账")
}

// rows has a row for each point. What may be filled in is text, so that no program
// makes 2026/6 another date of it.
func (x ledgerBook) rows() error {
	g, err := x.grid(ledgerSheet, x.l.title(), []gridColumn{{numberColumn, 7, true, shown}, {problemColumn, 52, false, shown},
		{aspectColumn, 14, true, shown}, {goalColumn, 26, false, typed}, {measureColumn, 34, false, typed}, {leaderColumn, 11, false, typed},
		{departmentColumn, 13, false, typed}, {dueColumn, 14, false, typed}, {stateColumn, 10, false, typed}, {endedColumn, 15, false, typed},
		{idColumn, 38, true, hidden}})
	if err != nil {
		return err
	}
	for i, r := range x.l.Rows {
		if err := g.add(i+1, r.problem(), r.Aspect, r.Goal, r.Measure, r.Leader, r.Department, r.Due, stateName(r.State), spelledDay(r.Ended),
			string(r.Point)); err != nil {
			return err
		}
	}
	return inTurn(func() error { return x.states(g) }, func() error { return x.area(ledgerSheet, g) },
		func() error { return g.end("Ledger") })
}

// states offers the states in their column.
func (x ledgerBook) states(g *grid) error {
	v := excelize.NewDataValidation(true)
	v.SetSqref(at(9, g.head+1) + ":" + at(9, max(g.row, g.head+1)))
	if err := v.SetDropList(stateNames().names()); err != nil {
		return err
	}
	return x.f.AddDataValidation(ledgerSheet, v)
}

// guide is the sheet 说明: how to fill in the ledger, and of which round it is.
func (x ledgerBook) guide() error {
	if err := inTurn(func() error { return x.printed(guideSheet, 0) }, func() error { return x.f.SetColWidth(guideSheet, "A", "D", guideWidth) },
		func() error { return x.over(1, x.looks.title, "怎样填写这份台账") }); err != nil {
		return err
	}
	for i, s := range append(ledgerGuidance(), markLabel+x.l.sign()) {
		if err := x.over(2+i, x.looks.sentence, s); err != nil {
			return err
		}
	}
	return nil
}

// ledgerGuidance is how to fill in the ledger.
func ledgerGuidance() []string {
	return []string{
		"1. 标题为黄色的列可以填：整改目标、整改措施、责任领导、责任部门、完成时限、状态、销号日期。空着的，以后再填也行。填完存为 .xlsx，发回给机器人，或者运行 soundings import。",
		"2. 状态填未开始、整改中、已完成、长期坚持之一，空着算未开始。填了销号日期的，状态应为已完成或长期坚持。日期写成 2026年6月30日 或 2026-06-30。",
		"3. 一行是一条归并意见，一条都不能少，也不能在这里加。问题的文字在这里不能改；要改，请在“意见建议汇总表”里改，导入以后重新导出台账。",
		"4. 进展有变化，改了再导入一次就行，以最后一次导入的为准。写意见的人凭回执码能查到自己那一条的状态，看不到别的；下一轮的报告会写明这一轮的整改情况。",
		"5. 行可以排序、筛选。请不要合并单元格，不要改表名、列的标题和“编号”，文字里不要用公式。",
	}
}

// sign says that a workbook is a ledger, and of which round.
func (l Ledger) sign() string { return ledgerMark + string(l.Round.ID) }

const ledgerMark = "ledger/"

func (x ledgerBook) mark() error {
	return x.f.SetCustomProps(excelize.CustomProperty{Name: markProperty, Value: x.l.sign()})
}

// spelledDay is a day 2006-01-02 as people write it; empty where it is none.
func spelledDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return ""
	}
	return date(t)
}
