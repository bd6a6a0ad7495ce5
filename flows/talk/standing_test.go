package talk

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows"
)

func TestWhatATalkCountsFor(t *testing.T) {
	r := bureau()
	inLi := change(bureau(), func(r *flows.Round) { r.Departments[0].Head = "李红" })
	second := change(bureau(), func(r *flows.Round) { r.Members[0].Principal, r.Members[1].Principal = false, true })
	zhaoHeads := change(bureau(), func(r *flows.Round) {
		r.Departments[1].Head, r.TalkRules = "赵敏", []flows.TalkRule{flows.DepartmentHeads}
	})
	for _, c := range []struct {
		name  string
		round flows.Round
		talks []flows.Talk
		want  string
	}{
		{"none", r, nil, ""},
		{"with a member", r, []flows.Talk{talked(r, "wang", member("li"))}, "wang-li"},
		{"logged by the other side", r, []flows.Talk{talked(r, "li", member("wang"))}, "wang-li"},
		{"with a principal who is not the first in rank", second, []flows.Talk{talked(second, "wang", member("li"))}, "li-wang"},
		{"logged by both", r, []flows.Talk{talked(r, "li", member("zhao")), talked(r, "zhao", member("li"))}, "li-zhao"},
		{"with a member by name", r, []flows.Talk{talked(r, "li", named("赵敏"))}, "li-zhao"},
		{"with a head", r, []flows.Talk{talked(r, "li", headOf(r, "cwc"))}, "li-cwc"},
		{"with a head by name", r, []flows.Talk{talked(r, "li", named("孙丽"))}, "li-cwc"},
		{"with the head of another's department", r, []flows.Talk{talked(r, "zhao", headOf(r, "cwc"))}, ""},
		{"with a head who is a member", inLi, []flows.Talk{talked(inLi, "wang", headOf(inLi, "bgs"))}, "wang-li"},
		{"logged by a member who heads the other's department", zhaoHeads, []flows.Talk{talked(zhaoHeads, "zhao", member("li"))}, "li-zhao"},
		{"with a party member of the branch", r, []flows.Talk{talked(r, "li", named("陈静"))}, "li-"},
		{"with somebody who asked for it", r, []flows.Talk{as(flows.RequestedTalk, talked(r, "li", named("陈静")))}, ""},
		{"with a member who asked for it", r, []flows.Talk{as(flows.RequestedTalk, talked(r, "li", member("zhao")))}, "li-zhao"},
		{"with a member of the same branch", r, []flows.Talk{as(flows.BranchTalk, talked(r, "li", member("zhao")))}, "li-zhao"},
		{"with a head as a party member: one talk, one thing", r, []flows.Talk{as(flows.BranchTalk, talked(r, "li", headOf(r, "cwc")))}, "li-"},
		{"a group counts for each, with who logged it", r, []flows.Talk{talked(r, "wang", member("li"), member("zhao"))}, "wang-li wang-zhao"},
		{"a group of all sorts", r, []flows.Talk{as(flows.BranchTalk, talked(r, "li", named("陈静"), headOf(r, "rsc"), member("zhao")))}, "li-zhao li-rsc li-"},
		{"a group of members is no talk with the branch", r, []flows.Talk{talked(r, "li", member("zhao"), member("wang"), named("陈静"))}, "wang-li li-zhao"},
		{"logged by somebody who is gone", r, []flows.Talk{talked(r, "xxx", named("陈静"))}, ""},
	} {
		var done []string
		for _, s := range Standings(c.round, c.talks) {
			if s.Done() {
				done = append(done, briefly(s.Due))
			}
		}
		if got := strings.Join(done, " "); got != c.want {
			t.Errorf("%s: done are %q, want %q", c.name, got, c.want)
		}
	}
}

func TestMoreTalksThanRequiredAreDoneOnce(t *testing.T) {
	r := bureau()
	all := Standings(r, []flows.Talk{on("2026-11-05", talked(r, "wang", member("li"))), talked(r, "li", member("wang")),
		on("2026-11-05", talked(r, "li", member("wang")))})
	if got := all[0].Days; !slices.Equal(got, []string{"2026-11-03", "2026-11-05"}) {
		t.Errorf("days %v", got)
	}
	if len(all) != len(Required(r)) {
		t.Errorf("%d required talks, want %d", len(all), len(Required(r)))
	}
}

func TestAMemberHasTheTalksThatTheyAreIn(t *testing.T) {
	var dues []Due
	for _, s := range StandingsOf("zhao", Standings(bureau(), nil)) {
		dues = append(dues, s.Due)
	}
	if got := brief(dues); got != "wang-zhao li-zhao zhao-" {
		t.Errorf("zhao has %s", got)
	}
}
