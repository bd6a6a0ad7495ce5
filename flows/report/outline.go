package report

import (
	"cmp"
	"slices"

	"soundings/flows"
)

// An outline is a Model in the order in which people read it: the team, the
// members by rank, other; within each the points by aspect. All documents for
// people are written from it, so that they agree on order and numbers.
type (
	section struct {
		kind  flows.SubjectKind
		parts []part
	}
	part struct {
		subject Subject
		groups  []group // what came by other ways than talks
		talked  []item  // what was said in talks: shown apart, the numbers go on
	}
	group struct {
		label string // of the aspect; empty: none
		items []item
	}
	item struct {
		n         int // counts through its subject
		label     string
		point     Point
		originals []original
	}
	original struct {
		Opinion
		label string
	}
)

// outline groups the Model. Only kinds of subject that it holds have a section.
func (m Model) outline() []section {
	o := m.outliner()
	var sections []section
	for _, kind := range []flows.SubjectKind{flows.TeamKind, flows.MemberKind, flows.OtherKind} {
		s := section{kind: kind}
		for _, subject := range m.Round.Subjects {
			if subject.Kind == kind {
				s.parts = append(s.parts, o.part(subject))
			}
		}
		if len(s.parts) > 0 {
			sections = append(sections, s)
		}
	}
	return sections
}

type outliner struct {
	ranks     ranks
	labels    map[flows.AspectID]string
	points    map[flows.SubjectID][]Point
	originals map[OpinionID]Opinion
}

func (m Model) outliner() outliner {
	o := outliner{m.ranks(), m.labels(), map[flows.SubjectID][]Point{}, m.byID()}
	for _, p := range m.Points {
		o.points[p.Subject] = append(o.points[p.Subject], p)
	}
	for _, points := range o.points {
		slices.SortStableFunc(points, func(a, b Point) int {
			return cmp.Or(cmp.Compare(o.rank(a), o.rank(b)), cmp.Compare(o.ranks.aspect[a.Aspect], o.ranks.aspect[b.Aspect]))
		})
	}
	return o
}

func (m Model) labels() map[flows.AspectID]string {
	labels := map[flows.AspectID]string{}
	for _, a := range m.Round.Aspects {
		labels[a.ID] = a.Label
	}
	return labels
}

// rank puts what was said in talks behind the rest.
func (o outliner) rank(p Point) int {
	if o.originals[p.Opinions[0]].Channel == FromTalk {
		return 1
	}
	return 0
}

func (o outliner) part(s Subject) part {
	all := part{subject: s}
	for i, p := range o.points[s.ID] {
		it := o.item(i+1, p)
		if it.talked() {
			all.talked = append(all.talked, it)
			continue
		}
		if i == 0 || p.Aspect != o.points[s.ID][i-1].Aspect {
			all.groups = append(all.groups, group{label: it.label})
		}
		last := &all.groups[len(all.groups)-1]
		last.items = append(last.items, it)
	}
	return all
}

func (o outliner) item(n int, p Point) item {
	it := item{n: n, label: o.labels[p.Aspect], point: p}
	for _, id := range p.Opinions {
		opinion := o.originals[id]
		it.originals = append(it.originals, original{opinion, o.labels[opinion.Aspect]})
	}
	return it
}
