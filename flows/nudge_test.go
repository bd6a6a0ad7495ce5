package flows

import "testing"

// There is one such reminder a round, on a day before the one on which people are
// reminded anyway, and in the same hours.
func TestAnOrganizerHasPeopleRemindedOnceMore(t *testing.T) {
	in := zone(t, "Asia/Shanghai")
	for _, c := range []struct{ name, closes, now, from, fails string }{
		{"in the daytime", "2026-11-21 00:00", "2026-11-10 15:20", "2026-11-10 15:20", ""},
		{"at night", "2026-11-21 00:00", "2026-11-10 03:00", "2026-11-10 09:00", ""},
		{"in the evening", "2026-11-21 00:00", "2026-11-10 21:00", "2026-11-11 09:00", ""},
		{"the day before the day", "2026-11-21 00:00", "2026-11-18 20:59", "2026-11-18 20:59", ""},
		{"the evening before the day", "2026-11-21 00:00", "2026-11-18 21:00", "", "round.nudge_late"},
		{"on the day", "2026-11-21 00:00", "2026-11-19 08:00", "", "round.nudge_late"},
		{"no closing date", "", "2026-11-10 15:20", "", "round.nudge_late"},
	} {
		r := Round{State: Opened, Opens: at(t, in, "2026-11-01 00:00")}
		if c.closes != "" {
			r.Closes = at(t, in, c.closes)
		}
		got, err := r.Nudged(at(t, in, c.now))
		if err == nil && c.fails == "" {
			if !got.Nudge.Equal(at(t, in, c.from)) {
				t.Errorf("%s: from %v, want %s", c.name, got.Nudge, c.from)
			}
			if _, err := got.Nudged(at(t, in, c.now)); KeyOf(err) != "round.nudged" {
				t.Errorf("%s: a second time: %v", c.name, err)
			}
			continue
		}
		if KeyOf(err) != c.fails {
			t.Errorf("%s: %v, want %s", c.name, err, c.fails)
		}
	}
	if _, err := (Round{State: Closed}).Nudged(at(t, in, "2026-11-10 15:20")); KeyOf(err) != "round.is_closed" {
		t.Errorf("a closed round: %v", err)
	}
}

func TestTheReminderAskedForComesInItsHours(t *testing.T) {
	in := zone(t, "Asia/Shanghai")
	r := Round{State: Opened, Opens: at(t, in, "2026-11-01 00:00"), Closes: at(t, in, "2026-11-21 00:00"), Nudge: at(t, in, "2026-11-10 15:20").UTC()}
	for now, want := range map[string]string{"2026-11-10 15:19": "", "2026-11-10 15:20": "2026-11-10", "2026-11-10 20:59": "2026-11-10", "2026-11-10 21:00": "",
		"2026-11-11 10:00": "", "2026-11-19 09:00": "2026-11-19"} {
		if got := r.RemindsFor(at(t, in, now)); got != want {
			t.Errorf("at %s: %q, want %q", now, got, want)
		}
	}
}
