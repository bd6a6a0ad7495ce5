package report

import (
	"fmt"

	"github.com/xuri/excelize/v2"
)

// guidance is how to edit the workbook, in six lines.
func (x excel) guidance() []string {
	hinted, back := "", "发回给机器人，或者运行 soundings import"
	if x.ownKey {
		back = "运行 soundings import（要加 --identity）；密钥在您自己手里，请不要把这份表发到聊天里"
	}
	if len(x.hints) > 0 {
		hinted = "“建议归入”“建议方面”和“提示”是按字面比出来的，只供参考，导入时不看：同意归入，就把那个序号抄到“归入序号”。"
	}
	return []string{
		"1. 标题为黄色的列可以改，其余各列不用改。改完存为 .xlsx，" + back + "。不对的地方会指出在哪张表、第几行、哪一列；没有全部改对之前，什么都不会变。",
		"2. 归并：在“原始意见”里，把意思相同的几条填成同一个“归入序号”。没有原始意见的序号会自动去掉。" + hinted,
		"3. 拆分：给要拆出来的填一个没有用过的序号。几条一起拆出来的，还要在“归并意见”末尾加一行，写上这个序号、对象和文字。",
		"4. 改写、调整：在“归并意见”里改文字、对象、方面，填责任领导、责任部门；改了对象，这条的原始意见一起移过去。原始意见的文字一律保持原样。",
		"5. 其他渠道：在“其他渠道”填发放、收回、场次、人数；收到的意见一行填一条。“归入序号”空着就单独成一条，“编号”不用填。",
		"6. 行可以筛选、排序，空行不影响；“原始意见”怕误改加了保护，没有密码，要排序先取消保护。请不要合并单元格，不要改表名和列的标题，文字里不要用公式。",
	}
}

const guideWidth = 30 // of each of its columns, in digits

// choiceColumns are the columns whose cells offer what may be written, in the order
// in which 说明 lists it.
func choiceColumns() []string {
	return []string{subjectColumn, aspectColumn, channelColumn, kindColumn}
}

func (x excel) choicesOf(column string) []string {
	switch column {
	case subjectColumn:
		return x.subjects.names()
	case aspectColumn:
		return x.aspects.names()
	case channelColumn:
		return enteredNames().names()
	}
	return kindNames().names()
}

const choiceRow = 10 // of 说明, where the first choices stand

// guide is the sheet 说明: how to edit, what may be written in which column, and of
// which round and edition the workbook is.
func (x excel) guide() error {
	if err := x.printed(guideSheet, 0); err != nil {
		return err
	}
	if err := x.f.SetColWidth(guideSheet, "A", "D", guideWidth); err != nil {
		return err
	}
	if err := x.over(1, x.looks.title, "怎样修改这份表"); err != nil {
		return err
	}
	for i, s := range x.guidance() {
		if err := x.over(2+i, x.looks.sentence, s); err != nil {
			return err
		}
	}
	longest := 0
	for _, column := range choiceColumns() {
		longest = max(longest, len(x.choicesOf(column)))
	}
	return inTurn(x.listed, func() error { return x.over(choiceRow+longest+1, x.looks.sentence, markLabel+x.m.sign()) })
}

// over writes a text over the whole width of 说明.
func (b book) over(row, look int, text string) error {
	return inTurn(func() error { return b.f.SetCellStr(guideSheet, at(1, row), text) },
		func() error { return b.f.MergeCell(guideSheet, at(1, row), at(4, row)) },
		func() error { return b.f.SetCellStyle(guideSheet, at(1, row), at(4, row), look) },
		func() error { return b.f.SetRowHeight(guideSheet, row, max(22, height(text, 4*guideWidth))) })
}

// listed writes what may be written, a column each.
func (x excel) listed() error {
	for i, column := range choiceColumns() {
		for j, s := range append([]string{column + "可以填"}, x.choicesOf(column)...) {
			cell, look := at(i+1, choiceRow-1+j), x.looks.centre
			if j == 0 {
				look = x.looks.head
			}
			if err := inTurn(func() error { return x.f.SetCellStr(guideSheet, cell, printable(s)) },
				func() error { return x.f.SetCellStyle(guideSheet, cell, cell, look) }); err != nil {
				return err
			}
		}
	}
	return nil
}

// choices offers in the cells of a table, down to a row, what 说明 lists.
func (x excel) choices(sheet string, g *grid, last int) error {
	if x.m.restricted() {
		return nil
	}
	for i, column := range choiceColumns() {
		for j, c := range g.columns {
			if c.title != column || c.use != edited {
				continue
			}
			v := excelize.NewDataValidation(true)
			v.SetSqref(at(j+1, g.head+1) + ":" + at(j+1, max(last, g.head+1)))
			v.SetSqrefDropList(fmt.Sprintf("'%s'!$%c$%d:$%c$%d", guideSheet, 'A'+i, choiceRow, 'A'+i, choiceRow+len(x.choicesOf(column))-1))
			if err := x.f.AddDataValidation(sheet, v); err != nil {
				return err
			}
		}
	}
	return nil
}
