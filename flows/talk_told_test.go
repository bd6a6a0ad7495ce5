package flows

import "testing"

func TestWhatAMemberWasNotToldOf(t *testing.T) {
	answered := func(r TalkRecord, v TalkVerdict) TalkRecord {
		a := says("li", v, "")
		if a.Edition = r.Edition; v == TalkCorrected {
			a.Corrections = []TalkCorrection{to(OwnField, "别的"+string(rune('a'+r.Edition)))}
		}
		return must(t)(r.Answered(a, "2026-11-05"))
	}
	changed := func(r TalkRecord) TalkRecord {
		talk := r.Talk
		talk.Given += "！"
		return must(t)(r.Rewritten(talk, "2026-11-06"))
	}
	alone := aRecord()
	alone.Talk.With = alone.Talk.With[:1]
	carried := alone
	carried.Carried = []CarriedID{"c1"}
	for _, c := range []struct {
		name     string
		r        TalkRecord
		li, wang bool
	}{
		{"a new log waits for the other side", aRecord(), true, false},
		{"they were told of it", aRecord().Told("li", "2026-11-05"), false, false},
		{"they were not, after all", aRecord().Told("li", "2026-11-05").Untell("li"), true, false},
		{"another was told", aRecord().Told("wang", "2026-11-05"), true, false},
		{"they have confirmed it", answered(aRecord(), TalkConfirmed), false, false},
		{"it was changed on the day on which they were told", changed(aRecord().Told("li", "2026-11-06")), false, false},
		{"it was changed since they were told", changed(aRecord().Told("li", "2026-11-05")), true, false},
		{"it was changed since they confirmed", changed(answered(aRecord().Told("li", "2026-11-05"), TalkConfirmed)), true, false},
		{"it was changed since they said it was otherwise", changed(answered(aRecord().Told("li", "2026-11-05"), TalkObjected)).Told("wang", "2026-11-05"), false, false},
		{"it was otherwise", answered(aRecord(), TalkCorrected), false, true},
		{"the logger was told so", answered(aRecord(), TalkObjected).Told("wang", "2026-11-05"), false, false},
		{"words of theirs were carried over", answered(carried, TalkConfirmed), true, false},
		{"they were told that, too", answered(carried, TalkConfirmed).Told("li", "2026-11-05"), false, false},
		{"others of their words in the place of some they were told of", func() TalkRecord {
			r := answered(carried, TalkConfirmed).Told("li", "2026-11-05")
			r.Carried = []CarriedID{"c2"}
			return r
		}(), true, false},
		{"it was otherwise, and then otherwise again", answered(answered(aRecord(), TalkObjected).Told("wang", "2026-11-05"), TalkCorrected), false, true},
		{"an answer was taken back of which the logger was told", must(t)(answered(aRecord(), TalkObjected).Told("wang", "2026-11-05").Told("li", "2026-11-05").Unsaid("li")), false, false},
		{"and it was otherwise all the same", answered(must(t)(answered(aRecord(), TalkObjected).Told("wang", "2026-11-05").Unsaid("li")), TalkObjected), false, true},
		{"in a group nobody can tell whose words they are", func() TalkRecord {
			r := answered(aRecord(), TalkConfirmed)
			r.Carried = []CarriedID{"c1"}
			return r
		}(), false, false},
	} {
		for m, want := range map[SubjectID]bool{"li": c.li, "wang": c.wang, "zhao": false, "": false} {
			if got := c.r.Untold(m, "2026-11-06"); got != want {
				t.Errorf("%s: for %q %v, want %v", c.name, m, got, want)
			}
		}
	}
}
