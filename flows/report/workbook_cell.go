package report

import (
	"math"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/report/xlsx"
	"soundings/flows/text"
)

// blank says that nobody wrote anything into a cell.
func (c cell) blank() bool { return strings.TrimSpace(c.Text) == "" && !c.Formula }

// number is a whole number from 0 on; 0 in a blank cell. It may be written as text,
// with full-width digits, as 3.0, and be what a formula came to.
func (c cell) number(f *faults) (int, bool) {
	if c.blank() {
		return 0, true
	}
	if c.Kind == xlsx.Fault || c.Kind == xlsx.Truth || c.Text == "" {
		f.add(c.place, "import.formula", nil)
		return 0, false
	}
	s := plain(c.Text)
	n, err := strconv.ParseFloat(s, 64)
	if err != nil || n < 0 || n > maxFigure || n != math.Trunc(n) || strings.ContainsAny(s, "x_") {
		f.add(c.place, "import.not_number", flows.Args{"value": text.Cut(text.OneLine(c.Text), 40)})
		return 0, false
	}
	return int(n), true
}

// words is a text of at most so many UTF-16 units, cleaned as any that is typed.
// What a program takes for a number or a date is none: it may show what was written
// in another form.
func (c cell) words(most int, f *faults) (string, bool) {
	s := ""
	switch n := text.Len(c.Text); {
	case c.Formula || c.Kind == xlsx.Fault:
		f.add(c.place, "import.formula", nil)
	case c.Kind != xlsx.Text && !c.blank():
		f.add(c.place, "import.not_text", nil)
	case n > 2*most+100:
		f.add(c.place, "import.long", flows.Args{"length": n, "max": most})
	default:
		if s = text.Clean(c.Text); text.Len(s) <= most {
			return s, true
		}
		f.add(c.place, "import.long", flows.Args{"length": text.Len(s), "max": most})
	}
	return "", false
}

// named is the thing that a cell names.
func named[K ~string](c cell, names spelling[K], f *faults) (k K, ok bool) {
	if c.Formula || c.Kind == xlsx.Fault {
		f.add(c.place, "import.formula", nil)
		return "", false
	}
	if k, ok = names.find(c.Text); !ok && c.blank() {
		f.add(c.place, "import.blank", nil)
	} else if !ok {
		f.add(c.place, "import.no_such", flows.Args{"value": text.Cut(text.OneLine(c.Text), 40)})
	}
	return k, ok
}

// optional is named, where an empty cell names nothing.
func optional[K ~string](c cell, names spelling[K], f *faults) (K, bool) {
	if c.blank() {
		return "", true
	}
	return named(c, names, f)
}
