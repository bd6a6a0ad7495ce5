package report

import (
	"fmt"

	"soundings/flows"
)

// LedgerSchema names the form of a Ledger as it is kept.
const LedgerSchema = "soundings.ledger/v1"

// A Ledger is the 整改台账 of a round: what is done about each of its points. It
// holds by itself all that it says, since it is kept longer than its round.
type Ledger struct {
	Schema string      `json:"schema"`
	Round  LedgerRound `json:"round"`
	Rows   []LedgerRow `json:"rows"`
}

// A LedgerRound is the round of a Ledger.
type LedgerRound struct {
	ID    flows.RoundID `json:"id"`
	Title string        `json:"title"`
	Unit  string        `json:"unit"`
}

// A LedgerRow is a point, and what is done about it. Source, Aspect and Text are the
// point's; the rest is the organizer's, and may be empty but for State.
type LedgerRow struct {
	Point  PointID `json:"point"`
	Source string  `json:"source"` // 对王建国同志的意见建议，归并2条
	Aspect string  `json:"aspect"` // its label
	Text   string  `json:"text"`

	Goal       string            `json:"goal"`
	Measure    string            `json:"measure"`
	Leader     string            `json:"leader"`
	Department string            `json:"department"`
	Due        string            `json:"due"` // 2026年6月底前, 立行立改, …
	State      flows.LedgerState `json:"state"`
	Ended      string            `json:"ended"` // 销号日期, 2006-01-02
}

// Ledger is the ledger of a Model, a row for each point in the order of the report.
// What kept says about a point it says again; kept may be the zero Ledger.
func (m Model) Ledger(kept Ledger) Ledger {
	l := Ledger{LedgerSchema, LedgerRound{m.Round.ID, m.Round.Title, m.Round.Unit}, []LedgerRow{}}
	was := kept.byPoint()
	for _, p := range m.numbered() {
		row := was[p.point.ID]
		if _, known := was[p.point.ID]; !known {
			row = LedgerRow{Point: p.point.ID, Leader: p.point.Leader, Department: p.point.Department, State: flows.ToDo}
		}
		row.Source, row.Aspect, row.Text = p.source(), aspectCell(p.label), p.point.Text
		l.Rows = append(l.Rows, row)
	}
	return l
}

func (l Ledger) byPoint() map[PointID]LedgerRow {
	all := map[PointID]LedgerRow{}
	for _, r := range l.Rows {
		all[r.Point] = r
	}
	return all
}

// State is how far what a point asks for has come; empty where the ledger does not
// have it.
func (l Ledger) State(p PointID) flows.LedgerState { return l.byPoint()[p].State }

// source says whom a point is about, and where it came from.
func (l line) source() string {
	s := about(l.subject) + "意见建议"
	if l.talked() {
		s += "，" + channelName(FromTalk)
	}
	if n := len(l.originals); n > 1 {
		s += fmt.Sprintf("，归并%d条", n)
	}
	return s
}

// problem is what stands in 问题（来源）.
func (r LedgerRow) problem() string { return r.Text + "\n（来源：" + r.Source + "）" }

// stateNames are the states as the ledger writes and reads them. A blank one is not
// begun.
func stateNames() spelling[flows.LedgerState] {
	return spell(flows.LedgerStates(), func(s flows.LedgerState) []string { return []string{stateName(s)} })
}

func stateName(s flows.LedgerState) string {
	switch s {
	case flows.Underway:
		return "整改中"
	case flows.Done:
		return "已完成"
	case flows.Lasting:
		return "长期坚持"
	}
	return "未开始"
}
