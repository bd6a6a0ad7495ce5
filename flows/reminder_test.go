package flows

import (
	"testing"
	"time"
)

func zone(t *testing.T, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// at is a moment as the clocks in a zone show it.
func at(t *testing.T, in *time.Location, s string) time.Time {
	t.Helper()
	when, err := time.ParseInLocation("2006-01-02 15:04", s, in)
	if err != nil {
		t.Fatal(err)
	}
	return when
}

func TestAReminderComesTheDayBeforeTheLast(t *testing.T) {
	for _, c := range []struct{ name, zone, opens, closes, from, until string }{
		{"the last day is included", "Asia/Shanghai", "2026-11-01 00:00", "2026-11-21 00:00", "2026-11-19 09:00", "2026-11-19 21:00"},
		{"it closes in the middle of a day", "Asia/Shanghai", "2026-11-01 00:00", "2026-11-20 18:00", "2026-11-19 09:00", "2026-11-19 21:00"},
		{"it closes early in the morning", "Asia/Shanghai", "2026-11-01 00:00", "2026-11-20 00:30", "2026-11-19 09:00", "2026-11-19 21:00"},
		{"it began in the afternoon", "Asia/Shanghai", "2026-11-18 15:00", "2026-11-21 00:00", "2026-11-19 09:00", "2026-11-19 21:00"},
		{"over a change of months", "Asia/Shanghai", "2026-11-20 00:00", "2026-12-02 00:00", "2026-11-30 09:00", "2026-11-30 21:00"},
		{"two days", "Asia/Shanghai", "2026-11-01 00:00", "2026-11-03 00:00", "2026-11-01 09:00", "2026-11-01 21:00"},
		{"less than two days", "Asia/Shanghai", "2026-11-01 00:01", "2026-11-03 00:00", "", ""},
		{"one day", "Asia/Shanghai", "2026-11-01 00:00", "2026-11-02 00:00", "", ""},
		{"two days of which one is an hour short", "Europe/Berlin", "2026-03-28 00:00", "2026-03-30 00:00", "2026-03-28 09:00", "2026-03-28 21:00"},
		{"the clocks change that very night", "Europe/Berlin", "2026-10-01 00:00", "2026-10-27 00:00", "2026-10-25 09:00", "2026-10-25 21:00"},
	} {
		in := zone(t, c.zone)
		r := Round{State: Opened, Opens: at(t, in, c.opens), Closes: at(t, in, c.closes)}
		from, until := r.Reminder(in)
		if c.from == "" {
			if !from.IsZero() || !until.IsZero() {
				t.Errorf("%s: from %v until %v, want none", c.name, from, until)
			}
			continue
		}
		if !from.Equal(at(t, in, c.from)) || !until.Equal(at(t, in, c.until)) {
			t.Errorf("%s: from %v until %v, want %s to %s", c.name, from, until, c.from, c.until)
		}
	}
}

// What is stored of a moment is its offset, and the store may be read elsewhere.
func TestDaysCountInTheZoneOfTheSettings(t *testing.T) {
	shanghai := zone(t, "Asia/Shanghai")
	r := Round{State: Opened, Opens: at(t, shanghai, "2026-11-01 00:00").UTC(), Closes: at(t, shanghai, "2026-11-21 00:00").UTC()}
	for name, want := range map[string]string{"Asia/Shanghai": "2026-11-19 09:00", "UTC": "2026-11-19 09:00", "America/New_York": "2026-11-19 09:00", "Pacific/Kiritimati": "2026-11-20 09:00"} {
		in := zone(t, name)
		if from, _ := r.Reminder(in); !from.Equal(at(t, in, want)) {
			t.Errorf("%s: %v, want %s", name, from, want)
		}
	}
}

func TestWhenPeopleAreReminded(t *testing.T) {
	in := zone(t, "Asia/Shanghai")
	round := func(s State, closes string) Round {
		return Round{State: s, Opens: at(t, in, "2026-11-01 00:00"), Closes: at(t, in, closes)}
	}
	open := round(Opened, "2026-11-21 00:00")
	undated := open
	undated.Closes = time.Time{}
	extended, err := open.Extend(at(t, in, "2026-11-28 00:00"), at(t, in, "2026-11-19 08:00"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name        string
		r           Round
		now         string
		due, coming bool
	}{
		{"days before", open, "2026-11-10 12:00", false, true},
		{"a minute too early", open, "2026-11-19 08:59", false, true},
		{"at nine", open, "2026-11-19 09:00", true, false},
		{"late, after an outage", open, "2026-11-19 20:59", true, false},
		{"not at night", open, "2026-11-19 21:00", false, false},
		{"not on the last day", open, "2026-11-20 09:00", false, false},
		{"not when its time is over", open, "2026-11-21 09:00", false, false},
		{"extended: no longer on that day", extended, "2026-11-19 09:00", false, true},
		{"extended: on another", extended, "2026-11-26 09:00", true, false},
		{"without a date to close at", undated, "2026-11-19 09:00", false, false},
		{"a draft", round(Draft, "2026-11-21 00:00"), "2026-11-19 09:00", false, false},
		{"closed by command", round(Closed, "2026-11-21 00:00"), "2026-11-19 09:00", false, false},
	} {
		now := at(t, in, c.now)
		if c.r.Reminds(now) != c.due || c.r.WillRemind(now) != c.coming {
			t.Errorf("%s: due %v, to come %v; want %v, %v", c.name, c.r.Reminds(now), c.r.WillRemind(now), c.due, c.coming)
		}
		day := ""
		if c.due {
			day = c.now[:len("2026-11-19")]
		}
		if got := c.r.RemindsFor(now); got != day {
			t.Errorf("%s: for %q, want %q", c.name, got, day)
		}
	}
}
