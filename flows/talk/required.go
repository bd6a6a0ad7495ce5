package talk

import (
	"slices"

	"soundings/flows"
)

// A Due is a talk that a rule of the round requires, once, whoever logs it.
type Due struct {
	Rule flows.TalkRule
	By   flows.SubjectID   // of two members the principal, else the higher in rank
	With flows.Counterpart // empty for a branch: any party member of it will do
}

// Kind is the kind of talk that is due.
func (d Due) Kind() flows.TalkKind {
	switch d.Rule {
	case flows.PrincipalMembers:
		return flows.PrincipalTalk
	case flows.MembersEachOther:
		return flows.MemberTalk
	case flows.DepartmentHeads:
		return flows.DepartmentTalk
	}
	return flows.BranchTalk
}

// Of says whether the talk is due for a member, from either side.
func (d Due) Of(id flows.SubjectID) bool { return d.By == id || d.With.Member == id }

// Facing is the other side of the talk for one of the two.
func (d Due) Facing(id flows.SubjectID) flows.Counterpart {
	if d.By == id {
		return d.With
	}
	return flows.Counterpart{Member: d.By}
}

// Side is the kind of the talk for one of the two, as a Tally counts it: with the
// principal, with another member, or as it is.
func (d Due) Side(r flows.Round, id flows.SubjectID) flows.TalkKind {
	other, member := r.Member(d.Facing(id).Member)
	switch {
	case member && other.Principal:
		return flows.PrincipalTalk
	case member:
		return flows.MemberTalk
	}
	return d.Kind()
}

// Required are the talks that the rules of a round require (DESIGN section 7,
// “Required talks”), by rule and then by rank. Two people are required to talk
// once, under the first rule that says so.
func Required(r flows.Round) []Due {
	var all []Due
	there := map[pair]bool{}
	for _, rule := range rules() {
		if !slices.Contains(r.TalkRules, rule.name) {
			continue
		}
		for _, p := range rule.pairs(r) {
			if !there[p] {
				there[p], all = true, append(all, Due{rule.name, p.by, p.with})
			}
		}
	}
	return all
}

type rule struct {
	name  flows.TalkRule
	pairs func(flows.Round) []pair
}

func rules() []rule {
	return []rule{
		{flows.PrincipalMembers, withPrincipal},
		{flows.MembersEachOther, eachOther},
		{flows.DepartmentHeads, withHeads},
		{flows.BranchPartyMember, withBranch},
	}
}

// A pair is two who talk, in the order of Due.
type pair struct {
	by   flows.SubjectID
	with flows.Counterpart
}

func (d Due) pair() pair { return pair{d.By, d.With} }

// between is the pair of a member and somebody that the roster knows.
func between(r flows.Round, by flows.SubjectID, with flows.Counterpart) pair {
	if with.Member != "" && rank(r, with.Member) < rank(r, by) {
		return pair{with.Member, flows.Counterpart{Member: by}}
	}
	return pair{by, with}
}

// rank puts the principal before all others.
func rank(r flows.Round, id flows.SubjectID) int {
	return slices.IndexFunc(r.Members, func(m flows.Member) bool { return m.ID == id && !m.Principal })
}

// withPrincipal: where there is no principal, nobody.
func withPrincipal(r flows.Round) []pair {
	var all []pair
	for _, p := range r.Members {
		for _, m := range r.Members {
			if p.Principal && m.ID != p.ID {
				all = append(all, pair{p.ID, flows.Counterpart{Member: m.ID}})
			}
		}
	}
	return all
}

// eachOther: the members but the principal, each with those behind them.
func eachOther(r flows.Round) []pair {
	var all []pair
	for i, m := range r.Members {
		for _, other := range r.Members[i+1:] {
			if !m.Principal && !other.Principal {
				all = append(all, pair{m.ID, flows.Counterpart{Member: other.ID}})
			}
		}
	}
	return all
}

// withHeads: a department that nobody is in charge of or nobody heads asks for
// no talk, and who heads a department of their own has none with themself.
func withHeads(r flows.Round) []pair {
	var all []pair
	for _, m := range r.Members {
		for _, id := range m.Charge {
			d, ok := r.Department(id)
			if !ok || d.Head == "" {
				continue
			}
			if c := known(r, head(d)); c.Member != m.ID {
				all = append(all, between(r, m.ID, c))
			}
		}
	}
	return all
}

// withBranch: who is in no branch, as not everybody is in the Party, has no such
// talk. Two members in one branch need one each: another member will not do.
func withBranch(r flows.Round) []pair {
	var all []pair
	for _, m := range r.Members {
		if m.Branch != "" {
			all = append(all, pair{by: m.ID})
		}
	}
	return all
}
