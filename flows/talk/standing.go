package talk

import (
	"slices"

	"soundings/flows"
)

// A Standing is a talk that is required, and when it was had.
type Standing struct {
	Due
	Days []string // in order, 2006-01-02; none: it is missing
}

// Done says whether the talk was had. More talks than one do it no more than once.
func (s Standing) Done() bool { return len(s.Days) > 0 }

// Standings are what a round requires, in the order of Required, with what was
// logged of it. A group talk counts for everybody in it with whoever logged it,
// not for them among each other. A talk of two members counts for both, whoever
// of them logged it. A talk of the branch kind counts for the branch, with whomever
// it was but another member, and for nothing else.
func Standings(r flows.Round, talks []flows.Talk) []Standing {
	days := map[pair][]string{}
	for _, m := range meetings(r, talks) {
		p := m.serves(r)
		days[p] = append(days[p], m.day)
	}
	var all []Standing
	for _, d := range Required(r) {
		on := days[d.pair()]
		slices.Sort(on)
		all = append(all, Standing{d, slices.Compact(on)})
	}
	return all
}

// StandingsOf are those that are for one member to have.
func StandingsOf(id flows.SubjectID, all []Standing) []Standing {
	return slices.DeleteFunc(slices.Clone(all), func(s Standing) bool { return !s.Of(id) })
}

// A meeting is a member with one of those in a talk that they logged.
type meeting struct {
	by   flows.SubjectID
	with flows.Counterpart // as the roster knows them
	kind flows.TalkKind
	day  string
}

func meetings(r flows.Round, talks []flows.Talk) []meeting {
	var all []meeting
	for _, t := range talks {
		for _, c := range t.With {
			all = append(all, meeting{t.By, known(r, c), kindWith(r, t, c), t.Date})
		}
	}
	return all
}

// serves is the pair that a meeting counts for.
func (m meeting) serves(r flows.Round) pair {
	if m.kind == flows.BranchTalk && m.with.Member == "" {
		return pair{by: m.by}
	}
	return between(r, m.by, m.with)
}
