package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"soundings/flows"
)

// markdown writes the 征求意见情况报告 or a 反馈单. Errors of w stick in the bufio.Writer and
// come out at Flush.
type markdown struct{ w *bufio.Writer }

func (o Options) writeMarkdown(m Model, w io.Writer) error {
	d := markdown{bufio.NewWriter(w)}
	fmt.Fprintf(d.w, "# %s\n", oneLine(m.headline()))
	if m.restricted() {
		if to := o.addressee(m); to != "" {
			d.paragraph(to + "：")
		}
		d.feedback(m)
		d.ending(m.Round.Unit, o.issued())
	} else {
		sections := m.outline()
		d.report(m, sections)
		d.ending(m.Round.Unit, o.issued())
		d.appendix(m, sections)
	}
	if err := d.w.Flush(); err != nil {
		return fmt.Errorf("writing Markdown: %w", err)
	}
	return nil
}

func (d markdown) report(m Model, sections []section) {
	d.previous(m)
	d.heading(2, m.chapter(0, "基本情况"))
	for _, p := range m.background() {
		d.paragraph(p)
	}
	d.heading(2, m.chapter(1, "征求到的意见建议"))
	for i, s := range sections {
		d.section(i, len(sections), s)
	}
}

// ending says who and when, a line each.
func (d markdown) ending(unit, issued string) {
	fmt.Fprintf(d.w, "\n%s\\\n%s\n", escapeStart(fold(unit)), escapeStart(fold(issued)))
}

func (d markdown) heading(level int, s string) {
	fmt.Fprintf(d.w, "\n%s %s\n", strings.Repeat("#", level), oneLine(s))
}

func (d markdown) paragraph(s string) { fmt.Fprintf(d.w, "\n%s\n", escapeStart(fold(s))) }

func (d markdown) section(i, of int, s section) {
	d.heading(3, s.title(i, of))
	for _, p := range s.parts {
		if s.kind == flows.MemberKind {
			d.heading(4, called(p.subject))
		}
		d.part(p)
	}
}

// part lists the points of one subject. For the team each aspect has a heading;
// for the few points of a member the aspect stands before each.
func (d markdown) part(p part) {
	switch {
	case len(p.items()) == 0:
		d.paragraph(nothing + "。")
	case p.subject.Kind != flows.TeamKind:
		d.list(p.written(), true)
	default:
		for _, g := range p.groups {
			d.heading(4, aspectName(g.label))
			d.list(g.items, false)
		}
	}
	if len(p.talked) > 0 {
		d.paragraph(heardIn + "：")
		d.list(p.talked, true)
	}
}

func (d markdown) list(items []item, withAspect bool) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintln(d.w)
	for i, it := range items {
		fmt.Fprintf(d.w, "%d. %s\n", it.n, oneLine(it.entry(withAspect, i == len(items)-1)))
	}
}

// appendix holds the originals, word for word, under the numbers their points
// have in the report.
func (d markdown) appendix(m Model, sections []section) {
	if len(m.Opinions) == 0 {
		return
	}
	d.heading(2, "附件：意见建议原文")
	for _, s := range sections {
		for _, p := range s.parts {
			if len(p.items()) > 0 {
				d.heading(3, called(p.subject))
				d.originals(p.written())
			}
			if len(p.talked) > 0 {
				d.paragraph(heardIn + "：")
				d.originals(p.talked)
			}
		}
	}
}

func (d markdown) originals(items []item) {
	if len(items) == 0 {
		return
	}
	fmt.Fprintln(d.w)
	for _, it := range items {
		d.originalsOf(it)
	}
}

func (d markdown) originalsOf(it item) {
	number := fmt.Sprintf("%d. ", it.n)
	indent := strings.Repeat(" ", len(number))
	d.w.WriteString(number)
	if len(it.originals) == 1 {
		d.original(it.originals[0], indent)
		return
	}
	fmt.Fprintf(d.w, "归并意见：%s\n", escape(it.line("。")))
	for _, o := range it.originals {
		d.w.WriteString(indent + "- ")
		d.original(o, indent+"  ")
	}
}

func (d markdown) original(o original, indent string) {
	fmt.Fprintf(d.w, "%s%s\n", oneLine(tag(o.label, kindShort(o.Kind))), verbatim(o.Text+o.spokenBy(), indent))
	if o.Case != "" {
		fmt.Fprintf(d.w, "%s- 具体事例：%s\n", indent, verbatim(o.Case, indent+"  "))
	}
	if o.Remedy != "" {
		fmt.Fprintf(d.w, "%s- 改进希望：%s\n", indent, verbatim(o.Remedy, indent+"  "))
	}
}
