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
	head    int // the row of the columns' titles
	row     int
}

type gridColumn struct {
	title   string
	width   float64 // in digits
	centred bool
	use     columnUse
}

// columnUse is what a column is for.
type columnUse int

const (
	shown  columnUse = iota
	edited           // read back, so that its head is of another colour
	typed            // likewise, and text whatever is typed
	hidden           // not printed; such columns stand last
)

// grid starts a sheet; lines stand between the title and the table. The library
// wants print settings before the stream, widths and panes before the first row.
func (b book) grid(sheet, title string, columns []gridColumn, above ...[]any) (*grid, error) {
	g := &grid{nil, b.looks, columns, 2 + len(above), 0}
	if err := b.printed(sheet, g.head); err != nil {
		return nil, err
	}
	var err error
	if g.StreamWriter, err = b.f.NewStreamWriter(sheet); err != nil {
		return nil, err
	}
	for i := len(columns); i > 0; i-- { // from the last: the library writes them the other way round
		if err := g.SetColWidth(i, i, columns[i-1].width); err != nil {
			return nil, err
		}
	}
	first := at(1, g.head+1)
	if err := g.SetPanes(&excelize.Panes{Freeze: true, YSplit: g.head, TopLeftCell: first, ActivePane: "bottomLeft",
		Selection: []excelize.Selection{{SQRef: first, ActiveCell: first, Pane: "bottomLeft"}}}); err != nil {
		return nil, err
	}
	return g, inTurn(func() error { return g.title(title) }, func() error { return g.lines(above) }, g.heads)
}

func (g *grid) title(title string) error {
	g.row++
	if err := g.SetRow("A1", []any{excelize.Cell{StyleID: g.looks.title, Value: printable(title)}}, excelize.RowOpts{Height: 36}); err != nil {
		return err
	}
	return g.MergeCell("A1", at(g.printed(), 1))
}

// lines are rows above the table: a label and a number.
func (g *grid) lines(above [][]any) error {
	for _, values := range above {
		g.row++
		line := []any{excelize.Cell{StyleID: g.looks.words[0], Value: values[0]}, excelize.Cell{StyleID: g.looks.open, Value: values[1]}}
		if err := g.SetRow(at(1, g.row), line, excelize.RowOpts{Height: 18}); err != nil {
			return err
		}
	}
	return nil
}

func (g *grid) heads() error {
	heads, high := []any{}, 32.0
	for _, c := range g.columns {
		look := g.looks.head
		if c.use == edited || c.use == typed {
			look = g.looks.openHead
		}
		heads, high = append(heads, excelize.Cell{StyleID: look, Value: printable(c.title)}), max(high, height(c.title, c.width))
	}
	g.row = g.head
	return g.SetRow(at(1, g.row), heads, excelize.RowOpts{Height: min(high, maxHeight)})
}

// printed is the last column that is printed.
func (g *grid) printed() int {
	n := len(g.columns)
	for n > 0 && g.columns[n-1].use == hidden {
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
		Range: at(1, g.head) + ":" + at(len(g.columns), max(g.row, g.head+1))}); err != nil {
		return err
	}
	return g.Flush()
}

// at is a cell's name. It cannot fail for the few columns there are.
func at(column, row int) string {
	name, _ := excelize.CoordinatesToCellName(column, row)
	return name
}

// printed makes a sheet ready to print, with the rows up to head on each page; 0 is
// one page.
func (b book) printed(sheet string, head int) error {
	yes, paper, landscape, one, any := true, 9, "landscape", 1, 0 // 9: A4
	side, foot := 0.6, 0.3                                        // inches
	if head == 0 {
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
	if head == 0 {
		return nil
	}
	first := head
	if head == 2 {
		first = 1 // with the title
	}
	return b.name("Print_Titles", sheet, fmt.Sprintf("$%d:$%d", first, head))
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
