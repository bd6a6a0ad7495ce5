package report

import "fmt"

// workbookTitle is the headline with 汇总表 for 报告.
func (m Model) workbookTitle() string {
	if m.restricted() {
		return m.headline()
	}
	return fold(m.Round.Unit + m.Round.occasion() + "意见建议汇总表")
}

// The titles of the columns that are read back.
const (
	numberColumn     = "序号"
	subjectColumn    = "对象"
	aspectColumn     = "方面"
	pointColumn      = "归并意见"
	leaderColumn     = "责任领导"
	departmentColumn = "责任部门"
	intoColumn       = "归入序号"
	textColumn       = "内容"
	caseColumn       = "具体事例"
	remedyColumn     = "改进希望"
	idColumn         = "编号"
	channelColumn    = "渠道"
	kindColumn       = "性质"
)

// A line is a point with its number in the workbook. That counts through all
// subjects, since by it the organizer says which point an original belongs to.
type line struct {
	n       int
	subject Subject
	item
}

// numbered are all points, in the order of the report.
func (m Model) numbered() []line {
	var all []line
	for _, s := range m.outline() {
		for _, p := range s.parts {
			for _, it := range p.items() {
				all = append(all, line{len(all) + 1, p.subject, it})
			}
		}
	}
	return all
}

// points is the sheet 归并意见: a row for each point.
func (x excel) points() error {
	columns := []gridColumn{{numberColumn, 7, true, shown}, {subjectColumn, 12, true, edited}, {"职务", 16, true, shown},
		{aspectColumn, 22, false, edited}, {kindColumn, 8, true, shown}, {pointColumn, 64, false, edited}, {"条数", 7, true, shown}}
	if x.m.several() {
		columns = append(columns, gridColumn{channelColumn, 12, true, shown})
	}
	if !x.m.restricted() {
		columns = append(columns, gridColumn{leaderColumn, 12, true, edited}, gridColumn{departmentColumn, 14, true, edited})
	}
	g, err := x.grid(pointsSheet, x.m.workbookTitle(), columns)
	if err != nil {
		return err
	}
	for _, l := range x.m.numbered() {
		row := []any{l.n, x.subjects.written[l.subject.ID], l.subject.Post, x.aspects.written[l.point.Aspect], l.kinds(), l.point.Text, len(l.originals)}
		if x.m.several() {
			row = append(row, channelNames(l.channels()))
		}
		if err := g.add(append(row, l.point.Leader, l.point.Department)[:len(columns)]...); err != nil {
			return err
		}
		x.counter.step()
	}
	return inTurn(func() error { return x.choices(pointsSheet, g, g.row) }, func() error { return x.area(pointsSheet, g) },
		func() error { return g.end("Points") })
}

// originals is the sheet 原始意见: a row for each original, with the number of its
// point, which alone may be edited. 编号 is the random id, by which a row is known
// again; it is not printed.
func (x excel) originals() error {
	columns := []gridColumn{{intoColumn, 8, true, edited}, {subjectColumn, 12, true, shown},
		{aspectColumn, 20, false, shown}, {kindColumn, 7, true, shown}, {textColumn, 64, false, shown}, {caseColumn, 27, false, shown},
		{remedyColumn, 20, false, shown}, {channelColumn, 10, true, shown}}
	if x.m.heard() {
		columns = append(columns, gridColumn{"提出人", 12, true, shown})
	}
	if len(x.hints) > 0 {
		columns = append(columns, gridColumn{"建议归入", 8, true, shown}, gridColumn{"建议方面", 14, true, shown}, gridColumn{"提示", 6, true, shown})
	}
	g, err := x.grid(originalsSheet, x.m.workbookTitle()+"（原始意见）", append(columns, gridColumn{idColumn, 38, true, hidden}))
	if err != nil {
		return err
	}
	all := x.m.numbered()
	number := homes(all)
	for _, l := range all {
		for _, o := range l.originals {
			if err := x.original(g, l, o, number); err != nil {
				return err
			}
		}
	}
	return inTurn(func() error { return x.lock(originalsSheet) }, func() error { return x.area(originalsSheet, g) },
		func() error { return g.end("Originals") })
}

// original writes a row of 原始意见. What the organizer entered stands in 其他渠道.
func (x excel) original(g *grid, l line, o original, number map[OpinionID]int) error {
	if o.Channel.entered() {
		return nil
	}
	row := []any{l.n, x.subjects.written[o.Subject], x.aspects.written[o.Aspect], kindShort(o.Kind), o.Text, o.Case, o.Remedy, channelName(o.Channel)}
	if x.m.heard() {
		row = append(row, o.Speaker)
	}
	if len(x.hints) > 0 {
		row = append(row, x.hinted(o, number)...)
	}
	x.counter.step()
	return g.add(append(row, string(o.ID))...)
}

// hinted are the cells of a Hint: nothing where it is so already.
func (x excel) hinted(o original, number map[OpinionID]int) []any {
	var into any = ""
	hint := x.hints[o.ID]
	if n := number[hint.Into]; n > 0 && n != number[o.ID] {
		into = n
	}
	aspect := ""
	if hint.Aspect != "" && hint.Aspect != o.Aspect {
		aspect = x.aspects.written[hint.Aspect]
	}
	return []any{into, aspect, stockMark(hint.Stock)}
}

func stockMark(is bool) string {
	if is {
		return "套话"
	}
	return ""
}

// homes are the numbers of the points that originals are in.
func homes(all []line) map[OpinionID]int {
	number := map[OpinionID]int{}
	for _, l := range all {
		for _, o := range l.originals {
			number[o.ID] = l.n
		}
	}
	return number
}

// area is what of a sheet is printed: not its hidden columns.
func (b book) area(sheet string, g *grid) error {
	return b.name("Print_Area", sheet, fmt.Sprintf("$A$1:$%c$%d", 'A'+g.printed()-1, max(g.row, g.head+1)))
}
