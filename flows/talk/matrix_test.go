package talk

import (
	"fmt"
	"maps"
	"slices"
	"testing"

	"soundings/flows"
)

// records are talks as they are kept, logged on their day.
func records(talks ...flows.Talk) (all []flows.TalkRecord) {
	for i, t := range talks {
		all = append(all, flows.TalkRecord{ID: flows.TalkID(fmt.Sprint(i)), Talk: t, Logged: t.Date})
	}
	return all
}

func talkOf(by, with flows.SubjectID, kind flows.TalkKind) flows.Talk {
	return flows.Talk{By: by, With: []flows.Counterpart{{Member: with}}, Kind: kind, Date: "2026-11-03", Own: "下基层少"}
}

// Each member's talks by whom they are with, from their own side.
func TestAMembersRatesAreByWhomTheyTalkWith(t *testing.T) {
	m := MatrixOf(bureau(), records(talkOf("wang", "li", flows.PrincipalTalk), talkOf("zhao", "li", flows.MemberTalk)), Crew{}, at("2026-11-20"))
	for id, want := range map[flows.SubjectID]map[flows.TalkKind]Rate{
		"wang": {flows.MemberTalk: {2, 1}, flows.DepartmentTalk: {1, 0}, flows.BranchTalk: {1, 0}},
		"li":   {flows.PrincipalTalk: {1, 1}, flows.MemberTalk: {1, 1}, flows.DepartmentTalk: {2, 0}, flows.BranchTalk: {1, 0}},
		"zhao": {flows.PrincipalTalk: {1, 0}, flows.MemberTalk: {1, 1}, flows.BranchTalk: {1, 0}},
	} {
		if got := m.Rates(id); !maps.Equal(got, want) {
			t.Errorf("%s: %v, want %v", id, got, want)
		}
	}
	if m.Total.Due != len(m.Standings) || m.Total.Due-m.Total.Done != len(m.Missing()) {
		t.Errorf("%d required, %d done, %d missing of %d", m.Total.Due, m.Total.Done, len(m.Missing()), len(m.Standings))
	}
}

// A member's rates add up to their tally, in a team of any size.
func TestRatesAddUp(t *testing.T) {
	for _, n := range []int{1, 2, 5, 9, 40} {
		for _, principal := range []bool{true, false} {
			m := MatrixOf(team(n, principal), nil, Crew{}, at("2026-11-20"))
			for _, tally := range m.Tallies {
				due := 0
				for _, r := range m.Rates(tally.Member) {
					due += r.Due
				}
				if due != tally.Due {
					t.Errorf("%s of %d: %d by kind, %d in all", tally.Member, n, due, tally.Due)
				}
			}
		}
	}
}

func TestWhoIsNudged(t *testing.T) {
	rules := func(rule ...flows.TalkRule) flows.Round {
		r := bureau()
		r.TalkRules = rule
		return r
	}
	closed := bureau()
	closed.State = flows.Closed
	everybody := []flows.SubjectID{"wang", "li", "zhao"}
	for _, c := range []struct {
		name      string
		round     flows.Round
		talks     []flows.Talk
		reachable []flows.SubjectID
		want      []flows.SubjectID
	}{
		{"all who have talks missing, by rank", bureau(), nil, everybody, everybody},
		{"not who cannot be written to", bureau(), nil, []flows.SubjectID{"zhao"}, []flows.SubjectID{"zhao"}},
		{"nobody can", bureau(), nil, nil, nil},
		{"not who is done, whoever logged it", rules(flows.PrincipalMembers), []flows.Talk{talkOf("wang", "li", flows.PrincipalTalk)}, everybody, []flows.SubjectID{"wang", "zhao"}},
		{"not who has none to do", rules(flows.DepartmentHeads), nil, everybody, []flows.SubjectID{"wang", "li"}},
		{"nobody, as none are required", rules(), nil, everybody, nil},
		{"nobody after the close", closed, nil, everybody, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := MatrixOf(c.round, records(c.talks...), Crew{Claimed: everybody, Reachable: c.reachable}, at("2026-11-20"))
			if got := m.ToNudge(); !slices.Equal(got, c.want) {
				t.Errorf("nudged are %v, want %v", got, c.want)
			}
		})
	}
}

// After the close nobody can answer any more, and nobody becomes silent.
func TestTimeStandsStillAfterTheClose(t *testing.T) {
	r := bureau()
	r.Closes = at("2026-11-08")
	one, both := records(talkOf("wang", "li", flows.PrincipalTalk)), Crew{Claimed: []flows.SubjectID{"wang", "li"}}
	for state, want := range map[flows.State]int{flows.Opened: 1, flows.Closed: 0, flows.Released: 0} {
		r.State = state
		if got := MatrixOf(r, one, both, at("2026-12-20")).Silences; len(got) != want {
			t.Errorf("%s: %d silences, want %d", state, len(got), want)
		}
	}
}
