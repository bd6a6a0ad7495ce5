package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/text"
)

// ReadDay reads the day of a talk as people type it (see calendar.Read), as
// 2006-01-02. today is any moment of today where they are.
//
// A day without a year is the latest that is not in the future. But what would
// then be nearly a year ago, as it comes within a month, is more likely a slip:
// it is asked for with its year. Errors are Invalid: talk.date_form (no day at
// all), talk.date_none (31 April), talk.date_future, talk.date_ahead (the slip),
// and talk.date_old for more than a year ago, which is no talk for this meeting
// and mostly a wrong year.
func ReadDay(typed string, today time.Time) (string, error) {
	today = calendar.Day(today)
	w, ok := calendar.Read(typed)
	switch {
	case !ok:
		return "", flows.Fail(flows.Invalid, "talk.date_form", nil)
	case w.Near:
		return past(today.AddDate(0, 0, w.Ahead), today)
	}
	return latest(w, typed, today)
}

// past lets through a day that a talk can have been on.
func past(day, today time.Time) (string, error) {
	switch {
	case day.After(today):
		return "", flows.Fail(flows.Invalid, "talk.date_future", flows.Args{"date": day})
	case day.Before(earliest(today)):
		return "", flows.Fail(flows.Invalid, "talk.date_old", flows.Args{"date": day})
	}
	return day.Format(time.DateOnly), nil
}

func earliest(today time.Time) time.Time { return today.AddDate(-1, 0, 0) }

const maxShownDay = 40 // of what was typed and is no day

// latest is the latest day that w can stand for, as of today.
func latest(w calendar.Written, typed string, today time.Time) (string, error) {
	var days []time.Time // the latest first; the first of several may be to come
	for _, m := range months(w, today) {
		if day, ok := calendar.Civil(m.Year(), int(m.Month()), w.Day, today.Location()); ok {
			days = append(days, day)
		}
	}
	switch {
	case len(days) == 0:
		return "", flows.Fail(flows.Invalid, "talk.date_none", flows.Args{"value": text.Cut(text.OneLine(typed), maxShownDay)})
	case len(days) == 1 || !days[0].After(today):
		return past(days[0], today)
	case w.Month > 0 && days[0].Before(today.AddDate(0, 1, 1)):
		return "", flows.Fail(flows.Invalid, "talk.date_ahead", flows.Args{"date": days[0], "value": days[1].Format(time.DateOnly)})
	}
	return past(days[1], today)
}

// months are the months that w can stand in, by their first day, the latest
// first.
func months(w calendar.Written, today time.Time) []time.Time {
	first := func(year, month int) time.Time {
		return time.Date(year, time.Month(month), 1, 12, 0, 0, 0, today.Location())
	}
	year, month := today.Year(), int(today.Month())
	switch {
	case w.Year > 0:
		return []time.Time{first(w.Year, w.Month)}
	case w.Month > 0:
		return []time.Time{first(year, w.Month), first(year-1, w.Month)}
	}
	return []time.Time{first(year, month), first(year, month-1), first(year, month-2)} // no two months running lack a day
}
