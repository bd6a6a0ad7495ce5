package report

import "soundings/flows"

// A tally is one line of the statistics.
type tally struct {
	label            string
	opinions, points int
}

// byAspect are the aspects in the notice's order, then opinions without one,
// where there are any.
func (m Model) byAspect() []tally {
	points := map[flows.AspectID]int{}
	for _, p := range m.Points {
		points[aspectKey(p.Aspect)]++
	}
	var all []tally
	none := m.Counts.ByAspect[NoAspect]+points[NoAspect] > 0
	for _, a := range m.Round.Aspects {
		all = append(all, tally{bareLabel(a.Label), m.Counts.ByAspect[a.ID], points[a.ID]})
		none = none && a.ID != NoAspect // counted with those without
	}
	if none {
		all = append(all, tally{aspectCell(""), m.Counts.ByAspect[NoAspect], points[NoAspect]})
	}
	return all
}

func (m Model) bySubject() []tally {
	points := map[flows.SubjectID]int{}
	for _, p := range m.Points {
		points[p.Subject]++
	}
	var all []tally
	for _, s := range m.Round.Subjects {
		all = append(all, tally{shortName(s), m.Counts.BySubject[s.ID], points[s.ID]})
	}
	return all
}

// byKind are the opinions by what they are. A point may be of both kinds, so
// points are not counted here.
func (m Model) byKind() []tally {
	of := map[flows.Kind]int{}
	for _, o := range m.Opinions {
		of[o.Kind]++
	}
	all := []tally{{label: kindName(flows.Problem), opinions: of[flows.Problem]},
		{label: kindName(flows.Proposal), opinions: of[flows.Proposal]}}
	if of[""] > 0 {
		all = append(all, tally{label: kindName(""), opinions: of[""]})
	}
	return all
}

// byChannel are the opinions by the way they came in; nothing where there is but
// the first. A point may be of several.
func (m Model) byChannel() []tally {
	if !m.several() {
		return nil
	}
	var all []tally
	for _, c := range m.ways() {
		all = append(all, tally{label: channelName(c), opinions: m.Counts.ByChannel[c]})
	}
	return all
}
