package main

import (
	"context"
	"time"

	"soundings/flows"
)

// By how much our clock may differ: rounds open and close by it.
const (
	clockOff   = 5 * time.Second
	clockWrong = 5 * time.Minute
)

// lookAtStoreClock compares our clock with that of Redis.
func (d *doctor) lookAtStoreClock(ctx context.Context) []finding {
	ticking, ok := d.store.(interface {
		Clock(context.Context) (time.Time, error)
	})
	if !ok {
		return nil // a file has none
	}
	began := d.now()
	theirs, err := ticking.Clock(ctx)
	switch {
	case flows.CodeOf(err) == flows.Refused || flows.CodeOf(err) == flows.Internal:
		return nil // it may not be asked; Telegram has a clock too
	case err != nil:
		return []finding{{failure, err}}
	}
	return []finding{compared("Redis", theirs, began, d.now())}
}

// compared is how a clock that was read between two moments of ours agrees.
func compared(whose string, theirs, began, ended time.Time) finding {
	off := began.Add(ended.Sub(began) / 2).Sub(theirs).Abs()
	g, key := well, "doctor.clock"
	switch {
	case off > clockWrong:
		g, key = failure, "doctor.clock_off"
	case off > clockOff:
		g, key = warning, "doctor.clock_off"
	}
	return find(g, key, "whose", whose, "off", off.Round(time.Second).String())
}
