package report

import (
	"fmt"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// A 反馈单 is short: one paragraph, and what was said, once and in full. It has
// no annex, which would say everything a second time.

// intro is its paragraph.
func (m Model) intro() string {
	s := m.when() + "。" + m.Sentence()
	if len(m.Opinions) > 0 {
		s += "现反馈如下："
	}
	return s
}

// only is the part of the one subject there is.
func (m Model) only() part { return m.outline()[0].parts[0] }

// grouped are a subject's points in groups with a heading each: the team's by
// aspect, which then does not stand before each; others' without a heading; and
// what was said in talks apart.
func (p part) grouped() []group {
	var all []group
	if p.subject.Kind != flows.TeamKind {
		all = append(all, group{items: p.written()})
	} else {
		for _, g := range p.groups {
			all = append(all, group{aspectName(g.label), unlabelled(g.items)})
		}
	}
	if len(p.talked) > 0 {
		all = append(all, group{heardIn, p.talked})
	}
	return all
}

// unlabelled are items without their aspect. An original filed under another
// one keeps its own.
func unlabelled(items []item) []item {
	var all []item
	for _, it := range items {
		was, of := it.label, it.originals
		it.label, it.originals = "", nil
		for _, o := range of {
			if o.label == was {
				o.label = ""
			}
			it.originals = append(it.originals, o)
		}
		all = append(all, it)
	}
	return all
}

// own says whether a point is an original as it was written, and not the
// organizer's wording of it.
func (it item) own() bool {
	return len(it.originals) == 1 && strings.TrimSpace(it.point.Text) == strings.TrimSpace(it.originals[0].Text)
}

func (d markdown) feedback(m Model) {
	d.paragraph(m.intro())
	for _, g := range m.only().grouped() {
		if g.label != "" {
			d.heading(2, g.label)
		}
		if len(g.items) > 0 {
			fmt.Fprintln(d.w)
		}
		for _, it := range g.items {
			d.reply(it)
		}
	}
}

func (d markdown) reply(it item) {
	number := fmt.Sprintf("%d. ", it.n)
	indent := strings.Repeat(" ", len(number))
	d.w.WriteString(number)
	if it.own() {
		d.original(it.originals[0], indent)
		return
	}
	fmt.Fprintf(d.w, "%s\n", oneLine(it.entry(true, true)))
	for _, o := range it.originals {
		d.w.WriteString(indent + "- ")
		d.original(o, indent+"  ")
	}
}

func (d word) feedback() {
	d.Add(docx.Body, d.m.intro())
	for _, g := range d.m.only().grouped() {
		if g.label != "" {
			d.Add(docx.Heading3, fold(g.label))
		}
		for _, it := range g.items {
			d.reply(it)
		}
	}
}

func (d word) reply(it item) {
	d.counter.step()
	if it.own() {
		d.original(fmt.Sprintf("%d.", it.n), it.originals[0])
		return
	}
	d.Add(docx.Body, fmt.Sprintf("%d.%s", it.n, it.entry(true, true)))
	for i, o := range it.originals {
		d.original(fmt.Sprintf("（%d）", i+1), o)
	}
}

func (d word) original(number string, o original) {
	d.lines(number+fold(tag(o.label, kindShort(o.Kind))), o.Text+o.spokenBy())
	if o.Case != "" {
		d.lines("具体事例：", o.Case)
	}
	if o.Remedy != "" {
		d.lines("改进希望：", o.Remedy)
	}
	d.counter.step()
}

// lines writes somebody's words with their own line breaks, a paragraph each:
// a break within one would begin its next line at the edge.
func (d word) lines(lead, text string) {
	all := lines(text)
	if len(all) == 0 {
		all = []string{""}
	}
	for i, line := range all {
		if i == 0 {
			line = lead + line
		}
		d.Add(docx.Body, line)
	}
}
