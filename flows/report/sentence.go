package report

import (
	"fmt"
	"strings"

	"soundings/flows"
)

// Sentence is the counting sentence of the report (DESIGN section 8). It says
// only what happened: no 发放 where no tickets were handed out, no 梳理归并 where
// nothing was merged, no 班子成员 where the round has none. In a Model that Only
// made, it counts that subject's opinions alone.
//
// How many had nothing to say follows as a sentence of its own.
func (m Model) Sentence() string {
	c, parts := m.Counts, []string{}
	if c.Invited > 0 {
		parts = append(parts, fmt.Sprintf("发放参与码%d个", c.Invited))
	}
	parts = append(parts, fmt.Sprintf("%d人参与", c.Participants), m.collected())
	if c.Points < c.Opinions {
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
		return fmt.Sprintf("征求到%s意见建议%d条", about(m.Round.Subjects[0]), n)
	case n == 0:
		return nothing
	}
	return fmt.Sprintf("共征求到意见建议%d条，其中%s", n, m.shares())
}

// shares are the opinions by kind of subject.
func (m Model) shares() string {
	of, members := map[flows.SubjectKind]int{}, false
	for _, s := range m.Round.Subjects {
		of[s.Kind] += m.Counts.BySubject[s.ID]
		members = members || s.Kind == flows.MemberKind
	}
	parts := []string{fmt.Sprintf("对领导班子%d条", of[flows.TeamKind])}
	if members {
		parts = append(parts, fmt.Sprintf("对班子成员%d条", of[flows.MemberKind]))
	}
	return strings.Join(append(parts, fmt.Sprintf("其他%d条", of[flows.OtherKind])), "、")
}

// noOpinion stays silent where it would say that fewer than k can have written
// what follows. Where nothing was written there is nobody to protect.
func (m Model) noOpinion() string {
	c := m.Counts
	if c.NoOpinion == 0 || c.Opinions > 0 && c.Participants-c.NoOpinion < m.Round.K {
		return ""
	}
	return fmt.Sprintf("参与人员中，%d人表示暂无意见建议。", c.NoOpinion)
}
