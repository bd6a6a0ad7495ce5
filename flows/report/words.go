package report

import (
	"fmt"
	"strings"
	"time"

	"soundings/flows"
)

const (
	teamName  = "领导班子"
	otherName = "其他工作"
	nothing   = "未征求到意见建议"
	heardIn   = "谈心谈话中听取的意见建议"

	toTheTeam = "领导班子成员"

	noAspectName = "其他"
)

// comrade is a member's name as documents give it.
func comrade(name string) string {
	return strings.TrimSuffix(name, "同志") + "同志"
}

// called is a subject as a heading names it: 王建国同志（党组书记、局长）.
func called(s Subject) string {
	switch {
	case s.Kind == flows.TeamKind:
		return s.Name
	case s.Kind == flows.OtherKind:
		return otherName
	case s.Post == "":
		return comrade(s.Name)
	}
	return comrade(s.Name) + "（" + s.Post + "）"
}

// about stands before 意见建议: 对王建国同志的意见建议, 其他意见建议.
func about(s Subject) string {
	switch s.Kind {
	case flows.TeamKind:
		return "对" + s.Name + "的"
	case flows.MemberKind:
		return "对" + comrade(s.Name) + "的"
	}
	return "其他"
}

func sectionName(k flows.SubjectKind) string {
	switch k {
	case flows.TeamKind:
		return "对领导班子的意见建议"
	case flows.MemberKind:
		return "对班子成员的意见建议"
	}
	return "其他意见建议"
}

// aspectName is an aspect as a heading: 理论学习方面.
func aspectName(label string) string {
	if label == "" {
		return noAspectName + "方面"
	}
	return bareLabel(label) + "方面"
}

// bareLabel is an aspect's label where 方面 would be said twice.
func bareLabel(label string) string { return strings.TrimSuffix(plainLabel(label), "方面") }

// plainLabel is an aspect's label as papers write it. The middle dot that keeps
// labels short on a button stands in no official paper.
func plainLabel(label string) string { return strings.ReplaceAll(label, "·", "、") }

func kindName(k flows.Kind) string {
	switch k {
	case flows.Problem:
		return "存在的问题"
	case flows.Proposal:
		return "改进建议"
	}
	return "未分性质"
}

func kindShort(k flows.Kind) string {
	switch k {
	case flows.Problem:
		return "问题"
	case flows.Proposal:
		return "建议"
	}
	return "意见"
}

// numeral counts sections, of which there are fewer than a hundred, from 0 on:
// （一）（二）（三）.
func numeral(n int) string {
	digits := []string{"", "一", "二", "三", "四", "五", "六", "七", "八", "九"}
	switch tens, ones := (n+1)/10, digits[(n+1)%10]; tens {
	case 0:
		return ones
	case 1:
		return "十" + ones
	default:
		return digits[tens] + "十" + ones
	}
}

// period is a round's window: 2026年11月1日至11月20日.
func period(opens, closes string) string {
	from, err := time.Parse(time.DateOnly, opens)
	if err != nil {
		return ""
	}
	to, err := time.Parse(time.DateOnly, closes)
	switch {
	case err != nil || to.Equal(from):
		return date(from)
	case to.Year() == from.Year():
		return date(from) + fmt.Sprintf("至%d月%d日", to.Month(), to.Day())
	}
	return date(from) + "至" + date(to)
}

func date(t time.Time) string {
	return fmt.Sprintf("%d年%d月%d日", t.Year(), t.Month(), t.Day())
}
