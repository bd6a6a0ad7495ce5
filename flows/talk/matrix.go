package talk

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"soundings/flows"
)

// A Matrix is what a round requires of talks by member and kind, with what was
// logged of it: what organizers see. Nothing of what was said stands in it but what
// repeats.
type Matrix struct {
	Round     flows.Round
	Standings []Standing // in the order of Required
	Total     Tally
	Tallies   []Tally           // in rank order
	Claimed   []flows.SubjectID // the members who use the bot
	Reachable []flows.SubjectID // of those, who can be written to
	Silences  []Silence
	Repeats   []Repeat

	talks map[flows.TalkID]flows.Talk
	zone  *time.Location
}

// A Crew is which members of a round use the bot, and who of them can be written to.
type Crew struct{ Claimed, Reachable []flows.SubjectID }

// MatrixOf is the matrix of a round as of now, in the zone that days count in. For
// a round that is over time stands still on its last day.
func MatrixOf(r flows.Round, records []flows.TalkRecord, crew Crew, now time.Time) Matrix {
	if last := r.LastDay(); r.State != flows.Opened && !last.IsZero() && last.Before(now) {
		now = last.In(now.Location())
	}
	records = byDayAndRank(r, records)
	m := Matrix{Round: r, Claimed: crew.Claimed, Reachable: crew.Reachable, Silences: Silences(records, crew.Claimed, now),
		Repeats: Repeated(records), talks: map[flows.TalkID]flows.Talk{}, zone: now.Location()}
	var logs []flows.Talk
	for _, record := range records {
		logs, m.talks[record.ID] = append(logs, record.Talk), record.Talk
	}
	m.Standings, m.Total, m.Tallies = Standings(r, logs), Total(r, logs), Tallies(r, logs)
	return m
}

// byDayAndRank puts talks of one day in the order of who logged them: their ids are
// random, and lists are to be compared.
func byDayAndRank(r flows.Round, records []flows.TalkRecord) []flows.TalkRecord {
	return slices.SortedStableFunc(slices.Values(records), func(a, b flows.TalkRecord) int {
		return cmp.Or(strings.Compare(a.Talk.Date, b.Talk.Date), cmp.Compare(rank(r, a.Talk.By), rank(r, b.Talk.By)))
	})
}

// Missing are the talks that are required and were not had.
func (m Matrix) Missing() []Standing { return missing(m.Standings) }

// Of are the talks that are required by the rule for a kind.
func (m Matrix) Of(k flows.TalkKind) []Standing {
	return slices.DeleteFunc(slices.Clone(m.Standings), func(s Standing) bool { return s.Kind() != k })
}

// Has says that a member has claimed their place.
func (m Matrix) Has(id flows.SubjectID) bool { return slices.Contains(m.Claimed, id) }

// ToNudge are the members who have talks missing and can be written to, while the
// round is open.
func (m Matrix) ToNudge() []flows.SubjectID {
	var all []flows.SubjectID
	for _, t := range m.Tallies {
		if m.Round.State == flows.Opened && t.Done < t.Due && slices.Contains(m.Reachable, t.Member) {
			all = append(all, t.Member)
		}
	}
	return all
}

// A Rate is how many talks are required, and how many of them were had.
type Rate struct{ Due, Done int }

func rateOf(standings []Standing) Rate {
	return Rate{len(standings), len(standings) - len(missing(standings))}
}

// Rates are a member's, by kind as a Tally counts it: see Due.Side.
func (m Matrix) Rates(id flows.SubjectID) map[flows.TalkKind]Rate {
	all := map[flows.TalkKind]Rate{}
	for _, s := range StandingsOf(id, m.Standings) {
		r := all[s.Side(m.Round, id)]
		r.Due++
		if s.Done() {
			r.Done++
		}
		all[s.Side(m.Round, id)] = r
	}
	return all
}
