package calendar

import (
	"strconv"
	"time"

	"soundings/flows/dialogue"
)

// A Window are the days that can be tapped: from one to the last, as Day has them.
type Window struct{ From, Last time.Time }

const monthForm = "2006-01"

// Open opens the calendar at the month of a day, which is kept in the answer of
// this name.
func Open(name string, day time.Time) *dialogue.Move {
	return &dialogue.Move{Set: dialogue.Answers{name: day.Format(monthForm)}}
}

// At is the first day of the month that the calendar is open at, if it is.
func At(a dialogue.Answers, name string, zone *time.Location) (first time.Time, ok bool) {
	t, err := time.ParseInLocation(monthForm, a[name], zone)
	return Day(t), err == nil
}

// Month is a month in weeks, Monday first, an option 2006-01-02 a day. Days outside
// of the window are gaps, weeks of nothing else are left out. The months beside it
// are opened by name, as in Open.
func (w Window) Month(first time.Time, name string) dialogue.Choice {
	c := dialogue.Choice{Columns: 7, Per: 7 * 7}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		c.Options = append(c.Options, dialogue.Option{Label: dialogue.Say("calendar.week." + day)})
	}
	next := first.AddDate(0, 1, 0)
	for monday := first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7)); monday.Before(next); monday = monday.AddDate(0, 0, 7) {
		c.Options = append(c.Options, w.week(monday, first.Month())...)
	}
	if last := first.AddDate(0, 0, -1); !last.Before(w.From) {
		c.Pinned = append(c.Pinned, dialogue.Option{ID: "earlier", Label: dialogue.Say("calendar.earlier", "label", Label(last)), Move: Open(name, last)})
	}
	if !next.After(w.Last) {
		c.Pinned = append(c.Pinned, dialogue.Option{ID: "later", Label: dialogue.Say("calendar.later", "label", Label(next)), Move: Open(name, next)})
	}
	return c
}

// week is the part of a week that is in a month, nothing if that is nothing but
// gaps.
func (w Window) week(monday time.Time, in time.Month) []dialogue.Option {
	var row []dialogue.Option
	days := 0
	for i := range 7 {
		day := monday.AddDate(0, 0, i)
		if day.Month() != in || day.After(w.Last) || day.Before(w.From) {
			row = append(row, dialogue.Option{Label: dialogue.Verbatim("·")})
			continue
		}
		days++
		row = append(row, dialogue.Option{ID: day.Format(time.DateOnly), Label: dialogue.Verbatim(strconv.Itoa(day.Day()))})
	}
	if days == 0 {
		return nil
	}
	return row
}

// Label names the month of a day.
func Label(day time.Time) dialogue.Text {
	return dialogue.Say("calendar.month", "year", day.Year(), "month", int(day.Month()))
}
