package report

import (
	"fmt"
	"strings"

	"soundings/flows"
)

// Sentence is the counting sentence of the report (DESIGN section 8). It says
// only what happened: no 发放 where no tickets were handed out, no forms, seminars,
// interviews or boxes where none were entered, no 梳理归并 before anything was merged
// or a workbook came back edited, no 谈心谈话 where nobody talked, no 班子成员 where nothing was
// said about any. In a Model that
// Only made, it counts that subject's opinions alone.
//
// How many had nothing to say follows as a sentence of its own.
func (m Model) Sentence() string {
	c, parts := m.Counts, []string{}
	if c.Invited > 0 {
		parts = append(parts, fmt.Sprintf("发放参与码%d个", c.Invited))
	}
	parts = append(parts, fmt.Sprintf("%d人参与", c.Participants))
	parts = append(parts, m.Figures.told()...)
	if c.Talks > 0 {
		parts = append(parts, fmt.Sprintf("开展谈心谈话%d人次", c.Talks))
	}
	parts = append(parts, m.collected())
	if c.Points < c.Opinions || m.Edits > 0 && c.Opinions > 0 {
		parts = append(parts, fmt.Sprintf("梳理归并为%d条", c.Points))
	}
	return strings.Join(parts, "，") + "。" + m.noOpinion()
}

func (m Model) collected() string {
	n := m.Counts.Opinions
	switch {
	case m.restricted() && n == 0:
		return "未征求到" + about(m.Round.Subjects[0]) + "意见建议"
	case m.restricted():
		return fmt.Sprintf("征求到%s意见建议%d条%s", about(m.Round.Subjects[0]), n, m.byWay())
	case n == 0:
		return nothing
	}
	return fmt.Sprintf("共征求到意见建议%d条%s，%s", n, m.byWay(), m.shares())
}

// byWay counts the opinions of each channel, where not all are of the first.
func (m Model) byWay() string {
	var parts []string
	n, of := m.Counts.ByChannel, Chat
	for _, c := range m.ways() {
		if n[c] > 0 {
			parts, of = append(parts, fmt.Sprintf("%s%d条", channelName(c), n[c])), c
		}
	}
	switch {
	case len(parts) > 1:
		return "（" + strings.Join(parts, "、") + "）"
	case of == Chat, of == Gathered:
		return ""
	}
	return "（均来自" + channelName(of) + "）"
}

// shares are the opinions by kind of subject: those that there are.
func (m Model) shares() string {
	of := map[flows.SubjectKind]int{}
	for _, s := range m.Round.Subjects {
		of[s.Kind] += m.Counts.BySubject[s.ID]
	}
	var parts []string
	for _, kind := range []flows.SubjectKind{flows.TeamKind, flows.MemberKind, flows.OtherKind} {
		switch n := of[kind]; {
		case n > 0 && n == m.Counts.Opinions:
			return m.allOf(kind)
		case n > 0:
			parts = append(parts, fmt.Sprintf("%s%d条", m.toward(kind), n))
		}
	}
	return "其中" + strings.Join(parts, "、")
}

// allOf says that all opinions are about one kind of subject.
func (m Model) allOf(kind flows.SubjectKind) string {
	verb, of := "均为", "的"
	if m.Counts.Opinions == 1 {
		verb = "为"
	}
	if kind == flows.OtherKind {
		of = ""
	}
	return verb + m.toward(kind) + of + "意见建议"
}

// toward stands before a kind's number: 对局领导班子, 对班子成员, 其他.
func (m Model) toward(kind flows.SubjectKind) string {
	switch kind {
	case flows.TeamKind:
		return "对" + m.team()
	case flows.MemberKind:
		return "对班子成员"
	}
	return "其他"
}

// team is the name that the round gives its team.
func (m Model) team() string {
	for _, s := range m.Round.Subjects {
		if s.Kind == flows.TeamKind {
			return s.Name
		}
	}
	return teamName
}

func (m Model) noOpinion() string {
	if m.Counts.NoOpinion == nil {
		return ""
	}
	return fmt.Sprintf("参与人员中，%d人表示暂无意见建议。", *m.Counts.NoOpinion)
}
