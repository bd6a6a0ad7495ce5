package organize

import (
	"regexp"
	"strconv"
	"strings"
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
	until, err = ReadClosing("closes", closes, zone)
	return from, until, err
}

// ReadClosing reads a closing moment: a day is included, so it ends with the
// first moment of the next. Empty is no time. The error, Invalid round.date,
// calls the text field.
func ReadClosing(field, s string, zone *time.Location) (time.Time, error) {
	at, whole, err := readMoment(field, s, zone)
	if whole {
		at = at.AddDate(0, 0, 1)
	}
	return at, err
}

// readMoment reads a day or a moment in the ways that people and programs write
// one, also with full-width signs; whole tells a day. Empty is no time.
func readMoment(field, s string, zone *time.Location) (at time.Time, whole bool, err error) {
	if s = strings.TrimSpace(text.HalfWidth(text.OneLine(s))); s == "" {
		return at, false, nil
	}
	at, whole, ok := readLocal(s, zone)
	if !ok {
		exact, err := time.Parse(time.RFC3339, s)
		at, ok = exact, err == nil
	}
	if !ok || at.Year() < 2000 || at.Year() >= 3000 {
		return time.Time{}, false, flows.Fail(flows.Invalid, "round.date", flows.Args{"field": field, "value": text.Cut(s, 40)})
	}
	return at.In(zone), whole, nil
}

// localForm is 2026-11-30, 2026/11/30, 2026.11.30 or 2026年11月30日, and
// perhaps 18:00, 18时 or 18点30分 behind it.
var localForm = regexp.MustCompile(`^(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2})(?:$| ?日 ?| )(?:(\d{1,2})(?::(\d{2})|[时点](?:(\d{1,2})分)?))?$`)

// readLocal reads a day or a moment in zone. There is no 30 February.
func readLocal(s string, zone *time.Location) (at time.Time, whole, ok bool) {
	m := localForm.FindStringSubmatch(s)
	if m == nil {
		return at, false, false
	}
	var n [7]int
	for i := 1; i < len(n); i++ {
		n[i], _ = strconv.Atoi(m[i]) // what is left out is 0
	}
	hour, minute := n[4], n[5]+n[6]
	day := time.Date(n[1], time.Month(n[2]), n[3], 0, 0, 0, 0, zone)
	if day.Month() != time.Month(n[2]) || day.Day() != n[3] || minute > 59 || hour > 24 || hour == 24 && minute > 0 {
		return at, false, false
	}
	return time.Date(n[1], time.Month(n[2]), n[3], hour, minute, 0, 0, zone), m[4] == "", true
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
