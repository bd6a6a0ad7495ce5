package report

import (
	"soundings/flows"
	"soundings/flows/talk"
)

// Statistics are what the Model tells of the talks.
func (b TalkBook) Statistics() Talks {
	t := Talks{Required: b.total.Due, Done: b.total.Done, Missing: []string{}, ByKind: map[flows.TalkKind]int{},
		ByMember: map[flows.SubjectID]int{}}
	for _, k := range flows.TalkKinds() {
		t.ByKind[k] = b.total.Kinds[k]
	}
	for _, tally := range b.tallies {
		t.ByMember[tally.Member] = tally.Times()
	}
	for _, s := range b.missing() {
		t.Missing = append(t.Missing, b.memberName(s.By)+"—"+b.owed(s.Due))
	}
	return t
}

// missing are the required talks that were not had.
func (b TalkBook) missing() []talk.Standing {
	return filtered(b.standings, func(s talk.Standing) bool { return !s.Done() })
}

// A talkRow is a line of the 情况统计表. Its kinds say whom the member talked
// with: PrincipalTalk 与主要负责同志, MemberTalk 与班子成员, and so on.
type talkRow struct {
	talk.Tally
	short map[flows.TalkKind]int // required and not had
	heard int                    // opinions about the member, carried over
}

// rows are the members in rank order.
func (b TalkBook) rows() []talkRow {
	var rows []talkRow
	for _, t := range b.tallies {
		row := talkRow{t, map[flows.TalkKind]int{}, b.heard[t.Member]}
		for _, s := range talk.StandingsOf(t.Member, b.missing()) {
			row.short[s.Side(b.round, t.Member)]++
		}
		rows = append(rows, row)
	}
	return rows
}

// sum is the last line of the table: each column added up. A talk of two
// members stands in the lines of both, and so is in it twice.
func (b TalkBook) sum() talkRow {
	all := talkRow{talk.Tally{Kinds: map[flows.TalkKind]int{}, First: b.total.First, Last: b.total.Last}, map[flows.TalkKind]int{}, 0}
	for _, r := range b.rows() {
		all.Due, all.Done, all.heard = all.Due+r.Due, all.Done+r.Done, all.heard+r.heard
		for _, k := range flows.TalkKinds() {
			all.Kinds[k] += r.Kinds[k]
			all.short[k] += r.short[k]
		}
	}
	return all
}

func filtered[T any](all []T, keep func(T) bool) []T {
	var some []T
	for _, one := range all {
		if keep(one) {
			some = append(some, one)
		}
	}
	return some
}
