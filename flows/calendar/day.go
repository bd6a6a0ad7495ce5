package calendar

import "time"

// Civil is a day as a moment for showing it: noon, where no zone is near another
// day. There is no 31 April.
func Civil(year, month, day int, zone *time.Location) (time.Time, bool) {
	at := time.Date(year, time.Month(month), day, 12, 0, 0, 0, zone)
	return at, at.Day() == day
}

// Day is the day of a moment, as Civil has it.
func Day(t time.Time) time.Time {
	day, _ := Civil(t.Year(), int(t.Month()), t.Day(), t.Location())
	return day
}

// Shown is a day written 2006-01-02 for showing it; zero where it is none.
func Shown(day string, zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}
	}
	return Day(t)
}
