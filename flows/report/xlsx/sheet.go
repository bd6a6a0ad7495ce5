package xlsx

import (
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
)

// A Sheet is what of a sheet holds anything.
type Sheet struct {
	Rows   []Row
	Merged []string // the areas, as B2:C3
}

// A Row has its number as people see it, and its cells by column, from 0 on.
type Row struct {
	N     int
	Cells map[int]Cell
}

// A Cell is what a cell shows: of a formula, what it last came to.
type Cell struct {
	Text    string
	Kind    Kind
	Formula bool
}

// Kind is what a program takes a cell's text for.
type Kind int

// The kinds. A date is a Number.
const (
	Text Kind = iota
	Number
	Truth
	Fault // #REF! and the like
)

// Column is the name of a column, as people see it.
func Column(i int) string {
	name := ""
	for i++; i > 0; i = (i - 1) / 26 {
		name = string(rune('A'+(i-1)%26)) + name
	}
	return name
}

// Has says whether there is a sheet of that name.
func (b *Book) Has(name string) bool {
	for _, s := range b.sheets {
		if strings.TrimSpace(s.name) == name {
			return true
		}
	}
	return false
}

// Sheet reads a sheet by its name; one that is not there is empty. Errors are *Error.
func (b *Book) Sheet(name string) (Sheet, error) {
	for _, ref := range b.sheets {
		if strings.TrimSpace(ref.name) == name {
			r := reader{book: b}
			if err := b.open(ref.part, r.read); err != nil {
				return Sheet{}, reasoned(err)
			}
			return r.sheet, nil
		}
	}
	return Sheet{}, nil
}

type reader struct {
	book   *Book
	sheet  Sheet
	n      int // of the present row
	column int // of the present cell
	cells  int
}

func (r *reader) read(d *xml.Decoder) error {
	for {
		token, err := d.Token()
		if err != nil {
			return ended(err)
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch e.Name.Local {
		case "row":
			r.n, r.column = number(attr(e, "r"), r.n+1), -1
		case "c":
			err = r.cell(d, e)
		case "mergeCell":
			r.sheet.Merged = append(r.sheet.Merged, attr(e, "ref"))
		}
		if err != nil {
			return err
		}
	}
}

func number(s string, otherwise int) int {
	if n, err := strconv.Atoi(s); err == nil && n > 0 {
		return n
	}
	return otherwise
}

// cellXML is a cell as it is written.
type cellXML struct {
	Value   string    `xml:"v"`
	Inline  textXML   `xml:"is"`
	Formula *struct{} `xml:"f"`
}

func (r *reader) cell(d *xml.Decoder, e xml.StartElement) error {
	var x cellXML
	if err := d.DecodeElement(&x, &e); err != nil {
		return err
	}
	r.column++
	if i, ok := columnOf(attr(e, "r")); ok {
		r.column = i
	}
	c := Cell{Kind: kindOf(attr(e, "t")), Text: x.Value, Formula: x.Formula != nil}
	switch attr(e, "t") {
	case "s":
		i, err := strconv.Atoi(strings.TrimSpace(x.Value))
		if err != nil || i < 0 || i >= len(r.book.shared) {
			return fmt.Errorf("text %d of %d", i, len(r.book.shared))
		}
		c.Text = r.book.shared[i]
	case "inlineStr":
		c.Text = x.Inline.String()
	case "str":
		c.Text = unescaped(x.Value)
	}
	return r.keep(c)
}

// keep keeps a cell that holds anything.
func (r *reader) keep(c Cell) error {
	if c.Text == "" && !c.Formula {
		return nil
	}
	last := len(r.sheet.Rows) - 1
	if last < 0 || r.sheet.Rows[last].N != r.n {
		r.sheet.Rows = append(r.sheet.Rows, Row{r.n, map[int]Cell{}})
		last++
	}
	r.sheet.Rows[last].Cells[r.column] = c
	if r.cells++; r.cells > maxCells || len(r.sheet.Rows) > MaxRows {
		return &Error{Reason: TooBig}
	}
	return nil
}

func kindOf(t string) Kind {
	switch t {
	case "s", "inlineStr", "str", "d":
		return Text
	case "b":
		return Truth
	case "e":
		return Fault
	}
	return Number
}

// columnOf is the column of a cell by its name, B7.
func columnOf(name string) (int, bool) {
	n := 0
	letters := strings.TrimRight(name, "0123456789")
	for _, l := range letters {
		if l < 'A' || l > 'Z' || len(letters) > 3 {
			return 0, false
		}
		n = 26*n + int(l-'A') + 1
	}
	return n - 1, n > 0
}

// Corner is the row and the column of the upper left cell of an area, B2:C3.
func Corner(area string) (row, column int, ok bool) {
	first, _, _ := strings.Cut(area, ":")
	column, ok = columnOf(first)
	row = number(strings.TrimLeft(first, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), 0)
	return row, column, ok && row > 0
}
