package report

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"
)

// grid is a sheet with a title, a table below it, and a row for each thing.
type grid struct {
	*excelize.StreamWriter
	looks   cellLooks
	columns []gridColumn
	row     int
}

type gridColumn struct {
	title   string
	width   float64 // in digits
	centred bool
	hidden  bool // not printed; such columns stand last
}

// grid starts a sheet. The library wants print settings before the stream,
// widths and panes before the first row.
func (b book) grid(sheet, title string, columns []gridColumn) (*grid, error) {
	if err := b.printed(sheet, true); err != nil {
		return nil, err
	}
	sw, err := b.f.NewStreamWriter(sheet)
	if err != nil {
		return nil, err
	}
	g := &grid{sw, b.looks, columns, 0}
	for i := len(columns); i > 0; i-- { // from the last: the library writes them the other way round
		if err := sw.SetColWidth(i, i, columns[i-1].width); err != nil {
			return nil, err
		}
	}
	if err := sw.SetPanes(&excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: "A3", ActiveCell: "A3", Pane: "bottomLeft"}}}); err != nil {
		return nil, err
	}
	return g, g.head(title)
}

func (g *grid) head(title string) error {
	if err := g.SetRow("A1", []any{excelize.Cell{StyleID: g.looks.title, Value: printable(title)}}, excelize.RowOpts{Height: 36}); err != nil {
		return err
	}
	if err := g.MergeCell("A1", at(g.printed(), 1)); err != nil {
		return err
	}
	heads, high := []any{}, 32.0
	for _, c := range g.columns {
		heads, high = append(heads, excelize.Cell{StyleID: g.looks.head, Value: printable(c.title)}), max(high, height(c.title, c.width))
	}
	g.row = 2
	return g.SetRow("A2", heads, excelize.RowOpts{Height: min(high, maxHeight)})
}

// printed is the last column that is printed.
func (g *grid) printed() int {
	n := len(g.columns)
	for n > 0 && g.columns[n-1].hidden {
		n--
	}
	return n
}

func (g *grid) add(values ...any) error {
	high := 0.0
	for i, v := range values {
		text, _ := v.(string)
		high = max(high, height(text, g.columns[i].width))
		values[i] = g.looks.cell(v, g.columns[i])
	}
	g.row++
	return g.SetRow(at(1, g.row), values, excelize.RowOpts{Height: min(high, maxHeight)})
}

// note writes a text over the whole width, below the rows.
func (g *grid) note(text string) error {
	wide := 0.0
	for _, c := range g.columns[:g.printed()] {
		wide += c.width
	}
	g.row++
	if err := g.SetRow(at(1, g.row), []any{excelize.Cell{StyleID: g.looks.sentence, Value: printable(text)}},
		excelize.RowOpts{Height: height(text, wide)}); err != nil {
		return err
	}
	return g.MergeCell(at(1, g.row), at(g.printed(), g.row))
}

// end makes the rows a table, with filters, and ends the stream. A table has
// one row at least.
func (g *grid) end(name string) error {
	plain := false
	if err := g.AddTable(&excelize.Table{Name: name, StyleName: "TableStyleLight1", ShowRowStripes: &plain,
		Range: "A2:" + at(len(g.columns), max(g.row, 3))}); err != nil {
		return err
	}
	return g.Flush()
}

// at is a cell's name. It cannot fail for the few columns there are.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

func (b book) printed(sheet string, repeat bool) error {
	yes, paper, landscape, one, any := true, 9, "landscape", 1, 0 // 9: A4
	side, foot := 0.6, 0.3                                        // inches
	if !repeat {
		any = 1
	}
	if err := b.f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &yes}); err != nil {
		return err
	}
	if err := b.f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &landscape,
		FitToWidth: &one, FitToHeight: &any}); err != nil {
		return err
	}
	if err := b.f.SetPageMargins(sheet, &excelize.PageLayoutMarginsOptions{Left: &side, Right: &side, Top: &side, Bottom: &side,
		Header: &foot, Footer: &foot, Horizontally: &yes}); err != nil {
		return err
	}
	if err := b.f.SetHeaderFooter(sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页，共 &N 页"}); err != nil {
		return err
	}
	if !repeat {
		return nil
	}
	return b.name("Print_Titles", sheet, "$1:$2")
}

func (b book) name(name, sheet, ref string) error {
	parts := strings.Split(ref, ",")
	for i := range parts {
		parts[i] = fmt.Sprintf("'%s'!%s", sheet, parts[i])
	}
	return b.f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm." + name, Scope: sheet, RefersTo: strings.Join(parts, ",")})
}

// marked fills the cells of which a comparison holds, also when somebody edits
// them.
func (b book) marked(sheet, area, criterion, value string) error {
	look, err := b.f.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: "9C0006"},
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"FFC7CE"}}})
	if err != nil {
		return err
	}
	return b.f.SetConditionalFormat(sheet, area, []excelize.ConditionalFormatOptions{
		{Type: "cell", Criteria: criterion, Value: value, Format: &look}})
}
