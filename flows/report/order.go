package report

import (
	"cmp"
	"slices"

	"soundings/flows"
)

// ranks are the places of subjects and aspects in the round's own order, and of
// the channels that there are.
type ranks struct {
	subject map[flows.SubjectID]int
	aspect  map[flows.AspectID]int
	channel map[Channel]int
}

func (m Model) ranks() ranks {
	r := ranks{map[flows.SubjectID]int{}, map[flows.AspectID]int{}, map[Channel]int{}}
	for i, c := range Channels() {
		if c != Gathered || m.restricted() {
			r.channel[c] = i
		}
	}
	for i, s := range m.Round.Subjects {
		r.subject[s.ID] = i
	}
	for i, a := range m.Round.Aspects {
		r.aspect[a.ID] = i
	}
	r.aspect[""] = len(m.Round.Aspects) // those without one come last
	return r
}

// misfit names the field of an opinion that the round does not know, if any.
func (r ranks) misfit(o Opinion) string {
	if _, ok := r.subject[o.Subject]; !ok {
		return "subject"
	}
	if _, ok := r.aspect[o.Aspect]; !ok {
		return "aspect"
	}
	if o.Kind != flows.Problem && o.Kind != flows.Proposal && (o.Kind != "" || o.Channel == Chat) {
		return "kind"
	}
	if _, ok := r.channel[o.Channel]; !ok {
		return "channel"
	}
	if o.Speaker != "" && o.Channel != FromTalk {
		return "speaker"
	}
	return ""
}

// sort puts opinions in the order of subjects, then channels, aspects, and
// their fresh random ids. The last makes the order of a copy say nothing of the order of
// submission (DESIGN section 3, regression test c).
func (m *Model) sort() {
	r := m.ranks()
	slices.SortFunc(m.Opinions, func(a, b Opinion) int {
		return cmp.Or(
			cmp.Compare(r.subject[a.Subject], r.subject[b.Subject]),
			cmp.Compare(r.channel[a.Channel], r.channel[b.Channel]),
			cmp.Compare(r.aspect[a.Aspect], r.aspect[b.Aspect]),
			cmp.Compare(a.ID, b.ID))
	})
}
