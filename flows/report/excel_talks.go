package report

import (
	"io"
	"time"

	"soundings/flows"
)

const (
	talkStatsSheet  = "统计"
	talkMatrixSheet = "应谈对照"
	talkListSheet   = "谈话清单"
	talkWordsSheet  = "谈话内容"
)

// talkExcel writes the workbook of the talks.
type talkExcel struct {
	book
	talks   TalkBook
	counter *counter
}

func (o Options) writeTalksExcel(t TalkBook, w io.Writer) error {
	title := fold(t.round.Unit) + talkStatsTitle
	return o.writeBook(w, title, t.round.Unit, func(b book) error {
		x := talkExcel{b, t, &counter{total: len(t.records), tell: o.Progress}}
		return inTurn(func() error { return x.sheets(talkStatsSheet, talkMatrixSheet, talkListSheet, talkWordsSheet) },
			func() error { return x.statistics(title) }, x.matrix, x.list, x.words)
	})
}

// statistics is the 情况统计表, with a chart of what is due and done.
func (x talkExcel) statistics(title string) error {
	var columns []gridColumn
	for i, wide := range []float64{6, 14, 24, 8, 8, 13, 13, 14, 13, 10, 10, 32} {
		columns = append(columns, gridColumn{talkHeads()[i], wide, true, shown})
	}
	g, err := x.grid(talkStatsSheet, title, columns)
	if err != nil {
		return err
	}
	for i, r := range x.talks.rows() {
		m, _ := x.talks.round.Member(r.Member)
		if err := g.add(append([]any{i + 1, fold(m.Name), fold(m.Post)}, r.values(m)...)...); err != nil {
			return err
		}
	}
	last := g.row
	if err := g.add(append([]any{"", "合计", ""}, x.talks.sum().values(flows.Member{})...)...); err != nil {
		return err
	}
	for _, note := range x.talks.notes("") {
		if err := g.note(note); err != nil {
			return err
		}
	}
	return inTurn(func() error { return x.marked(talkStatsSheet, "E3:"+at(5, max(last, 3)), "<", "$D3") },
		func() error { return x.dueAndDone(g, last-2) }, g.Flush)
}

// values are a line's numbers, and from when to when.
func (r talkRow) values(m flows.Member) []any {
	all := []any{r.Due, r.Done}
	for _, k := range flows.TalkKinds() {
		if m.Principal && k == flows.PrincipalTalk {
			all = append(all, "—")
			continue
		}
		all = append(all, r.Kinds[k])
	}
	return append(all, r.heard, period(r.First, r.Last))
}

// dueAndDone is the chart. Of a team of usual size it is printed on the table's
// page, or it would be cut in two.
func (x talkExcel) dueAndDone(g *grid, lines int) error {
	if lines == 0 {
		return nil
	}
	if lines <= 20 {
		if err := x.printed(talkStatsSheet, 0); err != nil {
			return err
		}
	}
	return x.bars(at(2, g.row+2), bars{sheet: talkStatsSheet, head: 2, lines: lines, labels: "B", title: "应谈、已谈情况",
		unit: "（人）", series: []barSeries{{"D", "BFBFBF"}, {"E", "2F5597"}}, high: 2*lines + 6})
}

// list has a row for each talk.
func (x talkExcel) list() error {
	g, err := x.grid(talkListSheet, "谈心谈话清单", []gridColumn{{"序号", 7, true, shown}, {"时间", 18, true, shown}, {"谈话人", 14, true, shown},
		{"谈话对象", 34, false, shown}, {"谈话类型", 28, true, shown}, {"谈话方式", 13, true, shown}, {"地点", 18, false, shown},
		{"记录人", 14, true, shown}, {"对方回应", 30, false, shown}})
	if err != nil {
		return err
	}
	for i, r := range x.talks.records {
		b := x.talks
		if err := g.add(i+1, onDay(r.Talk.Date), b.memberName(r.Talk.By), b.names(r.Talk.With), talkKindName(r.Talk.Kind), way(r.Talk),
			r.Talk.At, b.memberName(r.Talk.By), b.replied(r)); err != nil {
			return err
		}
		x.counter.step()
	}
	return g.end("Talks")
}

// words has a row for each thing that somebody said of a talk: what was logged,
// corrections beside it, and answers.
func (x talkExcel) words() error {
	g, err := x.grid(talkWordsSheet, "谈心谈话内容", []gridColumn{{"序号", 7, true, shown}, {"时间", 18, true, shown}, {"谈话人", 14, true, shown},
		{"谈话对象", 28, false, shown}, {"项目", 24, true, shown}, {"表述人", 18, true, shown}, {"内容", 72, false, shown}})
	if err != nil {
		return err
	}
	for i, l := range x.talks.records {
		for _, s := range x.talks.said(l) {
			if err := g.add(i+1, onDay(l.Talk.Date), x.talks.memberName(l.Talk.By), x.talks.inShort(l.Talk.With), s.about, s.by, s.text); err != nil {
				return err
			}
		}
	}
	return g.end("Words")
}

// said is all that somebody said of a talk; of what stands in the list only what
// was corrected.
func (b TalkBook) said(l loggedTalk) []saying {
	var all []saying
	for _, f := range flows.TalkFields() {
		of := b.sayings(l, f)
		if short(f) && len(of) == 1 {
			continue
		}
		all = append(all, filtered(of, func(s saying) bool { return s.text != "" })...)
	}
	for _, a := range l.answers {
		if a.Text != "" {
			all = append(all, saying{"对方回应", b.memberName(a.By), a.Text})
		}
	}
	return all
}

// onDay is a day as a spreadsheet sorts it.
func onDay(day string) any {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t
}
