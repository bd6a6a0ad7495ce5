package report

import (
	"fmt"

	"soundings/flows"
	"soundings/flows/talk"
)

// matrix shows who has to talk with whom: a row for each member, a column for
// each of those whom the rules have somebody talk with, and marked what is
// missing.
func (x talkExcel) matrix() error {
	b, columns := x.talks, []gridColumn{{"姓名", 14, true, shown}}
	others := b.counterparts()
	for _, c := range others {
		columns = append(columns, gridColumn{b.columnName(c), 11, true, shown})
	}
	g, err := x.grid(talkMatrixSheet, "谈心谈话应谈对照表", columns)
	if err != nil {
		return err
	}
	for _, m := range b.round.Members {
		row := []any{fold(m.Name)}
		for _, c := range others {
			row = append(row, b.met(m.ID, c))
		}
		if err := g.add(row...); err != nil {
			return err
		}
	}
	if err := x.marked(talkMatrixSheet, "B3:"+at(max(len(columns), 2), max(g.row, 3)), "==", `"`+notMet+`"`); err != nil {
		return err
	}
	if err := g.note("空白处不作要求。班子成员之间的谈话，双方各占一格。"); err != nil {
		return err
	}
	return g.Flush()
}

const notMet = "未谈"

// counterparts are those with whom somebody has to talk: members by rank, heads
// of departments as the roster lists them, and last any party member.
func (b TalkBook) counterparts() []flows.Counterpart {
	there := map[flows.Counterpart]bool{}
	for _, s := range b.standings {
		there[s.With] = true
		if s.With.Member != "" {
			there[s.Facing(s.With.Member)] = true
		}
	}
	var all []flows.Counterpart
	for _, m := range b.round.Members {
		all = append(all, flows.Counterpart{Member: m.ID})
	}
	for _, d := range b.round.Departments {
		all = append(all, flows.Counterpart{Department: d.ID, Name: d.Head})
	}
	all = append(all, flows.Counterpart{})
	return filtered(all, func(c flows.Counterpart) bool { return there[c] })
}

func (b TalkBook) columnName(c flows.Counterpart) string {
	switch {
	case c.Member != "":
		return b.memberName(c.Member)
	case c.Department != "":
		d, _ := b.round.Department(c.Department)
		return fold(c.Name) + "\n（" + fold(d.Name) + "）"
	}
	return "所在支部\n党员代表"
}

// met is what a cell of the matrix says.
func (b TalkBook) met(id flows.SubjectID, c flows.Counterpart) string {
	if c.Member == id {
		return "—"
	}
	for _, s := range talk.StandingsOf(id, b.standings) {
		switch {
		case s.Facing(id) != c:
		case len(s.Days) == 0:
			return notMet
		case len(s.Days) == 1:
			return "已谈"
		default:
			return fmt.Sprintf("已谈%d次", len(s.Days))
		}
	}
	return ""
}
