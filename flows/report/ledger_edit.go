package report

import (
	"cmp"
	"strconv"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/report/xlsx"
	"soundings/flows/text"
)

// Limits of what a ledger says of a point, in UTF-16 units.
const (
	maxPlan = 1_000 // 整改目标, 整改措施
	maxDue  = 50
)

// IsLedger says whether a file is a ledger that RenderLedger wrote, and not the
// workbook of opinions or something else.
func IsLedger(data []byte) bool {
	b, err := xlsx.Open(data)
	if err != nil {
		return false
	}
	s, err := signature(b)
	return err == nil && strings.HasPrefix(s, ledgerMark)
}

// Edit applies a ledger that was filled in. Each point has its row, known by its id,
// and its own words; what is done about it may be written anew. It is taken as a
// whole or not at all.
//
// A ledger of another round is Invalid, import.other_round; other errors are those of
// ReadWorkbook and of Model.Edit.
func (l Ledger) Edit(data []byte) (Ledger, Changes, error) {
	b, err := xlsx.Open(data)
	if err != nil {
		return Ledger{}, Changes{}, fileError(err)
	}
	s, err := signature(b)
	if err != nil {
		return Ledger{}, Changes{}, fileError(err)
	}
	if s != l.sign() {
		return Ledger{}, Changes{}, flows.Fail(flows.Invalid, "import.other_round", flows.Args{"title": l.Round.Title})
	}
	sheet, err := b.Sheet(ledgerSheet)
	if err != nil {
		return Ledger{}, Changes{}, fileError(err)
	}
	e := ledgerEditor{states: stateNames(), known: l.byPoint(), seen: map[PointID]int{}}
	if !b.Has(ledgerSheet) {
		e.faults.add(place{sheet: ledgerSheet}, "import.no_sheet", nil)
		return Ledger{}, Changes{}, e.faults.err()
	}
	e.read(sheet)
	if err := e.faults.err(); err != nil {
		return Ledger{}, Changes{}, err
	}
	next, changes := e.made(l)
	return next, changes, nil
}

// A ledgerEditor holds what a filled in ledger says against the one there is.
type ledgerEditor struct {
	listing
	states spelling[flows.LedgerState]
	known  map[PointID]LedgerRow
	seen   map[PointID]int
	faults faults
}

func (e *ledgerEditor) read(s xlsx.Sheet) {
	before := e.faults.count
	e.listing = tabled(ledgerSheet, s, []string{problemColumn, goalColumn, measureColumn, leaderColumn, departmentColumn, dueColumn, stateColumn,
		endedColumn, idColumn}, &e.faults)
	if e.faults.count > before {
		return // one column missing would show in every row
	}
	for _, r := range e.rows {
		id := e.at(r, idColumn)
		row, ok := e.known[PointID(plain(id.Text))]
		switch first, twice := e.seen[row.Point]; {
		case !ok:
			e.faults.add(id.place, "ledger.unknown_id", nil)
		case twice:
			e.faults.add(id.place, "ledger.id_twice", flows.Args{"first": first})
		default:
			e.seen[row.Point] = id.row
			e.known[row.Point] = e.row(r, row)
		}
	}
	if n := len(e.known) - len(e.seen); n > 0 {
		e.faults.add(place{sheet: ledgerSheet}, "ledger.missing", flows.Args{"missing": n})
	}
}

// row is what a row says of a point.
func (e *ledgerEditor) row(r xlsx.Row, was LedgerRow) LedgerRow {
	if c := e.at(r, problemColumn); c.Formula || text.Clean(c.Text) != text.Clean(was.problem()) {
		e.faults.add(c.place, "ledger.wording", nil)
	}
	next := was
	next.Goal, _ = e.at(r, goalColumn).words(maxPlan, &e.faults)
	next.Measure, _ = e.at(r, measureColumn).words(maxPlan, &e.faults)
	next.Leader, _ = e.at(r, leaderColumn).words(maxOwner, &e.faults)
	next.Department, _ = e.at(r, departmentColumn).words(maxOwner, &e.faults)
	next.Due, _ = e.at(r, dueColumn).dated().words(maxDue, &e.faults)
	state, _ := optional(e.at(r, stateColumn), e.states, &e.faults)
	next.State = cmp.Or(state, flows.ToDo)
	next.Ended = e.ended(e.at(r, endedColumn).dated(), next.State)
	return next
}

// ended reads a 销号日期, which only what is done can have.
func (e *ledgerEditor) ended(c cell, state flows.LedgerState) string {
	s, ok := c.words(maxDue, &e.faults)
	if s == "" || !ok {
		return ""
	}
	w, ok := calendar.Read(s)
	day, is := calendar.Civil(w.Year, w.Month, w.Day, time.UTC)
	switch {
	case !ok || !is || w.Near || w.Year < 2000 || w.Month == 0:
		e.faults.add(c.place, "ledger.no_date", flows.Args{"value": text.Cut(text.OneLine(s), 40)})
	case state.Pending():
		e.faults.add(c.place, "ledger.ended_pending", nil)
	}
	return day.Format(time.DateOnly)
}

// dated is a cell whose date a program keeps as a number of days, as text.
func (c cell) dated() cell {
	n, err := strconv.ParseFloat(strings.TrimSpace(c.Text), 64)
	if c.Kind == xlsx.Number && !c.Formula && err == nil && n >= firstSerial && n < lastSerial {
		c.Kind, c.Text = xlsx.Text, date(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(n)))
	}
	return c
}

// Days of this century, as programs number them.
const firstSerial, lastSerial = 36_526, 73_050

// made is the ledger as it is now, in its own order, and what changed in it.
func (e *ledgerEditor) made(l Ledger) (Ledger, Changes) {
	next, c := l, Changes{}
	next.Rows = []LedgerRow{}
	for _, was := range l.Rows {
		now := e.known[was.Point]
		next.Rows = append(next.Rows, now)
		c.Progressed += one(now.State != was.State || now.Ended != was.Ended)
		c.Emptied += was.emptied(now)
		was.State, was.Ended = now.State, now.Ended
		c.Planned += one(now != was)
	}
	return next, c
}

// emptied counts the cells that were filled in and are empty now: mostly by a ledger
// from before somebody else filled them in.
func (r LedgerRow) emptied(now LedgerRow) (n int) {
	after := []string{now.Goal, now.Measure, now.Leader, now.Department, now.Due, now.Ended}
	for i, before := range []string{r.Goal, r.Measure, r.Leader, r.Department, r.Due, r.Ended} {
		n += one(before != "" && after[i] == "")
	}
	return n + one(r.State != flows.ToDo && now.State == flows.ToDo)
}
