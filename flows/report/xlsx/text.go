package xlsx

import (
	"encoding/xml"
	"io"
	"regexp"
	"strconv"
	"strings"
)

// textXML is a text, whole or in runs of different looks. What is said of how it is
// pronounced (rPh) is no part of it.
type textXML struct {
	Text string `xml:"t"`
	Runs []struct {
		Text string `xml:"t"`
	} `xml:"r"`
}

func (t textXML) String() string {
	var b strings.Builder
	b.WriteString(t.Text)
	for _, r := range t.Runs {
		b.WriteString(r.Text)
	}
	return unescaped(b.String())
}

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescaped undoes how a workbook writes characters that XML cannot hold
// (ECMA-376, part 1, 22.9.2.19).
func unescaped(s string) string {
	return escape.ReplaceAllStringFunc(s, func(code string) string {
		n, _ := strconv.ParseUint(code[2:6], 16, 16)
		return string(rune(n))
	})
}

// share reads the texts that cells share.
func (b *Book) share() error {
	return b.open("xl/sharedStrings.xml", func(d *xml.Decoder) error {
		return each(d, "si", func(e xml.StartElement) error {
			var t textXML
			if err := d.DecodeElement(&t, &e); err != nil {
				return err
			}
			if b.shared = append(b.shared, t.String()); len(b.shared) > maxCells {
				return &Error{Reason: TooBig}
			}
			return nil
		})
	})
}

// ended is nil at the end of a part.
func ended(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}
