package report

import (
	"fmt"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/talk"
)

// blank is where somebody is to write something we do not know.
const blank = "＿＿＿＿＿＿"

func talkKindName(k flows.TalkKind) string {
	switch k {
	case flows.PrincipalTalk:
		return "主要负责同志与班子成员"
	case flows.MemberTalk:
		return "班子成员之间"
	case flows.DepartmentTalk:
		return "班子成员与分管部门负责人"
	case flows.BranchTalk:
		return "班子成员与所在支部党员代表"
	}
	return "接受约谈"
}

// posted is a name with a post, which is left open where nobody told it.
func posted(name, post string) string {
	if post == "" {
		post = blank
	}
	return fold(name) + "（" + fold(post) + "）"
}

func (b TalkBook) memberName(id flows.SubjectID) string {
	m, _ := b.round.Member(id)
	return fold(m.Name)
}

func (b TalkBook) memberPosted(id flows.SubjectID) string {
	m, _ := b.round.Member(id)
	return posted(m.Name, m.Post)
}

// person is one of the other side with their post, as the forms ask for it.
func (b TalkBook) person(c flows.Counterpart) string {
	switch {
	case c.Member != "":
		return b.memberPosted(c.Member)
	case c.Department != "":
		return posted(c.Name, b.headship(c.Department))
	}
	return posted(c.Name, "")
}

// persons are the other side. In a group a post that nobody told is left out:
// of twenty people the form would hold little but blanks.
func (b TalkBook) persons(t flows.Talk) string {
	return joinedBy(t.With, func(c flows.Counterpart) string {
		if t.Group() && c.Member == "" && c.Department == "" {
			return fold(c.Name)
		}
		return b.person(c)
	})
}

func (b TalkBook) names(all []flows.Counterpart) string {
	return joinedBy(all, func(c flows.Counterpart) string {
		if c.Member != "" {
			return b.memberName(c.Member)
		}
		return fold(c.Name)
	})
}

// inShort are the names of few, or of a group the first.
func (b TalkBook) inShort(all []flows.Counterpart) string {
	if len(all) <= 3 {
		return b.names(all)
	}
	return fmt.Sprintf("%s等%d人", b.names(all[:1]), len(all))
}

func joinedBy(all []flows.Counterpart, name func(flows.Counterpart) string) string {
	var names []string
	for _, c := range all {
		names = append(names, name(c))
	}
	return strings.Join(names, "、")
}

func (b TalkBook) headship(id flows.DepartmentID) string {
	d, _ := b.round.Department(id)
	return fold(d.Name) + "负责人"
}

// owed is the other side of a required talk, as far as it is known who it is.
func (b TalkBook) owed(d talk.Due) string {
	m, _ := b.round.Member(d.By)
	switch {
	case d.With.Member != "":
		return b.memberName(d.With.Member)
	case d.With.Department != "":
		return b.person(d.With)
	}
	return fold(m.Branch) + "党员代表"
}

// way is how a talk was held.
func way(t flows.Talk) string {
	if t.Group() {
		return fmt.Sprintf("集体（%d人）", len(t.With))
	}
	return "一对一"
}

// dayName is a day as documents write it; what is none stays as it is.
func dayName(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return date(t)
}
