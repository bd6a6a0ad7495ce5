package talk

import (
	"slices"

	"soundings/flows"
)

// KindOf is the kind of a talk as the roster tells it: that of most of those
// whom a member talked with, of several such kinds the first.
func KindOf(r flows.Round, by flows.SubjectID, with []flows.Counterpart) flows.TalkKind {
	if len(with) == 0 {
		return flows.RequestedTalk
	}
	count := map[flows.TalkKind]int{}
	for _, c := range with {
		count[kindsOf(r, by, c)[0]]++
	}
	most := flows.RequestedTalk
	for _, k := range slices.Backward(flows.TalkKinds()) {
		if count[k] >= count[most] {
			most = k
		}
	}
	return most
}

// Kinds are what the kind of a talk may be corrected to: whatever it could be
// with one of them. The one that KindOf tells is among them.
func Kinds(r flows.Round, by flows.SubjectID, with []flows.Counterpart) []flows.TalkKind {
	return slices.DeleteFunc(flows.TalkKinds(), func(k flows.TalkKind) bool {
		return !slices.ContainsFunc(with, func(c flows.Counterpart) bool { return slices.Contains(kindsOf(r, by, c), k) })
	})
}

// kindsOf are the kinds that a talk with one person can be, the likeliest first.
// The roster knows the members and who heads which department, and may not know
// everybody who does: so with anybody who is no member it can be a talk with a
// department of their own, with a party member of their branch, or at their
// request.
func kindsOf(r flows.Round, by flows.SubjectID, c flows.Counterpart) []flows.TalkKind {
	c = known(r, c)
	self, _ := r.Member(by)
	other, member := r.Member(c.Member)
	heads := inCharge(r, self, c)
	switch {
	case member && (self.Principal || other.Principal):
		return withOwn(flows.PrincipalTalk, heads)
	case member:
		return withOwn(flows.MemberTalk, heads)
	case heads:
		return []flows.TalkKind{flows.DepartmentTalk, flows.BranchTalk, flows.RequestedTalk}
	case c.Department != "" || self.Branch == "":
		return []flows.TalkKind{flows.RequestedTalk, flows.DepartmentTalk, flows.BranchTalk}
	}
	return []flows.TalkKind{flows.BranchTalk, flows.RequestedTalk, flows.DepartmentTalk}
}

// withOwn are the kinds of a talk with a member, who perhaps heads a department
// that the other is in charge of.
func withOwn(kind flows.TalkKind, heads bool) []flows.TalkKind {
	if heads {
		return []flows.TalkKind{kind, flows.DepartmentTalk, flows.RequestedTalk}
	}
	return []flows.TalkKind{kind, flows.RequestedTalk}
}

// kindWith is the kind of what a talk was with one of those in it. Alone with
// somebody it is what the log says. In a group everybody whose place the roster
// knows counts as what they are, so that a head of a department among party
// members is not taken for one of them; and others as the log says.
func kindWith(r flows.Round, t flows.Talk, c flows.Counterpart) flows.TalkKind {
	if !t.Group() || t.Kind == flows.RequestedTalk {
		return t.Kind
	}
	self, _ := r.Member(t.By)
	if known(r, c).Member != "" || inCharge(r, self, c) {
		return kindsOf(r, t.By, c)[0]
	}
	return t.Kind
}
