package report

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"soundings/flows"
)

func fieldName(f flows.TalkField) string {
	return map[flows.TalkField]string{flows.DateField: "时间", flows.PlaceField: "地点", flows.KindField: "谈话类型",
		flows.OwnField: "谈话人谈自身不足", flows.GivenField: "给对方提出的意见建议", flows.ReceivedField: "对方对谈话人的意见建议",
		flows.AgreedField: "达成共识与改进措施"}[f]
}

// short says that a field is some words in a narrow cell.
func short(f flows.TalkField) bool {
	return f == flows.DateField || f == flows.PlaceField || f == flows.KindField
}

// A saying is one wording of one thing that a form asks for.
type saying struct{ about, by, text string }

// sayings are the wordings of a field, as documents write it: the log's, and
// beside it that of whoever corrected it. A log that was changed since has still
// the wording that was corrected; what it has taken over is no correction more.
func (b TalkBook) sayings(l loggedTalk, f flows.TalkField) []saying {
	now, by := l.Talk.Field(f), b.memberName(l.Talk.By)
	all := []saying{{fieldName(f), by, wording(f, now)}}
	for _, a := range l.answers {
		for _, c := range open(l, a) {
			if c.Field != f {
				continue
			}
			if c.Was != now {
				all = append(all, saying{fieldName(f), by + "（原记）", wording(f, c.Was)})
			}
			all = append(all, saying{fieldName(f), b.memberName(a.By) + "（更正）", wording(f, c.Says)})
		}
	}
	return all
}

// open are the corrections that the log has not taken over.
func open(l loggedTalk, a flows.TalkAnswer) []flows.TalkCorrection {
	return filtered(a.Corrections, func(c flows.TalkCorrection) bool { return c.Says != l.Talk.Field(c.Field) })
}

func wording(f flows.TalkField, s string) string {
	switch f {
	case flows.DateField:
		return dayName(s)
	case flows.KindField:
		return talkKindName(flows.TalkKind(s))
	}
	return s
}

// field is what stands in a form. What nobody was asked for, or skipped, stays
// blank; several wordings stand under the names of who said so.
func (b TalkBook) field(l loggedTalk, f flows.TalkField) string {
	all := b.sayings(l, f)
	if len(all) == 1 {
		return all[0].text
	}
	after, lines := "：", []string{}
	if short(f) {
		after = "：\n"
	}
	for _, s := range all {
		lines = append(lines, s.by+after+cmp.Or(s.text, "（未填写）"))
	}
	return strings.Join(lines, "\n")
}

// replies are 对方回应: what each of the other side said, then who has not.
func (b TalkBook) replies(l loggedTalk) string {
	var all []string
	for _, a := range l.answers {
		said := b.memberName(a.By) + reply(l, a)
		if a.Text != "" {
			said += "：" + a.Text
		}
		all = append(all, said)
	}
	if len(l.silent) > 0 {
		all = append(all, "对方"+l.silence()+b.whichOf(l))
	}
	return strings.Join(all, "\n")
}

// whichOf names those of a group who have not answered; who talked alone needs
// no name.
func (b TalkBook) whichOf(l loggedTalk) string {
	if !l.Talk.Group() {
		return ""
	}
	var names []string
	for _, m := range l.silent {
		names = append(names, b.memberName(m))
	}
	return "：" + strings.Join(names, "、")
}

// replied tells in short what the other side answered.
func (b TalkBook) replied(l loggedTalk) string {
	var all []string
	for _, a := range l.answers {
		all = append(all, b.memberName(a.By)+"："+reply(l, a))
	}
	for _, m := range l.silent {
		all = append(all, b.memberName(m)+"："+l.silence())
	}
	return strings.Join(all, "\n")
}

func (l loggedTalk) silence() string {
	if l.early {
		return "尚未答复"
	}
	return "未答复"
}

func reply(l loggedTalk, a flows.TalkAnswer) string {
	if a.Verdict == flows.TalkCorrected && len(open(l, a)) == 0 {
		return "所作更正已采纳"
	}
	return replyName(a.Verdict)
}

func replyName(v flows.TalkVerdict) string {
	switch v {
	case flows.TalkConfirmed:
		return "确认记录属实"
	case flows.TalkCorrected:
		return "确认，更正处见各栏"
	case flows.TalkObjected:
		return "有异议"
	}
	return ""
}

// rate is a number of the 情况统计表 with what is missing.
func (r talkRow) rate(k flows.TalkKind) string {
	if r.short[k] > 0 {
		return fmt.Sprintf("%d\n差%d", r.Kinds[k], r.short[k])
	}
	return strconv.Itoa(r.Kinds[k])
}

// notes say what the 情况统计表 counts; due says more of what is required.
func (b TalkBook) notes(due string) []string {
	all := []string{"应谈、已谈按必谈对象计，" + due + "其余各栏按人次计。" + howCounted,
		fmt.Sprintf("班子成员之间的谈话，双方各计1次。合计为各行之和；不重复计，共开展谈心谈话%d人次，应谈%d对，已谈%d对，未谈%d对。",
			b.total.Times(), b.total.Due, b.total.Done, b.total.Due-b.total.Done)}
	var others []string
	for _, s := range describe(b.round).Subjects {
		if n := b.heard[s.ID]; n > 0 && s.Kind != flows.MemberKind {
			others = append(others, fmt.Sprintf("%s意见建议%d条", about(s), n))
		}
	}
	heard := "收到意见条数，是对方在谈话中所提、已转入征求意见的条数"
	if len(others) > 0 {
		heard += "；另有" + strings.Join(others, "、")
	}
	return append(all, heard+"。")
}
