package report

import (
	"slices"

	"soundings/flows"
)

// Only is the part of a Model that is about one subject: what a 反馈单 may hold.
// Nothing in it tells of another subject: no opinion, point, count or name, and
// no talk statistics, which name pairs of members; nor by which of several
// channels something came (Gathered), nor their figures, nor who has to see to it. How many were invited and
// took part stays; how many had nothing to say does not, as that was said of
// the round and not of this subject, and would only narrow down who wrote.
//
// An unknown subject is NotFound, report.no_subject.
func (m Model) Only(subject flows.SubjectID) (Model, error) {
	i := slices.IndexFunc(m.Round.Subjects, func(s Subject) bool { return s.ID == subject })
	if i < 0 {
		return Model{}, flows.Fail(flows.NotFound, "report.no_subject", flows.Args{"value": string(subject)})
	}
	veil := m.veil()
	part := Model{Schema: m.Schema, Edits: m.Edits, Round: m.Round, Points: []Point{}, Opinions: []Opinion{}}
	part.Round.Aspects = slices.Clone(m.Round.Aspects)
	part.Round.Subjects = []Subject{m.Round.Subjects[i]}
	for _, p := range m.Points {
		if p.Subject == subject {
			p.Opinions, p.Leader, p.Department = slices.Clone(p.Opinions), "", ""
			part.Points = append(part.Points, p)
		}
	}
	for _, o := range m.Opinions {
		if o.Subject == subject {
			o.Channel = veil(o.Channel)
			part.Opinions = append(part.Opinions, o)
		}
	}
	part.Counts = Counts{Invited: m.Counts.Invited, Participants: m.Counts.Participants, ByChannel: map[Channel]int{}}
	for _, c := range m.ways() {
		part.Counts.ByChannel[veil(c)] = 0
	}
	part.Counts = part.tally()
	return part, part.Check()
}

// restricted says whether the Model is about one subject only. A whole one has
// two at least: the team and other.
func (m Model) restricted() bool { return len(m.Round.Subjects) == 1 }
