package main

import (
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

const minuteForm = "2006-01-02 15:04"

// readUntil reads a closing moment by the rule of closes in round.yaml: a day
// is included, so it ends with the first moment of the next.
func readUntil(s string, zone *time.Location) (time.Time, error) {
	for _, form := range []string{time.DateOnly, minuteForm, time.RFC3339} {
		at, err := time.ParseInLocation(form, strings.TrimSpace(s), zone)
		if err != nil || at.Year() < 2000 || at.Year() >= 3000 {
			continue
		}
		if form == time.DateOnly {
			at = at.AddDate(0, 0, 1)
		}
		return at.In(zone), nil
	}
	return time.Time{}, flows.Fail(flows.Invalid, "round.date", flows.Args{"field": "--until", "value": text.Cut(s, 40)})
}

// until is a closing moment as it is told: the last day, or the moment.
func (p *program) until(closes time.Time) dialogue.Text {
	closes = closes.In(p.zone)
	switch {
	case closes.IsZero():
		return dialogue.Say("cli.by_command")
	case midnight(closes):
		return dialogue.Say("cli.until_day", "day", closes.AddDate(0, 0, -1).Format(time.DateOnly))
	}
	return dialogue.Verbatim(closes.Format(minuteForm))
}

// from is an opening moment as it is told.
func (p *program) from(opens time.Time) dialogue.Text {
	opens = opens.In(p.zone)
	switch {
	case opens.IsZero():
		return dialogue.Say("cli.by_command")
	case midnight(opens):
		return dialogue.Verbatim(opens.Format(time.DateOnly))
	}
	return dialogue.Verbatim(opens.Format(minuteForm))
}

func midnight(t time.Time) bool {
	return t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()))
}
