package talk

import (
	"cmp"
	"maps"
	"slices"

	"soundings/flows"
)

// A Tally is the talks of a member, or of all together, in numbers.
type Tally struct {
	Member flows.SubjectID // empty: all together
	Due    int             // talks that are required (应谈)
	Done   int             // of those, had (已谈)
	// Kinds counts in person-times (人次): one person spoken with on one day is one,
	// in whatever group, and however many logs tell of it. For a member it counts
	// what they logged and what others logged of talks with them, by whom they
	// spoke with: PrincipalTalk with the principal, MemberTalk with other members,
	// for the principal with all members.
	Kinds       map[flows.TalkKind]int
	First, Last string // day, 2006-01-02; empty: no talk
}

// Times are the person-times of all kinds.
func (t Tally) Times() int {
	n := 0
	for _, of := range t.Kinds {
		n += of
	}
	return n
}

// Tallies are the talks of each member, in rank order. A talk of two members
// stands with both: for all together see Total.
func Tallies(r flows.Round, talks []flows.Talk) []Tally {
	standings, met := Standings(r, talks), meetings(r, talks)
	var all []Tally
	for _, m := range r.Members {
		t := Tally{Member: m.ID}
		t.require(StandingsOf(m.ID, standings))
		t.count(seenBy(r, m, met))
		all = append(all, t)
	}
	return all
}

// Total are the talks of all together: a pair of members, as any other, counts
// once, under the kind that was logged.
func Total(r flows.Round, talks []flows.Talk) Tally {
	t, kinds := Tally{}, map[occasion]flows.TalkKind{}
	t.require(Standings(r, talks))
	for _, m := range meetings(r, talks) {
		note(kinds, occasion{between(r, m.by, m.with), m.day}, m.kind)
	}
	t.count(kinds)
	return t
}

func (t *Tally) require(standings []Standing) {
	for _, s := range standings {
		t.Due++
		if s.Done() {
			t.Done++
		}
	}
}

// An occasion is two people on one day.
type occasion struct {
	pair
	day string
}

// note keeps the first kind where an occasion was logged under several, so that
// the order of the logs changes nothing.
func note(kinds map[occasion]flows.TalkKind, o occasion, kind flows.TalkKind) {
	order := func(k flows.TalkKind) int { return slices.Index(flows.TalkKinds(), k) }
	if was, ok := kinds[o]; !ok || order(kind) < order(was) {
		kinds[o] = kind
	}
}

// seenBy are the occasions of a member, from their side; what they logged
// themself goes before what others did.
func seenBy(r flows.Round, self flows.Member, met []meeting) map[occasion]flows.TalkKind {
	own, theirs := map[occasion]flows.TalkKind{}, map[occasion]flows.TalkKind{}
	for _, m := range met {
		switch self.ID {
		case m.by:
			note(own, occasion{pair{self.ID, m.with}, m.day}, m.side(r, self))
		case m.with.Member:
			note(theirs, occasion{pair{self.ID, flows.Counterpart{Member: m.by}}, m.day}, m.side(r, self))
		}
	}
	maps.Copy(theirs, own)
	return theirs
}

// side is the kind of a meeting for one of the two: what was logged as asked
// for, say, is for the other a talk with a member like any.
func (m meeting) side(r flows.Round, self flows.Member) flows.TalkKind {
	kind := m.kind
	if m.by != self.ID {
		kind = kindsOf(r, self.ID, flows.Counterpart{Member: m.by})[0]
	}
	if self.Principal && kind == flows.PrincipalTalk {
		return flows.MemberTalk
	}
	return kind
}

func (t *Tally) count(kinds map[occasion]flows.TalkKind) {
	t.Kinds = map[flows.TalkKind]int{}
	for o, kind := range kinds {
		t.Kinds[kind]++
		t.First = min(cmp.Or(t.First, o.day), o.day)
		t.Last = max(t.Last, o.day)
	}
}
