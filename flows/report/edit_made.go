package report

import (
	"io"
	"slices"
)

// made is the Model as the workbook has it.
func (e *editor) made(random io.Reader) (Model, error) {
	next := e.m
	next.Figures, next.Points, next.Opinions = e.figures, []Point{}, []Opinion{}
	numbers := e.inOrder()
	for _, n := range numbers {
		if err := e.identify(n, random); err != nil {
			return Model{}, err
		}
		next.Opinions = append(next.Opinions, e.filed(n)...)
	}
	next.sort()
	for _, n := range numbers {
		p, err := e.pointOf(n, random)
		if err != nil {
			return Model{}, err
		}
		next.Points = append(next.Points, p)
	}
	next.Counts.ByChannel = next.used()
	next.Counts = next.tally()
	return next, nil
}

// inOrder are the points' numbers: those of the Model in its own order, then new
// ones as their originals stand in documents.
func (e *editor) inOrder() []int {
	place := map[PointID]int{}
	for i, p := range e.m.Points {
		place[p.ID] = i + 1
	}
	rank := func(n int) int {
		if l, known := e.lines[n]; known {
			return place[l.point.ID]
		}
		return len(place) + 1
	}
	all := e.numbers()
	slices.SortStableFunc(all, func(a, b int) int {
		if d := rank(a) - rank(b); d != 0 {
			return d
		}
		return e.before(e.first(a), e.first(b))
	})
	return all
}

// identify gives new opinions their ids. They are drawn in an order that rows have
// no part in.
func (e *editor) identify(n int, random io.Reader) error {
	all := e.members[n]
	slices.SortFunc(all, func(a, b member) int { return e.before(a.Opinion, b.Opinion) })
	for i := range all {
		if all[i].ID != "" {
			continue
		}
		id, err := freshID(random)
		if err != nil {
			return err
		}
		all[i].ID = OpinionID(id)
	}
	return nil
}

// filed are a point's originals where they belong now: they move with it to another
// subject, and to another aspect if they were under the point's own.
func (e *editor) filed(n int) []Opinion {
	_, subject := e.subjectsOf(n)
	was, row := e.lines[n].point, e.rows[n]
	var all []Opinion
	for _, one := range e.members[n] {
		o := one.Opinion
		if slices.Contains(was.Opinions, o.ID) && row.Aspect != was.Aspect && o.Aspect == was.Aspect {
			o.Aspect = row.Aspect
		}
		o.Subject = subject
		all = append(all, o)
	}
	return all
}

// pointOf is a point with its originals: those it had in their order, then the rest.
func (e *editor) pointOf(n int, random io.Reader) (Point, error) {
	p, own := e.rows[n].Point, e.first(n)
	if _, ok := e.rows[n]; !ok {
		p = Point{Subject: own.Subject, Aspect: own.Aspect, Text: own.Text}
	}
	p.ID = e.lines[n].point.ID
	if p.ID == "" {
		id, err := freshID(random)
		if err != nil {
			return Point{}, err
		}
		p.ID = PointID(id)
	}
	p.Opinions = e.linked(n)
	return p, nil
}

func (e *editor) linked(n int) []OpinionID {
	var now []OpinionID
	for _, one := range e.members[n] {
		now = append(now, one.ID)
	}
	was := filtered(e.lines[n].point.Opinions, func(id OpinionID) bool { return slices.Contains(now, id) })
	return append(slices.Clone(was), filtered(now, func(id OpinionID) bool { return !slices.Contains(was, id) })...)
}
