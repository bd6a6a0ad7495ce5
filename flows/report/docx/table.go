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
	Text string
	Bold bool
	Span int // over how many columns; 0: one
}

// A Table is being written. End it before anything else is added.
type Table struct {
	d       *Document
	columns []Column
}

// Table starts a table. Its first row holds the columns' titles and is
// repeated on every page (ECMA-376 17.4.78).
func (d *Document) Table(columns ...Column) *Table {
	d.flush("")
	if d.table { // or Word would make one table of the two
		d.write(Paragraph{Style: gap}, "")
	}
	t := &Table{d, columns}
	d.put(t.open())
	d.put(`<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>`)
	for i, c := range columns {
		t.cell(i, 1, CellHead, Cell{Text: c.Title})
	}
	d.put(`</w:tr>`)
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

// whole is how many characters a row may have that is kept on one page.
const whole = 300

// Row writes a row. A short one is not split over two pages; a long one is, as
// it might fit on none.
func (t *Table) Row(cells ...Cell) {
	length := 0
	for _, c := range cells {
		length += len([]rune(c.Text)) + 20*strings.Count(c.Text, "\n")
	}
	t.d.put(`<w:tr>`)
	if length <= whole {
		t.d.put(`<w:trPr><w:cantSplit/></w:trPr>`)
	}
	column := 0
	for _, c := range cells {
		span := max(c.Span, 1)
		t.cell(column, span, CellText, c)
		column += span
	}
	t.d.put(`</w:tr>`)
}

// cell writes tcPr in the order of its schema (17.4.70).
func (t *Table) cell(column, span int, s Style, c Cell) {
	width := 0
	for _, each := range t.columns[column : column+span] {
		width += mm(each.Width)
	}
	t.d.put(fmt.Sprintf(`<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width))
	if span > 1 {
		t.d.put(fmt.Sprintf(`<w:gridSpan w:val="%d"/>`, span))
	}
	t.d.put(`<w:vAlign w:val="center"/></w:tcPr>`)
	if span == 1 && s == CellText && t.columns[column].Centre {
		s = CellCentre
	}
	for line := range strings.SplitSeq(unix(c.Text), "\n") {
		p := Paragraph{Style: s}
		if line != "" {
			p.Runs = []Run{{Text: line, Bold: c.Bold}}
		}
		t.d.write(p, "")
	}
	t.d.put(`</w:tc>`)
}

// End ends the table.
func (t *Table) End() {
	t.d.put(`</w:tbl>`)
	t.d.table = true
}
