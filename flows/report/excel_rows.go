package report

import "fmt"

// workbookTitle is the headline with 汇总表 for 报告.
func (m Model) workbookTitle() string {
	if m.restricted() {
		return m.headline()
	}
	return fold(m.Round.Unit + m.Round.occasion() + "意见建议汇总表")
}

// points is the sheet 汇总表: a row for each point, in the report's order.
func (x excel) points() error {
	columns := []gridColumn{{"序号", 7, true, false}, {"对象", 12, true, false},
		{"职务", 16, true, false}, {"方面", 22, false, false}, {"性质", 8, true, false}, {"意见建议", 72, false, false},
		{"原始条数", 8, true, false}}
	if x.m.several() {
		columns = append(columns, gridColumn{"渠道", 10, true, false})
	}
	g, err := x.grid(pointsSheet, x.m.workbookTitle(), columns)
	if err != nil {
		return err
	}
	for _, p := range x.parts() {
		for _, it := range p.items() {
			row := []any{it.n, p.subject.Name, p.subject.Post, aspectCell(it.label), it.kinds(), it.point.Text, len(it.originals), channelNames(it.channels())}
			if err := g.add(row[:len(columns)]...); err != nil {
				return err
			}
			x.counter.step()
		}
	}
	return g.end("Points")
}

// originals is the sheet 原始意见: a row for each original, with the number its
// point has in the report. 编号 is the random id, by which a row is known again;
// it is not printed.
func (x excel) originals() error {
	columns := []gridColumn{{"归入序号", 8, true, false}, {"对象", 12, true, false},
		{"方面", 20, false, false}, {"性质", 7, true, false}, {"内容", 64, false, false}, {"具体事例", 27, false, false},
		{"改进希望", 20, false, false}, {"渠道", 10, true, false}}
	if x.m.heard() {
		columns = append(columns, gridColumn{"提出人", 12, true, false})
	}
	g, err := x.grid(originalsSheet, x.m.workbookTitle()+"（原始意见）", append(columns, gridColumn{"编号", 38, true, true}))
	if err != nil {
		return err
	}
	for _, p := range x.parts() {
		for _, it := range p.items() {
			if err := x.originalsOf(g, p.subject, it); err != nil {
				return err
			}
		}
	}
	area := fmt.Sprintf("$A$1:$%c$%d", 'A'+g.printed()-1, max(g.row, 3))
	if err := x.name("Print_Area", originalsSheet, area); err != nil {
		return err
	}
	return g.end("Originals")
}

func (x excel) originalsOf(g *grid, s Subject, it item) error {
	for _, o := range it.originals {
		row := []any{it.n, s.Name, aspectCell(o.label), kindShort(o.Kind), o.Text, o.Case, o.Remedy, channelName(o.Channel)}
		if x.m.heard() {
			row = append(row, o.Speaker)
		}
		if err := g.add(append(row, string(o.ID))...); err != nil {
			return err
		}
		x.counter.step()
	}
	return nil
}

func (x excel) parts() []part {
	var all []part
	for _, s := range x.m.outline() {
		all = append(all, s.parts...)
	}
	return all
}
