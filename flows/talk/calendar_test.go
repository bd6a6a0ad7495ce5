package talk

import (
	"slices"
	"strings"
	"testing"

	"soundings/flows/dialogue"
)

// weeks are the calendar on the screen, a line a week.
func (d *desk) weeks() string {
	var lines []string
	for _, row := range d.Screen.Card.Buttons {
		if len(row) == 7 {
			var days []string
			for _, b := range row {
				days = append(days, strings.TrimPrefix(b.Label.Key+b.Label.Verbatim, "calendar.week."))
			}
			lines = append(lines, strings.Join(days, " "))
		}
	}
	return strings.Join(lines, "\n")
}

func TestACalendarShowsTheDaysATalkCanHaveBeenOn(t *testing.T) {
	for _, c := range []struct {
		today, month, want string
		ways               []string
	}{
		{"2026-11-20", "2026-11", `mon tue wed thu fri sat sun
· · · · · · 1
2 3 4 5 6 7 8
9 10 11 12 13 14 15
16 17 18 19 20 · ·`, []string{"earlier"}},
		{"2026-11-20", "2025-11", `mon tue wed thu fri sat sun
· · · 20 21 22 23
24 25 26 27 28 29 30`, []string{"later"}},
	} {
		d := toDate(t)
		d.world.Today = at(c.today)
		d.Frame().Answers[month] = c.month
		d.Input(dialogue.Input{})
		if got := d.weeks(); got != c.want {
			t.Errorf("%s on %s:\n%s\nwant\n%s", c.month, c.today, got, c.want)
		}
		for _, way := range []string{"earlier", "later"} {
			if got := slices.ContainsFunc(d.Buttons(), func(b dialogue.Button) bool { return b.Label.Key == "calendar."+way }); got != slices.Contains(c.ways, way) {
				t.Errorf("%s on %s: %s is %v", c.month, c.today, way, got)
			}
		}
	}
}

func TestADayIsTappedMonthsBack(t *testing.T) {
	d := toDate(t)
	d.Tap("calendar.open")
	d.Tap("calendar.month") // October
	d.At(date)
	d.Tap("31")
	d.At(place)
	if got := d.Frame().Answers[date]; got != "2026-10-31" {
		t.Errorf("day %s", got)
	}
	if d.Frame().Answers[month] != "" {
		t.Error("the calendar stays open")
	}
	d.Tap("engine.button.back")
	if !d.Has("2026-10-31") {
		t.Errorf("the day that was chosen is not among %v", d.offered())
	}
}

func TestGapsInTheCalendarDoNothing(t *testing.T) {
	d := toDate(t)
	d.Tap("calendar.open")
	for _, gap := range []string{"·", "calendar.week.mon"} {
		d.Tap(gap)
		d.At(date)
		d.Noticed("")
	}
}

func TestADayIsTyped(t *testing.T) {
	d := toDate(t)
	d.Type("明天")
	d.Noticed("talk.date_future")
	d.Type("4月31日")
	d.Noticed("talk.date_none")
	d.At(date)
	d.Tap("calendar.open")
	d.Type("11月3日")
	d.At(place)
	if got := d.Frame().Answers[date]; got != "2026-11-03" {
		t.Errorf("day %s", got)
	}
}

// Yesterday is the day before the one on which it was tapped, also past midnight.
func TestADayStaysWhatItWas(t *testing.T) {
	d := toDate(t)
	d.Tap("talk.date.yesterday")
	d.later("2026-11-21")
	d.Tap("engine.button.back")
	if key := d.Button("talk.date.before").Label.Key; key != "engine.button.chosen" {
		t.Errorf("the day before is %s", key)
	}
	if got := d.offered(); !slices.Equal(got, []string{"talk.date.today", "talk.date.yesterday", "talk.date.before", "calendar.open"}) {
		t.Errorf("offered %v", got)
	}
}
