package report

import (
	"io"
	"slices"

	"soundings/flows"
)

// Edit applies a workbook that was written from this Model, or nothing of it. The
// organizer merges originals by giving them the same number, splits a point by
// giving another, words points anew, files them under another subject or aspect,
// and enters what came by other channels. random feeds the ids of what is new.
//
// Every original has to be there once, by its id and in its own words; a point has
// originals, all about one subject, and all from talks or none. Words that were not
// changed stay the Model's own. The result does not depend on the order of rows. A
// workbook in which nothing was changed gives the Model itself; else it is another
// edition.
//
// A workbook of another round or edition is Invalid, import.other_round or
// import.old_edition. What is wrong in one is import.faults, with where and what to
// do in Args "faults", a flows.Phrase each.
func (m Model) Edit(w Workbook, random io.Reader) (Model, Changes, error) {
	if err := w.belongs(m); err != nil {
		return Model{}, Changes{}, err
	}
	e := m.editor()
	e.readPoints(w.points)
	e.readOriginals(w.all)
	e.readOthers(w.others)
	e.readFigures(w.figures)
	e.renumber()
	e.check()
	if err := e.faults.err(); err != nil {
		return Model{}, Changes{}, err
	}
	next, err := e.made(random)
	if err != nil {
		return Model{}, Changes{}, err
	}
	changes := e.changes(next)
	if changes.None() {
		return m, changes, nil
	}
	next.Edits++
	if err := next.renew(random); err != nil {
		return Model{}, Changes{}, err
	}
	return next, changes, next.Check()
}

// An editor holds what a workbook says against a Model.
type editor struct {
	m        Model
	subjects spelling[flows.SubjectID]
	aspects  spelling[flows.AspectID]
	lines    map[int]line // the Model's points, by their numbers in the workbook
	home     map[OpinionID]int
	byID     map[OpinionID]Opinion
	ranks    ranks

	rows    map[int]pointRow // what 归并意见 says
	members map[int][]member // the originals of each point, as they are numbered now
	seen    map[OpinionID]int
	figures Figures
	faults  faults

	corrected int // opinions of other channels that are entered otherwise now
}

// A pointRow is a row of 归并意见.
type pointRow struct {
	number cell
	Point  // without an id and originals
}

// A member is an original in a point, with the cell that says so.
type member struct {
	Opinion
	number cell
	stated bool // the workbook says itself which subject it is about
}

func (m Model) editor() *editor {
	e := &editor{m: m, subjects: m.subjectNames(), aspects: m.aspectNames(), lines: map[int]line{}, byID: m.byID(), ranks: m.ranks(),
		rows: map[int]pointRow{}, members: map[int][]member{}, seen: map[OpinionID]int{}}
	all := m.numbered()
	e.home = homes(all)
	for _, l := range all {
		e.lines[l.n] = l
	}
	return e
}

// highest is the largest number that a point may get: more is a date or a slip.
func (e *editor) highest() int { return max(9_999, 2*len(e.m.Points)) }

// pointNumber is the number of a point; 0 where there is none or a wrong one.
func (e *editor) pointNumber(c cell) (int, bool) {
	n, ok := c.number(&e.faults)
	if ok && n > e.highest() {
		e.faults.add(c.place, "import.number_high", flows.Args{"value": n, "max": e.highest()})
		return 0, false
	}
	return n, ok
}

// numbers are those of points that have originals, ascending.
func (e *editor) numbers() []int {
	var all []int
	for n := range e.members {
		all = append(all, n)
	}
	slices.Sort(all)
	return all
}
