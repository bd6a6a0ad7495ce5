package docx

import (
	"bufio"
	"fmt"
	"io"
)

// A Document is being written. Make one by New and end it by Close. It is not
// for several goroutines at once.
type Document struct {
	pack    *pack
	w       *bufio.Writer
	styles  map[Style]ready
	charts  []Chart
	drawn   int
	page    Orientation
	pending *Paragraph // held until it is known whether a section ends in it
	table   bool       // a table was the last thing written
}

// ready is a style with its rPr made once, and not for every run.
type ready struct {
	look
	plain, bold string
}

// New starts a document on w, in portrait.
func New(w io.Writer, s Setup) *Document {
	s.Fonts = s.Fonts.filled()
	d := &Document{pack: newPack(w), styles: map[Style]ready{}, charts: s.Charts}
	for _, l := range looks(s.Fonts) {
		d.styles[l.style] = ready{l, l.run(s.Fonts, false), l.run(s.Fonts, true)}
	}
	s.write(d.pack)
	d.w = bufio.NewWriter(d.pack.open("word/document.xml"))
	d.put(head + `<w:document ` + namespaceW + ` ` + namespaceR + ` ` + namespaceA + ` ` + namespaceC + ` ` + namespaceD + `><w:body>`)
	return d
}

// put writes; bufio.Writer keeps the first error for Close.
func (d *Document) put(s string) { d.w.WriteString(s) }

// Section ends the pages so far and goes on, on a new page that lies as o says.
func (d *Document) Section(o Orientation) {
	d.flush(d.page.section())
	d.page = o
}

// flush writes the paragraph held. A section's end is a property of its last
// paragraph (ECMA-376 17.6.18), and a table is none: one without height follows
// it, so that no empty line runs over onto a page of its own.
func (d *Document) flush(section string) {
	p := d.pending
	if p == nil && section != "" {
		p = &Paragraph{Style: gap}
	}
	if p != nil {
		d.write(*p, section)
		d.table = false
	}
	d.pending = nil
}

// Close writes what is left and returns the first error there was.
func (d *Document) Close() error {
	d.flush("")
	if d.table {
		d.write(Paragraph{Style: gap}, "")
	}
	d.put(d.page.section() + `</w:body></w:document>`)
	if err := d.w.Flush(); d.pack.err == nil {
		d.pack.err = err
	}
	if err := d.pack.close(); err != nil {
		return fmt.Errorf("writing Word: %w", err)
	}
	return nil
}
