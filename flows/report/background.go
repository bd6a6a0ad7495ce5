package report

import (
	"fmt"
	"slices"
	"strings"

	"soundings/flows"
)

// headline is the title of the document, without repeating what the unit or
// the round's own title says already.
func (m Model) headline() string {
	head := m.Round.occasion() + "征求意见情况"
	if !strings.HasPrefix(head, m.Round.Unit) {
		head = m.Round.Unit + head
	}
	if m.restricted() {
		return head + "反馈单（" + shortName(m.Round.Subjects[0]) + "）"
	}
	return head + "报告"
}

// occasion is the meeting that opinions are solicited for.
func (r Round) occasion() string { return strings.TrimSuffix(r.Title, "征求意见") }

func shortName(s Subject) string {
	s.Post = ""
	return called(s)
}

// background are the paragraphs of 一、基本情况: when, how, about what, and the
// counting sentence, and what it counted as talks. It says what the round's
// settings say and invents nothing.
func (m Model) background() []string {
	all := []string{m.when() + "。" + m.theme() + m.scope(), m.Sentence()}
	if m.Counts.Talks > 0 {
		all = append(all, m.talking())
	}
	return all
}

// talking tells the talks by kind, how many of those required were held, and
// what 人次 counts.
func (m Model) talking() string {
	var kinds []string
	for _, k := range flows.TalkKinds() {
		if n := m.Talks.ByKind[k]; n > 0 {
			kinds = append(kinds, fmt.Sprintf("%s%d人次", talkKindName(k), n))
		}
	}
	s := "谈心谈话中，" + strings.Join(kinds, "、") + "。"
	if m.Talks.Required > 0 {
		s += fmt.Sprintf("按要求应谈%d对，已谈%d对，未谈%d对。", m.Talks.Required, m.Talks.Done, len(m.Talks.Missing))
	}
	return s + howCounted
}

// howCounted says what 人次 counts.
const howCounted = "人次按谈话对象逐人计算：与一人在同一天谈话计1人次，集体谈话每名对象计1人次，双方都有记录的不重复计算。"

// theme is the meeting's, where it is one and has one.
func (m Model) theme() string {
	theme, of := fold(m.Round.Theme), ""
	if theme == "" {
		return ""
	}
	if strings.HasSuffix(m.Round.occasion(), "会") {
		of = "会议"
	}
	return of + "主题是：" + closed(theme, "。")
}

func (m Model) when() string {
	parts := []string{"根据" + m.Round.occasion() + "安排"}
	if p := period(m.Round.Opens, m.Round.Closes); p != "" {
		parts = append(parts, p)
	}
	return strings.Join(append(parts, m.Round.Unit+"采取"+m.channels()+"方式征求意见建议"), "，")
}

func (m Model) channels() string {
	if slices.Contains(m.ways(), Gathered) {
		return "多种"
	}
	return channelNames(m.ways())
}

func (m Model) scope() string {
	members := 0
	for _, s := range m.Round.Subjects {
		if s.Kind == flows.MemberKind {
			members++
		}
	}
	if members == 0 {
		return fmt.Sprintf("征求意见范围包括%s和其他工作，重点围绕%s。", m.team(), m.aspects())
	}
	return fmt.Sprintf("征求意见范围包括%s、%d名班子成员和其他工作，重点围绕%s。", m.team(), members, m.aspects())
}

// aspects are enumerated, and numbered where one would be taken for two.
func (m Model) aspects() string {
	var labels, numbered []string
	for i, a := range m.Round.Aspects {
		labels = append(labels, bareLabel(a.Label))
		numbered = append(numbered, fmt.Sprintf("（%d）%s", i+1, labels[i]))
	}
	all := strings.Join(labels, "")
	switch {
	case len(labels) == 1:
		return labels[0] + "方面"
	case strings.ContainsAny(all, "、，；"):
		return fmt.Sprintf("以下%d个方面：%s", len(labels), strings.Join(numbered, "；"))
	}
	return fmt.Sprintf("%s等%d个方面", strings.Join(labels, "、"), len(labels))
}
