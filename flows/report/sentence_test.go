package report

import (
	"testing"

	"soundings/flows"
)

func TestSentence(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(*Input)
	}{
		{"tickets", "发放参与码20个，12人参与，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。参与人员中，2人表示暂无意见建议。",
			func(in *Input) {}},
		{"open round", "12人参与，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。参与人员中，2人表示暂无意见建议。",
			func(in *Input) { in.Round.Admission = flows.Open }},
		{"no tickets counted", "12人参与，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。",
			func(in *Input) { in.Invited, in.NoOpinion = 0, 0 }},
		{"no members", "发放参与码20个，12人参与，共征求到意见建议4条，均为对局领导班子的意见建议。",
			func(in *Input) { in.Round.Members, in.Opinions, in.NoOpinion = nil, in.Opinions[:4], 0 }},
		{"only of members", "发放参与码20个，12人参与，共征求到意见建议5条，均为对班子成员的意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = in.Opinions[4:9], 0 }},
		{"only other", "发放参与码20个，12人参与，共征求到意见建议1条，为其他意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = in.Opinions[9:], 0 }},
		{"none of the team", "发放参与码20个，12人参与，共征求到意见建议6条，其中对班子成员5条、其他1条。",
			func(in *Input) { in.Opinions, in.NoOpinion = in.Opinions[4:], 0 }},
		{"a team without a name", "发放参与码20个，12人参与，共征求到意见建议5条，其中对领导班子4条、对班子成员1条。",
			func(in *Input) { in.Round.Team.Name, in.Opinions, in.NoOpinion = "", in.Opinions[:5], 0 }},
		{"nothing said", "发放参与码20个，12人参与，未征求到意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = nil, 0 }},
		{"all had nothing to say", "发放参与码20个，12人参与，未征求到意见建议。参与人员中，12人表示暂无意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = nil, 12 }},
		{"exactly k may have written", "发放参与码20个，12人参与，共征求到意见建议1条，为对局领导班子的意见建议。参与人员中，7人表示暂无意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = in.Opinions[:1], 7 }},
		{"fewer than k may have written", "发放参与码20个，12人参与，共征求到意见建议1条，为对局领导班子的意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = in.Opinions[:1], 8 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := oddInput()
			c.change(&in)
			if got := assembled(t, in).Sentence(); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestSentenceOfAMergedRound(t *testing.T) {
	m := merge(assembled(t, oddInput()), "team", 3)
	want := "发放参与码20个，12人参与，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条，梳理归并为8条。参与人员中，2人表示暂无意见建议。"
	if got := m.Sentence(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
}

func TestSentenceOfOneSubject(t *testing.T) {
	m := merge(assembled(t, oddInput()), "team", 2)
	for subject, want := range map[flows.SubjectID]string{
		"team":  "发放参与码20个，12人参与，征求到对局领导班子的意见建议4条，梳理归并为3条。",
		"wang":  "发放参与码20个，12人参与，征求到对王建国同志的意见建议3条。",
		"li":    "发放参与码20个，12人参与，未征求到对李红同志的意见建议。",
		"other": "发放参与码20个，12人参与，征求到其他意见建议1条。",
	} {
		part, err := m.Only(subject)
		if err != nil {
			t.Fatal(err)
		}
		if got := part.Sentence(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", subject, got, want)
		}
	}
}

func TestPeriod(t *testing.T) {
	for _, c := range []struct{ opens, closes, want string }{
		{"2026-11-01", "2026-11-20", "2026年11月1日至11月20日"},
		{"2026-12-25", "2027-01-04", "2026年12月25日至2027年1月4日"},
		{"2026-01-04", "2026-01-04", "2026年1月4日"},
		{"2026-01-04", "", "2026年1月4日"},
		{"", "", ""},
	} {
		if got := period(c.opens, c.closes); got != c.want {
			t.Errorf("period(%s, %s) = %s, want %s", c.opens, c.closes, got, c.want)
		}
	}
}
