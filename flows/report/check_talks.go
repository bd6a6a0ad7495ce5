package report

import "soundings/flows"

// checkTalks wants what is required to be done or missing, and every talk to
// be in the lines of one or two members.
func (m Model) checkTalks() string {
	t := m.Talks
	if t == nil {
		return ""
	}
	switch {
	case t.Done < 0 || t.Required != t.Done+len(t.Missing):
		return "talks.required"
	case !t.kindsAddUp():
		return "talks.by_kind"
	case !t.membersAddUp(m.Round.Subjects, m.tally().Talks):
		return "talks.by_member"
	}
	return ""
}

func (t Talks) kindsAddUp() bool {
	for _, k := range flows.TalkKinds() {
		if n, ok := t.ByKind[k]; !ok || n < 0 {
			return false
		}
	}
	return len(t.ByKind) == len(flows.TalkKinds())
}

func (t Talks) membersAddUp(subjects []Subject, all int) bool {
	members, sum := 0, 0
	for _, s := range subjects {
		if s.Kind != flows.MemberKind {
			continue
		}
		n, ok := t.ByMember[s.ID]
		if !ok || n < 0 || n > all {
			return false
		}
		members, sum = members+1, sum+n
	}
	return members == len(t.ByMember) && all <= sum && sum <= 2*all
}
