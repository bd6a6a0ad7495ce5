package organize

import (
	"time"

	"soundings/flows"
	"soundings/flows/text"
)

const dayForm = time.DateOnly

// readWindow reads both dates. A day is counted whole: it opens with its first
// moment and closes with the first moment of the next.
func readWindow(opens, closes string, zone *time.Location) (from, until time.Time, err error) {
	if from, _, err = readMoment("opens", opens, zone); err != nil {
		return from, until, err
	}
	until, whole, err := readMoment("closes", closes, zone)
	if whole {
		until = until.AddDate(0, 0, 1)
	}
	return from, until, err
}

// readMoment reads a day, a local time or an RFC 3339 time; empty is no time.
func readMoment(field, s string, zone *time.Location) (at time.Time, whole bool, err error) {
	if s = oneLine(s); s == "" {
		return at, false, nil
	}
	for _, form := range []string{dayForm, "2006-01-02 15:04", time.RFC3339} {
		if at, err := time.ParseInLocation(form, s, zone); err == nil && at.Year() >= 2000 && at.Year() < 3000 {
			return at.In(zone), form == dayForm, nil
		}
	}
	return at, false, flows.Fail(flows.Invalid, "round.date", flows.Args{"field": field, "value": text.Cut(s, 40)})
}

// opensText and closesText are the inverse of readWindow.
func opensText(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return dateText(at.In(zone), 0)
}

func closesText(at time.Time, zone *time.Location) string {
	if at.IsZero() {
		return ""
	}
	return dateText(at.In(zone), -1)
}

// dateText is the day that lies days away where at is the first moment of a
// day, else the moment in full.
func dateText(at time.Time, days int) string {
	first := time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, at.Location())
	if !at.Equal(first) {
		return at.Format(time.RFC3339Nano)
	}
	return at.AddDate(0, 0, days).Format(dayForm)
}
