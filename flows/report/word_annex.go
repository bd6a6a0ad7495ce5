package report

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"soundings/flows/report/docx"
)

const annexTitle = "意见建议原文"

// annex holds the originals, word for word, under the numbers their points have
// in the report: on pages of its own (GB/T 9704-2012, 7.3.7), a table for each
// subject, so that one can be taken out and handed on by itself.
func (d word) annex(sections []section) {
	d.Section(docx.Landscape)
	d.Add(docx.AnnexMark, "附件")
	d.Add(docx.AnnexTitle, annexTitle)
	for _, s := range sections {
		for _, p := range s.parts {
			if len(p.items()) > 0 {
				d.Add(docx.Heading2, fold(called(p.subject)))
				d.originals(p)
			}
		}
	}
}

func (d word) originals(p part) {
	t := d.Table(docx.Column{Title: "序号", Width: 14, Centre: true}, docx.Column{Title: "方面", Width: 32},
		docx.Column{Title: "性质", Width: 14, Centre: true}, docx.Column{Title: annexTitle, Width: 87},
		docx.Column{Title: "具体事例", Width: 41}, docx.Column{Title: "改进希望", Width: 37})
	for _, it := range p.written() {
		d.originalsOf(t, it)
	}
	if len(p.talked) > 0 {
		t.Row(docx.Cell{Text: heardIn, Style: docx.CellHead, Span: 6}) // it stays with what follows
	}
	for _, it := range p.talked {
		d.originalsOf(t, it)
	}
	t.End()
}

func (d word) originalsOf(t *docx.Table, it item) {
	number := strconv.Itoa(it.n)
	if len(it.originals) > 1 {
		t.Row(docx.Cell{Text: number, Bold: true}, docx.Cell{Text: "归并意见：" + it.line("。"), Bold: true, Span: 5})
	}
	for i, o := range it.originals {
		if len(it.originals) > 1 {
			number = fmt.Sprintf("（%d）", i+1)
		}
		t.Row(append([]docx.Cell{{Text: number}, {Text: aspectCell(o.label)}, {Text: kindShort(o.Kind)}}, o.cells()...)...)
		d.counter.step()
	}
}

// wide is from how many characters on a text takes the whole width: in its own
// column the longest would run down four pages.
const wide = 400

// cells are the words of an original: one cell each, or all in one.
func (o original) cells() []docx.Cell {
	all := o.Text + o.spokenBy()
	if utf8.RuneCountInString(o.Text) < wide {
		return []docx.Cell{{Text: all}, {Text: o.Case}, {Text: o.Remedy}}
	}
	if o.Case != "" {
		all += "\n具体事例：" + o.Case
	}
	if o.Remedy != "" {
		all += "\n改进希望：" + o.Remedy
	}
	return []docx.Cell{{Text: all, Span: 3}}
}
