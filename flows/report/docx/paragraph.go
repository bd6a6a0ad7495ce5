package docx

import (
	"fmt"
	"strings"
)

// A Paragraph is one of a document.
type Paragraph struct {
	Style Style
	Runs  []Run
	Left  int  // indent of all its lines, in hundredths of a character; 0: the style's
	Break bool // it starts a page
	Keep  bool // its end is on the page of what follows
}

// A Run is text in one look. Line breaks and tabs in it are kept; characters
// that XML cannot hold are dropped.
type Run struct {
	Text string
	Bold bool

	raw string // a drawing
}

// Text is one run.
func Text(s string) []Run { return []Run{{Text: s}} }

// Add writes a paragraph of one run.
func (d *Document) Add(s Style, text string) { d.Paragraph(Paragraph{Style: s, Runs: Text(text)}) }

// Paragraph writes a paragraph.
func (d *Document) Paragraph(p Paragraph) {
	d.flush("")
	d.table = false
	d.pending = &p
}

// KeepLast holds the end of the last paragraph on the page of what is written
// next: a signature must not stand on a page of its own (GB/T 9704-2012, 7.3.5.5).
func (d *Document) KeepLast() {
	if d.pending != nil {
		d.pending.Keep = true
	}
}

// write writes a paragraph. The order in pPr is fixed (ECMA-376 17.3.1.26).
func (d *Document) write(p Paragraph, section string) {
	l, ok := d.styles[p.Style]
	if !ok {
		l = d.styles[Body]
	}
	d.put(`<w:p><w:pPr><w:pStyle w:val="` + string(l.style) + `"/>`)
	if p.Keep {
		d.put(`<w:keepNext/>`)
	}
	if p.Break {
		d.put(`<w:pageBreakBefore/>`)
	}
	if p.Left > 0 {
		d.put(fmt.Sprintf(`<w:ind w:leftChars="%d" w:left="%d"/>`, p.Left, p.Left*l.half/10))
	}
	if len(p.Runs) == 0 { // an empty paragraph is as high as its mark
		d.put(`<w:rPr>` + l.plain + `</w:rPr>`)
	}
	d.put(section + `</w:pPr>`)
	for _, r := range p.Runs {
		d.run(l, r)
	}
	d.put(`</w:p>`)
}

func (d *Document) run(l ready, r Run) {
	look := l.plain
	if r.Bold {
		look = l.bold
	}
	d.put(`<w:r><w:rPr>` + look + `</w:rPr>`)
	d.put(r.raw)
	if r.raw == "" {
		d.text(r.Text)
	}
	d.put(`</w:r>`)
}

// text writes a text with its line breaks and tabs (17.3.3.1, 17.3.3.32).
func (d *Document) text(s string) {
	for i, line := range strings.Split(unix(s), "\n") {
		if i > 0 {
			d.put(`<w:br/>`)
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				d.put(`<w:tab/>`)
			}
			if piece != "" {
				d.put(`<w:t xml:space="preserve">` + escape(piece) + `</w:t>`)
			}
		}
	}
}

// unix is a text whose lines end in \n.
func unix(s string) string {
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
