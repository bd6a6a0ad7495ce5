package talk

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/text"
)

// civil is a day as a moment for showing it: noon, where no zone is near another
// day. There is no 31 April.
func civil(year, month, day int, zone *time.Location) (time.Time, bool) {
	at := time.Date(year, time.Month(month), day, 12, 0, 0, 0, zone)
	return at, at.Day() == day
}

// dayOf is the day of a moment, as civil has it.
func dayOf(t time.Time) time.Time {
	day, _ := civil(t.Year(), int(t.Month()), t.Day(), t.Location())
	return day
}

// shown is a day of a Talk for showing it; zero where it is none.
func shown(day string, zone *time.Location) time.Time {
	t, err := time.ParseInLocation(time.DateOnly, day, zone)
	if err != nil {
		return time.Time{}
	}
	return dayOf(t)
}

// ReadDay reads the day of a talk as people type it, in Chinese or English and
// in any width, as 2006-01-02. today is any moment of today where they are.
//
// A day without a year is the latest that is not in the future. But what would
// then be nearly a year ago, as it comes within a month, is more likely a slip:
// it is asked for with its year. Errors are Invalid: talk.date_form (no day at
// all), talk.date_none (31 April), talk.date_future, talk.date_ahead (the slip),
// and talk.date_old for more than a year ago, which is no talk for this meeting
// and mostly a wrong year.
func ReadDay(typed string, today time.Time) (string, error) {
	today = dayOf(today)
	s := strings.ToLower(strings.TrimSpace(text.HalfWidth(text.OneLine(typed))))
	if ago, ok := daysAgo()[s]; ok {
		return past(today.AddDate(0, 0, -ago), today)
	}
	w, ok := readWritten(s)
	if !ok {
		return "", flows.Fail(flows.Invalid, "talk.date_form", nil)
	}
	return w.latest(typed, today)
}

func daysAgo() map[string]int {
	return map[string]int{"今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "大前天": 3, "明天": -1, "后天": -2,
		"today": 0, "yesterday": 1, "tomorrow": -1}
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

// A written day may leave out the year, or year and month; those are 0.
type written struct{ year, month, day int }

const maxShownDay = 40 // of what was typed and is no day

// dayForms: 2026年11月3日, 2026-11-03, 2026/11/3, 2026.11.3 and all of them without
// the year; 3日; 3 Nov 2026; Nov 3, 2026.
var dayForms = []*regexp.Regexp{
	regexp.MustCompile(`^(?:(?P<y>\d{4}) ?[-/.年] ?)?(?P<m>0?[1-9]|1[0-2]) ?[-/.月] ?(?P<d>\d{1,2}) ?[日号]?$`),
	regexp.MustCompile(`^(?P<d>\d{1,2}) ?[日号]$`),
	regexp.MustCompile(`^(?P<d>\d{1,2})(?:st|nd|rd|th)? ?(?P<name>[a-z]{3,9})\.?(?:,? ?(?P<y>\d{4}))?$`),
	regexp.MustCompile(`^(?P<name>[a-z]{3,9})\.? ?(?P<d>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y>\d{4}))?$`),
}

func readWritten(s string) (w written, ok bool) {
	for _, form := range dayForms {
		m := form.FindStringSubmatch(s)
		if m == nil {
			continue
		}
		part := func(name string) string {
			if i := form.SubexpIndex(name); i >= 0 {
				return m[i]
			}
			return ""
		}
		w.year, _ = strconv.Atoi(part("y")) // what is left out is 0
		w.month, _ = strconv.Atoi(part("m"))
		w.day, _ = strconv.Atoi(part("d"))
		if name := part("name"); name != "" {
			w.month = monthOf(name)
			return w, w.month > 0
		}
		return w, true
	}
	return w, false
}

// monthOf is a month by its English name or the beginning of it, else 0.
func monthOf(name string) int {
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), name) {
			return int(m)
		}
	}
	return 0
}

// latest is the latest day that w can stand for, as of today.
func (w written) latest(typed string, today time.Time) (string, error) {
	var days []time.Time // the latest first; the first of several may be to come
	for _, m := range w.months(today) {
		if day, ok := civil(m.Year(), int(m.Month()), w.day, today.Location()); ok {
			days = append(days, day)
		}
	}
	switch {
	case len(days) == 0:
		return "", flows.Fail(flows.Invalid, "talk.date_none", flows.Args{"value": text.Cut(text.OneLine(typed), maxShownDay)})
	case len(days) == 1 || !days[0].After(today):
		return past(days[0], today)
	case w.month > 0 && days[0].Before(today.AddDate(0, 1, 1)):
		return "", flows.Fail(flows.Invalid, "talk.date_ahead", flows.Args{"date": days[0], "value": days[1].Format(time.DateOnly)})
	}
	return past(days[1], today)
}

// months are the months that w can stand in, by their first day, the latest
// first.
func (w written) months(today time.Time) []time.Time {
	first := func(year, month int) time.Time {
		return time.Date(year, time.Month(month), 1, 12, 0, 0, 0, today.Location())
	}
	year, month := today.Year(), int(today.Month())
	switch {
	case w.year > 0:
		return []time.Time{first(w.year, w.month)}
	case w.month > 0:
		return []time.Time{first(year, w.month), first(year-1, w.month)}
	}
	return []time.Time{first(year, month), first(year, month-1), first(year, month-2)} // no two months running lack a day
}
