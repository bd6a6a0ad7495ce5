package talk

import (
	"fmt"
	"testing"

	"soundings/flows"
)

func TestTheKindFollowsFromTheRoster(t *testing.T) {
	r := bureau()
	heads := change(bureau(), func(r *flows.Round) { r.Departments[1].Head = "赵敏" })
	noBranch := change(bureau(), func(r *flows.Round) { r.Members[1].Branch = "" })
	for _, c := range []struct {
		name  string
		round flows.Round
		by    flows.SubjectID
		with  []flows.Counterpart
		want  flows.TalkKind
		may   string // besides
	}{
		{"the principal with a member", r, "wang", []flows.Counterpart{member("li")}, flows.PrincipalTalk, "[principal requested]"},
		{"a member with the principal", r, "li", []flows.Counterpart{member("wang")}, flows.PrincipalTalk, "[principal requested]"},
		{"two members", r, "li", []flows.Counterpart{member("zhao")}, flows.MemberTalk, "[member requested]"},
		{"two members, one by name", r, "li", []flows.Counterpart{named("赵敏")}, flows.MemberTalk, "[member requested]"},
		{"two members, one heading a department of the other's", heads, "li", []flows.Counterpart{member("zhao")}, flows.MemberTalk, "[member department requested]"},
		{"with the head of a department in one's charge", r, "li", []flows.Counterpart{headOf(r, "rsc")}, flows.DepartmentTalk, "[department branch requested]"},
		{"with that head by name", r, "li", []flows.Counterpart{named("钱进")}, flows.DepartmentTalk, "[department branch requested]"},
		{"with the head of another's department", r, "li", []flows.Counterpart{headOf(r, "bgs")}, flows.RequestedTalk, "[department branch requested]"},
		{"with somebody else", r, "li", []flows.Counterpart{named("陈静")}, flows.BranchTalk, "[department branch requested]"},
		{"with somebody else, in no branch", noBranch, "li", []flows.Counterpart{named("陈静")}, flows.RequestedTalk, "[department branch requested]"},
		{"a group of members", r, "li", []flows.Counterpart{member("zhao"), member("wang")}, flows.PrincipalTalk, "[principal member requested]"},
		{"a group of mostly heads", r, "li", []flows.Counterpart{member("zhao"), headOf(r, "rsc"), headOf(r, "cwc")}, flows.DepartmentTalk, "[member department branch requested]"},
		{"a group of one each", r, "li", []flows.Counterpart{named("陈静"), headOf(r, "rsc")}, flows.DepartmentTalk, "[department branch requested]"},
		{"with nobody yet", r, "li", nil, flows.RequestedTalk, "[]"},
		{"by nobody of the team", r, "xxx", []flows.Counterpart{member("li")}, flows.MemberTalk, "[member requested]"},
	} {
		if got := KindOf(c.round, c.by, c.with); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
		if got := fmt.Sprint(Kinds(c.round, c.by, c.with)); got != c.may {
			t.Errorf("%s: may be %s, want %s", c.name, got, c.may)
		}
	}
}
