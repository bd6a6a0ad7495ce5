package report

// numbers is the sheet 统计: the counting sentence, and tables with a chart each.
func (x excel) numbers() error {
	if err := x.printed(numbersSheet, 0); err != nil {
		return err
	}
	for _, c := range []struct {
		from, to string
		width    float64
	}{{"A", "A", 36}, {"B", "C", 12}, {"D", "D", 4}, {"E", "L", 10}} {
		if err := x.f.SetColWidth(numbersSheet, c.from, c.to, c.width); err != nil {
			return err
		}
	}
	if err := x.banner(1, 36, x.looks.title, x.m.workbookTitle()+"（统计）"); err != nil {
		return err
	}
	if err := x.banner(2, 40, x.looks.sentence, x.m.Sentence()); err != nil {
		return err
	}
	return x.blocks()
}

// banner is one line over the sheet's whole width.
func (x excel) banner(row int, height float64, look int, text string) error {
	if err := x.f.SetCellStr(numbersSheet, at(1, row), printable(text)); err != nil {
		return err
	}
	if err := x.f.MergeCell(numbersSheet, at(1, row), at(12, row)); err != nil {
		return err
	}
	if err := x.f.SetCellStyle(numbersSheet, at(1, row), at(12, row), look); err != nil {
		return err
	}
	return x.f.SetRowHeight(numbersSheet, row, height)
}

// blocks are the tables, one below the other, with the charts at their right.
func (x excel) blocks() error {
	all := []block{{"对象", x.m.bySubject(), true, true}, {"方面", x.m.byAspect(), true, true}, {"性质", x.m.byKind(), false, false}}
	if x.m.restricted() {
		all = all[1:]
	}
	if x.m.several() {
		all = append(all, block{"渠道", x.m.byChannel(), false, false})
	}
	row, chart := 4, 4
	for _, b := range all {
		next, err := x.block(b, row)
		if err != nil {
			return err
		}
		if b.chart && len(x.m.charts()) > 0 {
			if err := x.chart(b, row, chart); err != nil {
				return err
			}
			chart += b.chartRows() + 2
		}
		row = next + 1
	}
	return nil
}

type block struct {
	title  string
	lines  []tally
	points bool // the points too
	chart  bool
}

// block writes a table and says which row comes after it.
func (x excel) block(b block, row int) (int, error) {
	rows, sum := [][]any{{b.title, "原始条数"}}, tally{label: "合计"}
	for _, t := range b.lines {
		rows = append(rows, []any{t.label, t.opinions, t.points})
		sum.opinions, sum.points = sum.opinions+t.opinions, sum.points+t.points
	}
	rows = append(rows, []any{sum.label, sum.opinions, sum.points})
	for i, values := range rows {
		if i == 0 && b.points {
			values = append(values, "归并后条数")
		}
		if !b.points {
			values = values[:2]
		}
		if err := x.line(row+i, i == 0, values); err != nil {
			return 0, err
		}
	}
	return row + len(rows), nil
}

func (x excel) line(row int, head bool, values []any) error {
	if err := x.f.SetRowHeight(numbersSheet, row, 18); err != nil {
		return err
	}
	for i, v := range values {
		c := x.looks.cell(v, gridColumn{width: 36})
		if head {
			c.StyleID = x.looks.head
		}
		if err := x.f.SetCellValue(numbersSheet, at(i+1, row), c.Value); err != nil {
			return err
		}
		if err := x.f.SetCellStyle(numbersSheet, at(i+1, row), at(i+1, row), c.StyleID); err != nil {
			return err
		}
	}
	return nil
}

func (b block) chartRows() int { return len(b.lines) + 5 }

// chart draws a block's originals as bars.
func (x excel) chart(b block, row, top int) error {
	return x.bars(at(5, top), bars{sheet: numbersSheet, head: row, lines: len(b.lines), labels: "A",
		series: []barSeries{{"B", "2F5597"}}, title: "意见建议按" + b.title + "统计", unit: "（条）", high: b.chartRows()})
}
