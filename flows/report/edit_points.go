package report

import (
	"slices"

	"soundings/flows"
	"soundings/flows/report/xlsx"
	"soundings/flows/text"
)

// maxOwner is the longest 责任领导 and 责任部门.
const maxOwner = 100

// readPoints reads 归并意见.
func (e *editor) readPoints(t listing) {
	for _, r := range t.rows {
		number := t.at(r, numberColumn)
		n, ok := e.pointNumber(number)
		switch earlier, twice := e.rows[n]; {
		case !ok:
		case n == 0:
			e.faults.add(number.place, "import.blank", nil)
		case twice:
			e.faults.add(number.place, "import.number_twice", flows.Args{"value": n, "first": earlier.number.row})
		default:
			e.rows[n] = pointRow{number, e.point(t, r, e.lines[n].point)}
		}
	}
}

// point reads a row; was is what the Model says.
func (e *editor) point(t listing, r xlsx.Row, was Point) Point {
	p := Point{}
	p.Subject, _ = named(t.at(r, subjectColumn), e.subjects, &e.faults)
	p.Aspect, _ = optional(t.at(r, aspectColumn), e.aspects, &e.faults)
	p.Text = e.kept(t.at(r, pointColumn), was.Text, flows.MaxText)
	p.Leader = e.kept(t.at(r, leaderColumn), was.Leader, maxOwner)
	p.Department = e.kept(t.at(r, departmentColumn), was.Department, maxOwner)
	if wording := t.at(r, pointColumn); wording.blank() && text.Clean(was.Text) != "" {
		e.faults.add(wording.place, "import.blank", nil)
	}
	return p
}

// kept is a cell's text, and the Model's own where it says the same.
func (e *editor) kept(c cell, was string, most int) string {
	if !c.Formula && text.Clean(c.Text) == text.Clean(was) {
		return was
	}
	s, _ := c.words(most, &e.faults)
	return s
}

// renumber gives a point its number back where all its originals got one that has
// no row.
func (e *editor) renumber() {
	for _, n := range e.numbers() {
		_, row := e.rows[n]
		if _, known := e.lines[n]; row || known || n < 0 {
			continue
		}
		if k := e.moved(n); k > 0 && len(e.members[k]) == 0 {
			e.members[k] = e.members[n]
			delete(e.members, n)
		}
	}
}

// moved is the number of the point whose originals are exactly those of another now;
// 0 where there is none.
func (e *editor) moved(n int) int {
	k := e.home[e.members[n][0].ID]
	same := !slices.ContainsFunc(e.members[n], func(one member) bool { return e.home[one.ID] != k })
	if !same || len(e.lines[k].originals) != len(e.members[n]) {
		return 0
	}
	return k
}

// check looks at the points as a whole.
func (e *editor) check() {
	for _, n := range e.numbers() {
		e.checkRow(n)
		e.checkTalks(n)
		e.checkSubjects(n)
	}
	for n, row := range e.rows {
		if len(e.members[n]) == 0 && !e.emptied(n) {
			e.faults.add(row.number.place, "import.no_originals", flows.Args{"value": n})
		}
	}
}

// checkRow wants a row for a point, unless it is one original that was split off.
func (e *editor) checkRow(n int) {
	_, row := e.rows[n]
	_, known := e.lines[n]
	if all := e.members[n]; !row && (known || len(all) > 1) {
		for _, one := range all {
			e.faults.add(one.number.place, "import.no_point", flows.Args{"value": n})
		}
	}
}

// emptied says that a row is left of a point that went into others, and that nobody
// wrote anything into it.
func (e *editor) emptied(n int) bool {
	l, known := e.lines[n]
	p := e.rows[n].Point
	p.ID, p.Opinions = l.point.ID, nil
	return known && same(p, l.point)
}

// same compares points but for their originals.
func same(a, b Point) bool {
	return a.ID == b.ID && a.Subject == b.Subject && a.Aspect == b.Aspect && a.Text == b.Text && a.Leader == b.Leader && a.Department == b.Department
}

func (e *editor) checkTalks(n int) {
	all := e.members[n]
	talked := 0
	for _, one := range all {
		if one.Channel == FromTalk {
			talked++
		}
	}
	if talked == 0 || talked == len(all) {
		return
	}
	for _, one := range all {
		if one.Channel == FromTalk {
			e.faults.add(one.number.place, "import.talk_mixed", flows.Args{"value": n})
		}
	}
}

// checkSubjects wants the originals of a point to be about the subject it had, or,
// where the workbook says so of them, about that it has now.
func (e *editor) checkSubjects(n int) {
	was, now := e.subjectsOf(n)
	for _, one := range e.members[n] {
		if one.Subject == was || one.stated && one.Subject == now {
			continue
		}
		e.faults.add(one.number.place, "import.other_subject", flows.Args{"value": n, "subject": e.subjects.written[one.Subject],
			"other": e.subjects.written[was]})
	}
}

// subjectsOf are the subject that a point had, and that it has now. Of a new one the
// first is that of its first original by id.
func (e *editor) subjectsOf(n int) (was, now flows.SubjectID) {
	if l, known := e.lines[n]; known {
		was = l.subject.ID
	} else {
		was = e.first(n).Subject
	}
	if row, ok := e.rows[n]; ok {
		return was, row.Subject
	}
	return was, was
}

// first is a point's first original in the order of documents.
func (e *editor) first(n int) Opinion {
	first := e.members[n][0].Opinion
	for _, one := range e.members[n][1:] {
		if e.before(one.Opinion, first) < 0 {
			first = one.Opinion
		}
	}
	return first
}
