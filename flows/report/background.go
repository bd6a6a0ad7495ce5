package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"soundings/flows"
)

// headline is the title of the document, without repeating what the unit or
// the round's own title says already.
func (m Model) headline() string {
	head := m.occasion() + "征求意见情况"
	if !strings.HasPrefix(head, m.Round.Unit) {
		head = m.Round.Unit + head
	}
	if m.restricted() {
		return head + "反馈单（" + shortName(m.Round.Subjects[0]) + "）"
	}
	return head + "报告"
}

// occasion is the meeting that opinions are solicited for.
func (m Model) occasion() string { return strings.TrimSuffix(m.Round.Title, "征求意见") }

func shortName(s Subject) string {
	s.Post = ""
	return called(s)
}

// background are the paragraphs of 一、基本情况: when, how, about what, and the
// counting sentence. It says what the round's settings say and invents nothing.
func (m Model) background() []string {
	return []string{m.when() + "。" + m.theme() + m.scope(), m.Sentence()}
}

// theme is the meeting's, where it is one and has one.
func (m Model) theme() string {
	theme, of := fold(m.Round.Theme), ""
	if theme == "" {
		return ""
	}
	if strings.HasSuffix(m.occasion(), "会") {
		of = "会议"
	}
	return of + "主题是：" + closed(theme, "。")
}

func (m Model) when() string {
	parts := []string{"根据" + m.occasion() + "安排"}
	if p := period(m.Round.Opens, m.Round.Closes); p != "" {
		parts = append(parts, p)
	}
	return strings.Join(append(parts, m.Round.Unit+"采取"+m.channels()+"方式征求意见建议"), "，")
}

func (m Model) channels() string {
	var names []string
	for _, c := range slices.Sorted(maps.Keys(m.Counts.ByChannel)) {
		names = append(names, channelName(c))
	}
	return strings.Join(names, "、")
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
