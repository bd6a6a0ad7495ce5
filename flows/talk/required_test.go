package talk

import (
	"testing"

	"soundings/flows"
)

func TestHowManyTalksARoundRequires(t *testing.T) {
	for _, c := range []struct {
		members   int
		principal bool
		want      map[flows.TalkRule]int
	}{
		{1, true, map[flows.TalkRule]int{flows.DepartmentHeads: 1, flows.BranchPartyMember: 1}},
		{1, false, map[flows.TalkRule]int{flows.DepartmentHeads: 1, flows.BranchPartyMember: 1}},
		{2, true, map[flows.TalkRule]int{flows.PrincipalMembers: 1, flows.DepartmentHeads: 2, flows.BranchPartyMember: 2}},
		{2, false, map[flows.TalkRule]int{flows.MembersEachOther: 1, flows.DepartmentHeads: 2, flows.BranchPartyMember: 2}},
		{5, true, map[flows.TalkRule]int{flows.PrincipalMembers: 4, flows.MembersEachOther: 6, flows.DepartmentHeads: 5, flows.BranchPartyMember: 5}},
		{5, false, map[flows.TalkRule]int{flows.MembersEachOther: 10, flows.DepartmentHeads: 5, flows.BranchPartyMember: 5}},
		{9, true, map[flows.TalkRule]int{flows.PrincipalMembers: 8, flows.MembersEachOther: 28, flows.DepartmentHeads: 9, flows.BranchPartyMember: 9}},
		{9, false, map[flows.TalkRule]int{flows.MembersEachOther: 36, flows.DepartmentHeads: 9, flows.BranchPartyMember: 9}},
	} {
		got := map[flows.TalkRule]int{}
		for _, d := range Required(team(c.members, c.principal)) {
			got[d.Rule]++
		}
		for _, rule := range allRules() {
			if got[rule] != c.want[rule] {
				t.Errorf("team of %d, principal %v, %s: %d talks, want %d", c.members, c.principal, rule, got[rule], c.want[rule])
			}
		}
	}
}

func TestWhoMustTalkWithWhom(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*flows.Round)
		want   string
	}{
		{"by rule, then by rank; nobody for the archive and the works", func(*flows.Round) {},
			"wang-li wang-zhao li-zhao wang-bgs li-rsc li-cwc wang- li- zhao-"},
		{"the rules in any order", func(r *flows.Round) { r.TalkRules = []flows.TalkRule{flows.MembersEachOther, flows.PrincipalMembers} },
			"wang-li wang-zhao li-zhao"},
		{"a rule named twice", func(r *flows.Round) {
			r.TalkRules = []flows.TalkRule{flows.BranchPartyMember, flows.BranchPartyMember}
		}, "wang- li- zhao-"},
		{"members with each other alone", func(r *flows.Round) { r.TalkRules = []flows.TalkRule{flows.MembersEachOther} }, "li-zhao"},
		{"no rule", func(r *flows.Round) { r.TalkRules = nil }, ""},
		{"no members", func(r *flows.Round) { r.Members = nil }, ""},
		{"a principal who is not the first in rank", func(r *flows.Round) { r.Members[0].Principal, r.Members[1].Principal = false, true },
			"li-wang li-zhao wang-zhao wang-bgs li-rsc li-cwc wang- li- zhao-"},
		{"a member who is in no branch", func(r *flows.Round) { r.Members[1].Branch = "" },
			"wang-li wang-zhao li-zhao wang-bgs li-rsc li-cwc wang- zhao-"},
		{"a department headed by a member, who is talked with anyway", func(r *flows.Round) { r.Departments[1].Head = "赵敏" },
			"wang-li wang-zhao li-zhao wang-bgs li-cwc wang- li- zhao-"},
		{"a department headed by a member, and no other rule", func(r *flows.Round) {
			r.Departments[0].Head, r.Departments[1].Head = "李红", "王建国"
			r.TalkRules = []flows.TalkRule{flows.DepartmentHeads}
		}, "wang-li li-cwc"},
		{"a department headed by who is in charge of it", func(r *flows.Round) { r.Departments[1].Head = "李红" },
			"wang-li wang-zhao li-zhao wang-bgs li-cwc wang- li- zhao-"},
		{"two departments headed by one person", func(r *flows.Round) { r.Departments[2].Head = "钱进" },
			"wang-li wang-zhao li-zhao wang-bgs li-rsc wang- li- zhao-"},
		{"two in charge of one department", func(r *flows.Round) { r.Members[2].Charge[0] = "rsc" },
			"wang-li wang-zhao li-zhao wang-bgs li-rsc li-cwc zhao-rsc wang- li- zhao-"},
		{"a department that is not there", func(r *flows.Round) { r.Members[2].Charge[0] = "xxx" },
			"wang-li wang-zhao li-zhao wang-bgs li-rsc li-cwc wang- li- zhao-"},
	} {
		if got := brief(Required(change(bureau(), c.change))); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestATalkThatIsDueFacesEitherSide(t *testing.T) {
	d := Required(bureau())[0]
	if !d.Of("wang") || !d.Of("li") || d.Of("zhao") {
		t.Errorf("%+v is not due for the two in it alone", d)
	}
	if d.Facing("wang") != member("li") || d.Facing("li") != member("wang") {
		t.Errorf("facing %v and %v", d.Facing("wang"), d.Facing("li"))
	}
}

func TestEveryRuleHasAKindOfItsOwn(t *testing.T) {
	kinds := map[flows.TalkKind]bool{}
	for _, rule := range allRules() {
		kinds[Due{Rule: rule}.Kind()] = true
	}
	if len(kinds) != len(allRules()) || kinds[flows.RequestedTalk] {
		t.Errorf("kinds %v", kinds)
	}
}
