package talk

import (
	"slices"
	"testing"

	"soundings/flows"
)

func TestWhoHasNotAnsweredInTimeIsSilent(t *testing.T) {
	logged := flows.TalkRecord{Logged: "2026-11-03", Talk: flows.Talk{By: "wang",
		With: []flows.Counterpart{{Member: "li"}, {Member: "zhao"}, {Department: "bgs", Name: "周正"}}}}
	answered := func(v flows.TalkVerdict) flows.TalkRecord {
		r := logged
		r.Answers = []flows.TalkAnswer{{By: "li", Verdict: v}}
		return r
	}
	edited := func(r flows.TalkRecord, day string) flows.TalkRecord {
		r.Edition, r.Edited = 1, day
		return r
	}
	both := []flows.SubjectID{"li", "zhao"}
	for _, c := range []struct {
		name  string
		r     flows.TalkRecord
		uses  []flows.SubjectID
		today string
		want  []flows.SubjectID
	}{
		{"on the sixth day", logged, both, "2026-11-09", nil},
		{"on the seventh", logged, both, "2026-11-10", both},
		{"long after", logged, both, "2027-01-10", both},
		{"who does not use the bot was not asked", logged, []flows.SubjectID{"zhao", "wang"}, "2026-11-10", []flows.SubjectID{"zhao"}},
		{"nobody uses it", logged, nil, "2026-11-10", nil},
		{"one has answered", answered(flows.TalkObjected), both, "2026-11-10", []flows.SubjectID{"zhao"}},
		{"it was changed since", edited(logged, "2026-11-08"), both, "2026-11-14", nil},
		{"and a week has gone by again", edited(logged, "2026-11-08"), both, "2026-11-15", both},
		{"a confirmation was of an earlier wording", edited(answered(flows.TalkConfirmed), "2026-11-08"), both, "2026-11-15", both},
		{"an objection stands", edited(answered(flows.TalkObjected), "2026-11-08"), both, "2026-11-15", []flows.SubjectID{"zhao"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := Silent(c.r, c.uses, at(c.today))
			if !slices.Equal(got, c.want) {
				t.Errorf("silent are %v, want %v", got, c.want)
			}
			if all := Silences([]flows.TalkRecord{c.r}, c.uses, at(c.today)); len(all) != min(len(c.want), 1) {
				t.Errorf("%d talks", len(all))
			}
		})
	}
}
