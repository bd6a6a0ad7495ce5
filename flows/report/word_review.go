package report

import (
	"fmt"
	"io"
	"strings"

	"soundings/flows"
	"soundings/flows/report/docx"
)

// review writes the 对照检查材料提纲 of one subject: the self-review in its own
// order, with the counts and the points to answer. What only its author can say
// is left open; nothing is said for them.
type review struct {
	*docx.Document
	m       Model // of the one subject
	part    part
	talks   string // 人次, or a blank where nobody logged a talk
	counter *counter
}

// RenderSelfReview writes the outline of a self-review, in Word. It holds what is
// about its subject alone, as Model.Only does. Only the team and its members
// review themselves: for others it is report.no_subject.
func (o Options) RenderSelfReview(m Model, subject flows.SubjectID, w io.Writer) error {
	if err := m.Check(); err != nil {
		return err
	}
	part, err := m.Only(subject)
	if err == nil && part.Round.Subjects[0].Kind == flows.OtherKind {
		err = flows.Fail(flows.NotFound, "report.no_subject", flows.Args{"value": string(subject)})
	}
	if err != nil {
		return err
	}
	title := "对照检查材料提纲（" + fold(part.Round.Subjects[0].Name) + "）"
	d := review{docx.New(w, docx.Setup{Title: m.Round.occasion() + title, Author: m.Round.Unit, Created: o.Date, Fonts: o.Fonts}),
		part, part.only(), m.times(subject), o.counter(part)}
	d.Add(docx.Title, strings.Join(balanced(unbracketed([]string{m.Round.occasion(), title})), "\n"))
	d.Add(docx.Body, d.intro())
	d.problems()
	d.causes()
	return d.Close()
}

// times is how often somebody talked, as either side, or the team in all.
func (m Model) times(subject flows.SubjectID) string {
	switch {
	case m.Counts.Talks == 0:
		return blank
	case subject == flows.TeamSubject:
		return fmt.Sprint(m.Counts.Talks)
	}
	return fmt.Sprint(m.Talks.ByMember[subject])
}

// self is how the author speaks of themself.
func (d review) self() string {
	if d.part.subject.Kind == flows.TeamKind {
		return d.part.subject.Name
	}
	return "我"
}

// intro has the counts filled in.
func (d review) intro() string {
	said := fmt.Sprintf("大家对%s提出意见建议%d条%s", d.self(), d.m.Counts.Opinions, d.m.byWay())
	switch c := d.m.Counts; {
	case c.Opinions == 0:
		said = "未征求到对" + d.self() + "的意见建议"
	case c.Points < c.Opinions:
		said += fmt.Sprintf("，梳理归并为%d条", c.Points)
	}
	when := period(d.m.Round.Opens, d.m.Round.Closes)
	if when != "" {
		when += "征求意见期间，"
	}
	return fmt.Sprintf("根据%s安排，%s（会前学习准备情况）。%s%s；开展谈心谈话%s人次（按谈话对象逐人计算）。现对照检查如下：",
		d.m.Round.occasion(), blank+blank, when, said, d.talks)
}

// problems has a place for each aspect of the round, also where nobody said
// anything, and one for what was said without any.
func (d review) problems() {
	d.Add(docx.Heading1, "一、存在的主要问题")
	n := 0
	for _, a := range d.m.Round.Aspects {
		d.aspect(n, aspectName(a.Label), d.about(a.ID))
		n++
	}
	if rest := d.about(""); len(rest) > 0 {
		d.aspect(n, aspectName(""), rest)
		n++
	}
	if d.part.subject.Kind == flows.MemberKind {
		d.Add(docx.Heading2, "（"+numeral(n)+"）个人有关事项说明")
		d.Add(docx.Body, room(50)+"。")
	}
}

// about are the points of one aspect, by the numbers they have everywhere.
func (d review) about(a flows.AspectID) []item {
	var all []item
	for _, it := range d.part.items() {
		if it.point.Aspect == a {
			all = append(all, it)
		}
	}
	return all
}

func (d review) aspect(n int, name string, items []item) {
	d.Add(docx.Heading2, fold("（"+numeral(n)+"）"+name))
	if len(items) == 0 {
		d.Add(docx.Body, "（未征求到这方面的意见建议）")
	} else {
		d.Add(docx.Body, "征求到的意见建议：")
		d.KeepLast()
	}
	for i, it := range items {
		d.Add(docx.Body, fmt.Sprintf("%d.%s", it.n, fold(it.toAnswer(i == len(items)-1))))
		d.counter.step()
	}
	for _, ordinal := range ordinals() {
		d.Add(docx.Body, ordinal+room(20)+"。比如，"+room(26)+"。")
	}
}

// toAnswer is the point as its subject is to answer it, and whether it was said
// in a talk.
func (it item) toAnswer(last bool) string {
	if it.talked() {
		it.label = channelName(FromTalk)
	} else {
		it.label = ""
	}
	return it.entry(true, last)
}

func (d review) causes() {
	for _, heading := range []string{"二、原因分析", "三、努力方向和整改措施"} {
		d.Add(docx.Heading1, heading)
		for _, ordinal := range ordinals() {
			d.Add(docx.Body, ordinal+room(47)+"。")
		}
	}
	name := d.m.Round.Unit
	if d.part.subject.Kind == flows.MemberKind {
		name = d.part.subject.Name
	}
	signed(d.Document, fold(name), Options{}.issued()) // the day is the author's
}

func ordinals() []string { return []string{"一是", "二是", "三是"} }

// room is a blank for so many characters.
func room(n int) string { return strings.Repeat("＿", n) }
