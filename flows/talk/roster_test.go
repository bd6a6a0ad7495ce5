package talk

import (
	"fmt"
	"strings"

	"soundings/flows"
)

func allRules() []flows.TalkRule {
	return []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}
}

// bureau is a team of three: the principal, and two in one branch. Nobody is in
// charge of the archive, and nobody heads the works.
func bureau() flows.Round {
	return flows.Round{
		ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", Title: "专题民主生活会", Unit: "某局党组", State: flows.Opened, K: 5,
		Members: []flows.Member{
			{ID: "wang", Name: "王建国", Post: "局长", Principal: true, Charge: []flows.DepartmentID{"bgs"}, Branch: "第一党支部"},
			{ID: "li", Name: "李红", Post: "副局长", Charge: []flows.DepartmentID{"rsc", "cwc"}, Branch: "第二党支部"},
			{ID: "zhao", Name: "赵敏", Post: "副局长", Charge: []flows.DepartmentID{"gcc"}, Branch: "第二党支部"},
		},
		Departments: []flows.Department{
			{ID: "bgs", Name: "办公室", Head: "周正"}, {ID: "rsc", Name: "人事处", Head: "钱进"}, {ID: "cwc", Name: "财务处", Head: "孙丽"},
			{ID: "dag", Name: "档案馆", Head: "吴刚"}, {ID: "gcc", Name: "工程处"},
		},
		TalkRules: allRules(),
	}
}

// team has n members, each with a branch and a department of their own, the
// first the principal or not.
func team(n int, principal bool) flows.Round {
	r := flows.Round{TalkRules: allRules()}
	for i := range n {
		id := fmt.Sprint(i + 1)
		r.Members = append(r.Members, flows.Member{ID: flows.SubjectID("m" + id), Name: "成员" + id, Principal: principal && i == 0,
			Charge: []flows.DepartmentID{flows.DepartmentID("d" + id)}, Branch: "支部"})
		r.Departments = append(r.Departments, flows.Department{ID: flows.DepartmentID("d" + id), Name: "处" + id, Head: "处长" + id})
	}
	return r
}

// change is a round with something changed.
func change(r flows.Round, how func(*flows.Round)) flows.Round {
	how(&r)
	return r
}

func member(id flows.SubjectID) flows.Counterpart { return flows.Counterpart{Member: id} }
func named(name string) flows.Counterpart         { return flows.Counterpart{Name: name} }
func headOf(r flows.Round, id flows.DepartmentID) flows.Counterpart {
	d, _ := r.Department(id)
	return head(d)
}

// talked is a talk on the third of November, of the kind that the roster tells.
func talked(r flows.Round, by flows.SubjectID, with ...flows.Counterpart) flows.Talk {
	return flows.Talk{By: by, With: with, Kind: KindOf(r, by, with), Date: "2026-11-03", Own: "下去得少"}
}

func on(day string, t flows.Talk) flows.Talk { t.Date = day; return t }
func as(k flows.TalkKind, t flows.Talk) flows.Talk {
	t.Kind = k
	return t
}

// briefly says a due as by-with, where with is empty for a branch.
func briefly(d Due) string {
	with := string(d.With.Member)
	if with == "" {
		with = string(d.With.Department)
	}
	return string(d.By) + "-" + with
}

func brief(all []Due) string {
	var words []string
	for _, d := range all {
		words = append(words, briefly(d))
	}
	return strings.Join(words, " ")
}
