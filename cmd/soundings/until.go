package main

import (
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

const minuteForm = "2006-01-02 15:04"

// until is a closing moment as it is told: the last day, or the moment.
func (p *program) until(closes time.Time) dialogue.Text {
	closes = closes.In(p.zone)
	switch {
	case closes.IsZero():
		return dialogue.Say("cli.closes_by_hand")
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
		return dialogue.Say("cli.opens_by_hand")
	case midnight(opens):
		return dialogue.Verbatim(opens.Format(time.DateOnly))
	}
	return dialogue.Verbatim(opens.Format(minuteForm))
}

func midnight(t time.Time) bool {
	return t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location()))
}

// dated is args with their days as they are written in round.yaml and typed
// behind --until, so that the command line has one way to write a day.
func (p *program) dated(args flows.Args) flows.Args {
	all := flows.Args{}
	for name, value := range args {
		if at, ok := value.(time.Time); ok && !at.IsZero() {
			value = p.stamp(at, time.DateOnly)
		}
		all[name] = value
	}
	return all
}
