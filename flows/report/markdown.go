package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"soundings/flows"
)

// markdown writes the 征求意见情况报告. Errors of w stick in the bufio.Writer and
// come out at Flush.
type markdown struct{ w *bufio.Writer }

func writeMarkdown(m Model, w io.Writer) error {
	d := markdown{bufio.NewWriter(w)}
	fmt.Fprintf(d.w, "# %s\n", oneLine(m.headline()))
	d.heading(2, "一、基本情况")
	for _, p := range m.background() {
		d.paragraph(p)
	}
	d.heading(2, "二、征求到的意见建议")
	sections := m.outline()
	for i, s := range sections {
		d.section(i, len(sections), s)
	}
	if len(m.Opinions) > 0 {
		d.appendix(sections)
	}
	if err := d.w.Flush(); err != nil {
		return fmt.Errorf("writing Markdown: %w", err)
	}
	return nil
}

func (d markdown) heading(level int, s string) {
	fmt.Fprintf(d.w, "\n%s %s\n", strings.Repeat("#", level), oneLine(s))
}

func (d markdown) paragraph(s string) { fmt.Fprintf(d.w, "\n%s\n", escapeStart(fold(s))) }

func (d markdown) section(i, of int, s section) {
	name := sectionName(s.kind)
	if of > 1 {
		name = "（" + numeral(i) + "）" + name
	}
	d.heading(3, name)
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
	if len(p.groups) == 0 {
		d.paragraph(nothing + "。")
		return
	}
	if p.subject.Kind != flows.TeamKind {
		d.list(p.items(), true)
		return
	}
	for _, g := range p.groups {
		d.heading(4, aspectName(g.label))
		d.list(g.items, false)
	}
}

func (p part) items() []item {
	var all []item
	for _, g := range p.groups {
		all = append(all, g.items...)
	}
	return all
}

func (d markdown) list(items []item, withAspect bool) {
	fmt.Fprintln(d.w)
	for i, it := range items {
		mark, label := "；", ""
		if i == len(items)-1 {
			mark = "。"
		}
		if withAspect {
			label = it.label
		}
		fmt.Fprintf(d.w, "%d. %s\n", it.n, oneLine(tag(label, it.kinds())+it.line(mark)))
	}
}

// appendix holds the originals, word for word, under the numbers their points
// have in the report.
func (d markdown) appendix(sections []section) {
	d.heading(2, "附件：意见建议原文")
	for _, s := range sections {
		for _, p := range s.parts {
			if len(p.groups) > 0 {
				d.heading(3, called(p.subject))
				fmt.Fprintln(d.w)
			}
			for _, it := range p.items() {
				d.originals(it)
			}
		}
	}
}

func (d markdown) originals(it item) {
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
	fmt.Fprintf(d.w, "%s%s\n", oneLine(tag(o.label, kindShort(o.Kind))), verbatim(o.Text, indent))
	if o.Case != "" {
		fmt.Fprintf(d.w, "%s- 具体事例：%s\n", indent, verbatim(o.Case, indent+"  "))
	}
	if o.Remedy != "" {
		fmt.Fprintf(d.w, "%s- 改进希望：%s\n", indent, verbatim(o.Remedy, indent+"  "))
	}
}
