package report

import (
	"math"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// form is the 谈心谈话记录表 of one talk: one page where its words fit on one.
// Where it runs over, the next page says again who talked.
func (d talkWord) form(l loggedTalk) {
	b := d.book
	field := func(f flows.TalkField) string { return b.field(l, f) }
	head := []docx.Row{
		asked("谈话人\n（姓名、职务）", b.memberPosted(l.Talk.By)),
		asked("谈话对象\n（姓名、职务）", b.persons(l.Talk)),
		askedTwice("时间", field(flows.DateField), "地点", field(flows.PlaceField)),
		askedTwice("谈话类型", field(flows.KindField), "谈话方式", way(l.Talk)),
		asked("记录人", b.memberName(l.Talk.By)),
	}
	head[0].Repeat, head[1].Repeat = true, !l.Talk.Group()
	body := []docx.Row{
		asked("谈话人谈\n自身不足", field(flows.OwnField)),
		asked("给对方提出的\n意见建议", field(flows.GivenField)),
		asked("对方对谈话人的\n意见建议", field(flows.ReceivedField)),
		asked("对方回应", b.replies(l)),
		asked("达成共识与\n改进措施", field(flows.AgreedField)),
	}
	t := d.Form(docx.Column{Width: 34}, docx.Column{Width: 50}, docx.Column{Width: 30}, docx.Column{Width: 42})
	for _, row := range onAPage(head, body, foot(len(l.Talk.With))) {
		t.Add(row)
	}
	t.End()
}

// foot is where both sides sign by hand, a group one beside the other.
func foot(with int) []docx.Row {
	day := asked("日期", "　　　　年　　月　　日")
	day.Height = 10
	if with == 1 {
		sign := askedTwice("谈话人签字", "", "谈话对象签字", "")
		sign.Height = 16
		return []docx.Row{sign, day}
	}
	by, all := asked("谈话人签字", ""), asked("谈话对象签字", "")
	by.Height, all.Height = 12, max(12, 7*((with+3)/4))
	return []docx.Row{by, all, day}
}

// asked is a row with one thing that the form asks for.
func asked(label, text string) docx.Row {
	return docx.Row{Height: 9, Cells: []docx.Cell{{Text: label, Style: docx.CellLabel}, {Text: text, Span: 3}}}
}

func askedTwice(label, text, second, other string) docx.Row {
	return docx.Row{Height: 9, Cells: []docx.Cell{{Text: label, Style: docx.CellLabel}, {Text: text},
		{Text: second, Style: docx.CellLabel}, {Text: other}}}
}

// pageRoom is how high a form may be, in mm: 225 less the title's 22, and some
// that other fonts may need.
const pageRoom = 198

// onAPage are the rows of a form. The room that its words leave on the page is
// shared out among the rows of the body, so that there is some to write on.
func onAPage(head, body, foot []docx.Row) []docx.Row {
	room := pageRoom
	for _, r := range append(append([]docx.Row{}, head...), foot...) {
		room -= max(r.Height, tall(r))
	}
	for _, r := range body {
		room -= tall(r)
	}
	for i := range body {
		body[i].Cells[1].Top, body[i].Height = true, 0
		if room > 0 { // a row of a least height would not break over two pages
			body[i].Height = tall(body[i]) + room/len(body)
		}
	}
	return append(append(head, body...), foot...)
}

// tall is how high the words of a row make it, in mm, reckoned on the safe side:
// a line is 20 pt high, and a character 12 pt wide.
func tall(r docx.Row) int {
	most := 0.0
	for i, c := range r.Cells {
		room, rows := []float64{7, 10.5, 6, 9}[i], 0.0
		if c.Span > 1 {
			room = 27
		}
		for line := range strings.SplitSeq(c.Text, "\n") {
			rows += max(1, math.Ceil(width(line)/room))
		}
		most = max(most, rows)
	}
	return int(math.Ceil(1.5 + most*20/72*25.4))
}
