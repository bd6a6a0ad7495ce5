package docx

import (
	"fmt"
	"strings"
)

// A Column of a table: what stands in its first row, and its width in mm.
type Column struct {
	Title  string
	Width  int
	Centre bool
}

// A Cell of a row. Each line of Text is a paragraph of its own.
type Cell struct {
	Text  string
	Bold  bool
	Style Style // empty: as its column says
	Top   bool  // its text begins at the top, where there is room to write on
	Span  int   // over how many columns; 0: one
}

// A Row of a table, where a plain one will not do.
type Row struct {
	Cells  []Cell
	Height int  // in mm, at least; 0: as high as what is in it
	Repeat bool // on every page, as are all rows before it (ECMA-376 17.4.78)
}

// A Table is being written. End it before anything else is added.
type Table struct {
	d       *Document
	columns []Column
}

// Table starts a table. Its first row holds the columns' titles and is
// repeated on every page.
func (d *Document) Table(columns ...Column) *Table {
	t, titles := d.Form(columns...), Row{Repeat: true}
	for _, c := range columns {
		titles.Cells = append(titles.Cells, Cell{Text: c.Title, Style: CellHead})
	}
	t.Add(titles)
	return t
}

// Form starts a table whose columns have no titles.
func (d *Document) Form(columns ...Column) *Table {
	d.flush("")
	if d.table { // or Word would make one table of the two
		d.write(Paragraph{Style: gap}, "")
	}
	t := &Table{d, columns}
	d.put(t.open())
	return t
}

// open writes tblPr in the order of its schema (17.4.59) and the grid.
func (t *Table) open() string {
	width, grid := 0, ""
	for _, c := range t.columns {
		width += mm(c.Width)
		grid += fmt.Sprintf(`<w:gridCol w:w="%d"/>`, mm(c.Width))
	}
	borders := ""
	for _, side := range []string{"top", "left", "bottom", "right", "insideH", "insideV"} {
		borders += `<w:` + side + ` w:val="single" w:sz="4" w:space="0" w:color="000000"/>`
	}
	return fmt.Sprintf(`<w:tbl><w:tblPr><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/>`, width) +
		`<w:tblBorders>` + borders + `</w:tblBorders><w:tblLayout w:type="fixed"/>` +
		`<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="85" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/>` +
		`<w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>` + grid + `</w:tblGrid>`
}

// Row writes a row of cells.
func (t *Table) Row(cells ...Cell) { t.Add(Row{Cells: cells}) }

// whole is how many characters a row may have that is kept on one page.
const whole = 300

// Add writes a row. A short one is not split over two pages; a long one is, as
// it might fit on none.
func (t *Table) Add(r Row) {
	t.d.put(`<w:tr>` + r.properties())
	column := 0
	for _, c := range r.Cells {
		t.cell(column, c)
		column += max(c.Span, 1)
	}
	t.d.put(`</w:tr>`)
}

func (r Row) properties() string {
	length, x := 0, ""
	for _, c := range r.Cells {
		length += len([]rune(c.Text)) + 20*strings.Count(c.Text, "\n")
	}
	if length <= whole {
		x = `<w:cantSplit/>`
	}
	if r.Height > 0 {
		x += fmt.Sprintf(`<w:trHeight w:val="%d" w:hRule="atLeast"/>`, mm(r.Height))
	}
	if r.Repeat {
		x += `<w:tblHeader/>`
	}
	if x == "" {
		return ""
	}
	return `<w:trPr>` + x + `</w:trPr>`
}

// cell writes tcPr in the order of its schema (17.4.70).
func (t *Table) cell(column int, c Cell) {
	width, span := 0, max(c.Span, 1)
	for _, each := range t.columns[column : column+span] {
		width += mm(each.Width)
	}
	t.d.put(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width))
	if span > 1 {
		t.d.put(fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, span))
	}
	side := "center"
	if c.Top {
		side = "top"
	}
	t.d.put(`<w:vAlign w:val="` + side + `"/></w:tcPr>`)
	s := t.style(column, c)
	for line := range strings.SplitSeq(unix(c.Text), "\n") {
		p := Paragraph{Style: s}
		if line != "" {
			p.Runs = []Run{{Text: line, Bold: c.Bold}}
		}
		t.d.write(p, "")
	}
	t.d.put(`</w:tc>`)
}

func (t *Table) style(column int, c Cell) Style {
	switch {
	case c.Style != "":
		return c.Style
	case c.Span <= 1 && t.columns[column].Centre:
		return CellCentre
	}
	return CellText
}

// End ends the table.
func (t *Table) End() {
	t.d.put(`</w:tbl>`)
	t.d.table = true
}
