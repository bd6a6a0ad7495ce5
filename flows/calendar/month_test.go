package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"soundings/flows/dialogue"
)

func day(t *testing.T, s string) time.Time {
	t.Helper()
	d, err := time.ParseInLocation(time.DateOnly, s, time.FixedZone("CST", 8*60*60))
	if err != nil {
		t.Fatal(err)
	}
	return Day(d)
}

// weeks are a month as it stands on the screen, a line a week.
func weeks(c dialogue.Choice) string {
	var lines []string
	for row := range slices.Chunk(c.Options, c.Columns) {
		var days []string
		for _, o := range row {
			days = append(days, strings.TrimPrefix(o.Label.Key+o.Label.Verbatim, "calendar.week."))
		}
		lines = append(lines, strings.Join(days, " "))
	}
	return strings.Join(lines, "\n")
}

func TestAMonthInWeeks(t *testing.T) {
	for _, c := range []struct {
		name, from, last, month, want string
		ways                          []string
	}{
		{"the window ends in it", "2025-11-20", "2026-11-20", "2026-11-01", `mon tue wed thu fri sat sun
· · · · · · 1
2 3 4 5 6 7 8
9 10 11 12 13 14 15
16 17 18 19 20 · ·`, []string{"earlier"}},
		{"the window begins in it", "2025-11-20", "2026-11-20", "2025-11-01", `mon tue wed thu fri sat sun
· · · 20 21 22 23
24 25 26 27 28 29 30`, []string{"later"}},
		{"it is whole", "2025-11-20", "2026-11-20", "2026-06-01", `mon tue wed thu fri sat sun
1 2 3 4 5 6 7
8 9 10 11 12 13 14
15 16 17 18 19 20 21
22 23 24 25 26 27 28
29 30 · · · · ·`, []string{"earlier", "later"}},
		{"over a change of years", "2025-12-01", "2026-12-01", "2025-12-01", `mon tue wed thu fri sat sun
1 2 3 4 5 6 7
8 9 10 11 12 13 14
15 16 17 18 19 20 21
22 23 24 25 26 27 28
29 30 31 · · · ·`, []string{"later"}},
		{"four weeks", "2026-02-28", "2027-02-28", "2027-02-01", `mon tue wed thu fri sat sun
1 2 3 4 5 6 7
8 9 10 11 12 13 14
15 16 17 18 19 20 21
22 23 24 25 26 27 28`, []string{"earlier"}},
		{"there is nothing else to choose", "2026-11-16", "2026-11-18", "2026-11-01", `mon tue wed thu fri sat sun
16 17 18 · · · ·`, nil},
	} {
		got := Window{day(t, c.from), day(t, c.last)}.Month(day(t, c.month), "month")
		if shown := weeks(got); shown != c.want {
			t.Errorf("%s:\n%s\nwant\n%s", c.name, shown, c.want)
		}
		var ways []string
		for _, o := range got.Pinned {
			ways = append(ways, o.ID)
		}
		if !slices.Equal(ways, c.ways) {
			t.Errorf("%s: it leads %v, want %v", c.name, ways, c.ways)
		}
	}
}

// What a button opens is the month that it names, and reads back as its first day.
func TestACalendarIsOpenAtAMonth(t *testing.T) {
	zone := time.FixedZone("CST", 8*60*60)
	a := Open("month", day(t, "2026-03-31")).Set
	if first, ok := At(a, "month", zone); !ok || first.Format(time.DateOnly) != "2026-03-01" {
		t.Errorf("open at %v, %v", first, ok)
	}
	for name, answer := range map[string]string{"shut": "", "no month": "2026-13", "a day": "2026-03-31"} {
		if first, ok := At(dialogue.Answers{"month": answer}, "month", zone); ok {
			t.Errorf("%s: open at %v", name, first)
		}
	}
}
