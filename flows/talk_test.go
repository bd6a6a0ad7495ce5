package flows

import (
	"strings"
	"testing"
)

func talkRound() Round {
	return Round{
		Members:     []Member{{ID: "wang", Name: "王建国", Principal: true}, {ID: "li", Name: "李红"}},
		Departments: []Department{{ID: "bgs", Name: "办公室", Head: "周正"}},
	}
}

func TestATalkIsCheckedAgainstTheRoster(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Talk)
		want   string // key; empty: it passes
	}{
		{"with a member", func(*Talk) {}, ""},
		{"with the head of a department", func(t *Talk) { t.With = []Counterpart{{Department: "bgs", Name: "周正"}} }, ""},
		{"with a name", func(t *Talk) { t.With = []Counterpart{{Name: "赵敏"}} }, ""},
		{"with a group", func(t *Talk) { t.With = append(t.With, Counterpart{Name: "赵敏"}) }, ""},
		{"by nobody of the team", func(t *Talk) { t.By = "zhao" }, "talk.bad_member"},
		{"of no kind", func(t *Talk) { t.Kind = "chat" }, "talk.bad_kind"},
		{"on 29 February of a common year", func(t *Talk) { t.Date = "2026-02-29" }, "talk.bad_date"},
		{"with nobody", func(t *Talk) { t.With = nil }, "talk.bad_counterpart"},
		{"with oneself", func(t *Talk) { t.With[0].Member = "wang" }, "talk.bad_counterpart"},
		{"with one person twice", func(t *Talk) { t.With = append(t.With, t.With[0]) }, "talk.bad_counterpart"},
		{"with a member and a name", func(t *Talk) { t.With[0].Name = "李红" }, "talk.bad_counterpart"},
		{"with a department and no name", func(t *Talk) { t.With = []Counterpart{{Department: "bgs"}} }, "talk.bad_counterpart"},
		{"with a department that is not there", func(t *Talk) { t.With = []Counterpart{{Department: "xxx", Name: "周正"}} }, "talk.bad_counterpart"},
		{"of which nothing was said", func(t *Talk) { t.Own = "" }, "talk.bad_text"},
		{"with too much said", func(t *Talk) { t.Agreed = strings.Repeat("长", MaxTalkText+1) }, "talk.bad_text"},
		{"at a place with control characters", func(t *Talk) { t.At = "会议室\x00" }, "talk.bad_text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			talk := Talk{By: "wang", With: []Counterpart{{Member: "li"}}, Kind: PrincipalTalk, Date: "2026-11-03", Own: "抓落实不够紧"}
			c.change(&talk)
			if err := talk.Validate(talkRound()); err != nil && KeyOf(err) != c.want || err == nil && c.want != "" {
				t.Errorf("%v, want %q", err, c.want)
			}
		})
	}
}
