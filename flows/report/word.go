package report

import (
	"fmt"
	"io"
	"math"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// word writes the 征求意见情况报告 or a 反馈单 in the form of GB/T 9704-2012. The
// docx.Document keeps the first error and returns it at Close.
type word struct {
	*docx.Document
	m       Model
	counter *counter
}

func (o Options) writeWord(m Model, w io.Writer) error {
	d := word{docx.New(w, docx.Setup{Title: m.headline(), Author: m.Round.Unit, Created: o.Date,
		Fonts: o.Fonts, Charts: m.charts()}), m, o.counter(m)}
	d.Add(docx.Title, strings.Join(m.titleLines(), "\n"))
	if to := o.addressee(m); to != "" {
		d.Add(docx.Addressee, to+"：")
	}
	if m.restricted() {
		d.feedback()
		d.ending(o.issued())
	} else {
		d.report(o.issued())
	}
	return d.Close()
}

// addressee is the 主送机关. A report that is handed up has one: where we do not
// know it, it is left visibly open. A 反馈单 is handed to its subject, and that of the
// team to all its members.
func (o Options) addressee(m Model) string {
	switch {
	case o.To == "" && !m.restricted():
		return blank
	case o.To == "" && m.Round.Subjects[0].Kind == flows.TeamKind:
		return toTheTeam
	}
	return strings.TrimRight(fold(o.To), "：:")
}

func (d word) report(issued string) {
	d.previous()
	d.Add(docx.Heading1, d.m.chapter(0, "基本情况"))
	d.background()
	d.Add(docx.Heading1, d.m.chapter(1, "征求到的意见建议"))
	sections := d.m.outline()
	for i, s := range sections {
		d.section(i, len(sections), s)
	}
	if len(d.m.Opinions) == 0 {
		d.ending(issued)
		return
	}
	d.KeepLast()
	d.Add(docx.AnnexNote, "附件："+annexTitle)
	d.ending(issued)
	d.annex(sections)
}

func (d word) background() {
	all := d.m.background()
	if len(d.m.charts()) > 0 {
		all[1] += "按方面统计情况如图1所示。"
	}
	for _, p := range all {
		d.Add(docx.Body, p)
	}
	if len(d.m.charts()) > 0 {
		d.Chart(0)
		d.Add(docx.Caption, "图1　意见建议按方面统计（单位：条）")
	}
}

func (d word) section(i, of int, s section) {
	d.Add(docx.Heading2, s.title(i, of))
	for _, p := range s.parts {
		if s.kind == flows.MemberKind {
			d.Add(docx.Heading3, fold(called(p.subject)))
		}
		d.part(p)
	}
}

// part lists the points of one subject as Markdown does: those of the team
// under their aspects, others with the aspect before each.
func (d word) part(p part) {
	switch {
	case len(p.items()) == 0:
		d.Add(docx.Body, nothing+"。")
	case p.subject.Kind != flows.TeamKind:
		d.list(p.written(), true)
	default:
		for _, g := range p.groups {
			d.Add(docx.Heading3, fold(aspectName(g.label)))
			d.list(g.items, false)
		}
	}
	if len(p.talked) > 0 {
		d.Add(docx.Body, heardIn+"：")
		d.KeepLast()
		d.list(p.talked, true)
	}
}

func (d word) list(items []item, withAspect bool) {
	for i, it := range items {
		d.Add(docx.Body, fmt.Sprintf("%d.%s", it.n, fold(it.entry(withAspect, i == len(items)-1))))
		d.counter.step()
	}
}

// ending is what stands below the text of what the unit issues.
func (d word) ending(issued string) { signed(d.Document, fold(d.m.Round.Unit), issued) }

// signed writes who, and when (GB/T 9704-2012, 7.3.5.2, without a seal).
func signed(d *docx.Document, by, on string) {
	d.KeepLast()
	who, when := signatureIndents(width(by), width(on))
	d.Paragraph(docx.Paragraph{Style: docx.Signature, Runs: docx.Text(by), Left: who})
	d.Paragraph(docx.Paragraph{Style: docx.Date, Runs: docx.Text(on), Left: when})
}

// signatureIndents are where unit and date begin, in hundredths of a character:
// the unit so that it ends two from the edge, and the date two behind where the
// unit begins; a date that would then end too near to the edge ends two from it,
// and the unit moves.
func signatureIndents(unit, date float64) (who, when int) {
	const line, edge, shift = 27.6, 2, 2 // 156 mm hold so many characters of 16 pt
	start := min(line-edge-unit, line-edge-date-shift)
	start = max(start, 0)
	return int(math.Round(100 * start)), int(math.Round(100 * (start + shift)))
}

// charts are one of opinions by aspect. A 反馈单 has none: what was said to one
// person is to be read and not to be measured.
func (m Model) charts() []docx.Chart {
	if m.restricted() || len(m.Opinions) == 0 {
		return nil
	}
	c, told := docx.Chart{Series: "意见建议（条）"}, []string{}
	for _, n := range m.byAspect() {
		c.Bars = append(c.Bars, docx.Bar{Label: n.label, Value: n.opinions})
		told = append(told, fmt.Sprintf("%s%d条", n.label, n.opinions))
	}
	c.Alt = "意见建议按方面统计：" + strings.Join(told, "、")
	return []docx.Chart{c}
}
