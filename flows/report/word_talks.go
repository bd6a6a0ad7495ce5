package report

import (
	"fmt"
	"io"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// The names of the documents of talks, as they stand above them.
const (
	talkFormTitle  = "谈心谈话记录表"
	talkStatsTitle = "谈心谈话情况统计表"
)

// talkWord writes a form for each talk and then the statistics. The
// docx.Document keeps the first error and returns it at Close.
type talkWord struct {
	*docx.Document
	book TalkBook
}

func (o Options) writeTalksWord(b TalkBook, w io.Writer) error {
	d := talkWord{docx.New(w, docx.Setup{Title: talkFormTitle, Author: b.round.Unit, Created: o.Date, Fonts: o.Fonts}), b}
	steps := counter{total: len(b.records), tell: o.Progress}
	for i, l := range b.records {
		d.Paragraph(docx.Paragraph{Style: docx.Title, Runs: docx.Text(talkFormTitle), Break: i > 0})
		d.form(l)
		steps.step()
	}
	if len(b.records) == 0 {
		d.Add(docx.Title, talkFormTitle)
		d.Add(docx.Body, "没有谈心谈话记录。")
	}
	d.Section(docx.Landscape)
	d.statistics(o.issued())
	return d.Close()
}

// statistics is the 情况统计表, and below it who has still to talk with whom.
func (d talkWord) statistics(issued string) {
	d.Add(docx.Title, talkStatsTitle)
	d.Add(docx.CellText, "单位："+fold(d.book.round.Unit)+"　　　　制表日期："+issued)
	d.KeepLast()
	d.lines()
	for i, note := range d.book.notes("“差”是应谈而未谈的对象数；") {
		d.Add(docx.CellText, fmt.Sprintf("注%d：%s", i+1, note))
	}
	d.missing()
}

// talkHeads are the columns of the 情况统计表.
func talkHeads() []string {
	return []string{"序号", "姓名", "职务", "应谈", "已谈", "与主要负责同志", "与班子成员", "与分管部门负责人", "与支部党员代表", "接受约谈",
		"收到意见条数", "起止日期"}
}

func (d talkWord) lines() {
	var columns []docx.Column
	for i, width := range []int{12, 20, 26, 12, 12, 20, 20, 20, 20, 12, 12, 39} {
		columns = append(columns, docx.Column{Title: talkHeads()[i], Width: width, Centre: true})
	}
	t, rows := d.Table(columns...), d.book.rows()
	for i, r := range rows {
		m, _ := d.book.round.Member(r.Member)
		t.Row(append([]docx.Cell{{Text: strconv.Itoa(i + 1)}, {Text: fold(m.Name)}, {Text: fold(m.Post)}}, r.cells(m)...)...)
	}
	t.Row(append([]docx.Cell{{Text: "合计", Span: 3, Style: docx.CellLabel}}, d.book.sum().cells(flows.Member{})...)...)
	t.End()
}

// cells are a line's numbers, and from when to when. Nobody is asked whether the
// principal talked with the principal.
func (r talkRow) cells(m flows.Member) []docx.Cell {
	all := []docx.Cell{{Text: strconv.Itoa(r.Due)}, {Text: strconv.Itoa(r.Done)}}
	for _, k := range flows.TalkKinds() {
		rate := r.rate(k)
		if m.Principal && k == flows.PrincipalTalk {
			rate = "—"
		}
		all = append(all, docx.Cell{Text: rate})
	}
	return append(all, docx.Cell{Text: strconv.Itoa(r.heard)}, docx.Cell{Text: strings.Replace(period(r.First, r.Last), "至", "\n至", 1)})
}

// missing lists the required talks that were not held.
func (d talkWord) missing() {
	all := d.book.missing()
	switch {
	case len(d.book.standings) == 0:
		return
	case len(all) == 0:
		d.Add(docx.CellText, "应谈的均已谈到。")
		return
	}
	d.Add(docx.CellText, fmt.Sprintf("以下%d对应谈而未谈：", len(all)))
	d.KeepLast()
	t := d.Table(docx.Column{Title: "序号", Width: 15, Centre: true}, docx.Column{Title: "姓名", Width: 50, Centre: true},
		docx.Column{Title: "应谈对象", Width: 85, Centre: true}, docx.Column{Title: "谈话类型", Width: 75, Centre: true})
	for i, s := range all {
		t.Row(docx.Cell{Text: strconv.Itoa(i + 1)}, docx.Cell{Text: d.book.memberName(s.By)}, docx.Cell{Text: d.book.owed(s.Due)},
			docx.Cell{Text: talkKindName(s.Kind())})
	}
	t.End()
}
