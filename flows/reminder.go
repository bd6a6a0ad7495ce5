package flows

import "time"

// The hours between which people are written to unasked, on one day: nobody is
// woken up.
const (
	remindFrom  = 9
	remindUntil = 21
)

// Awake says whether people may be written to without having asked this moment.
// Hours count in now's zone.
func Awake(now time.Time) bool { return now.Hour() >= remindFrom && now.Hour() < remindUntil }

// Reminder is when whoever asked for it is reminded that the round is about to
// close: on the day before its last, as days count in zone, from nine in the
// morning until nine in the evening. Zero: not at all, since it is not open, has
// no date to close at, or is shorter than two days.
func (r Round) Reminder(zone *time.Location) (from, until time.Time) {
	if r.State != Opened || r.Closes.IsZero() || r.Opens.In(zone).AddDate(0, 0, 2).After(r.Closes) {
		return from, until
	}
	y, m, d := r.LastDay().In(zone).Date()
	at := func(hour int) time.Time { return time.Date(y, m, d-1, hour, 0, 0, 0, zone) }
	return at(remindFrom), at(remindUntil)
}

// Reminds says whether people are to be reminded now. Days count in now's zone.
func (r Round) Reminds(now time.Time) bool {
	from, until := r.Reminder(now.Location())
	return !now.Before(from) && now.Before(until)
}

// RemindsFor is the day for which people are to be reminded now; empty where they
// are not. It is the same for all, and another where an extension moves it.
func (r Round) RemindsFor(now time.Time) string {
	if r.nudges(now) {
		return r.Nudge.In(now.Location()).Format(time.DateOnly)
	}
	if !r.Reminds(now) {
		return ""
	}
	from, _ := r.Reminder(now.Location())
	return from.Format(time.DateOnly)
}

// WillRemind says whether a reminder of the round is still to come.
func (r Round) WillRemind(now time.Time) bool {
	from, _ := r.Reminder(now.Location())
	return now.Before(from)
}

// Nudged has whoever asked for it reminded once more, on one day and in the hours
// above: today, or tomorrow when those are over. There is one such reminder a round,
// and it comes on a day before the one on which people are reminded anyway. Refused:
// round.nudged, or round.nudge_late.
func (r Round) Nudged(now time.Time) (Round, error) {
	if err := r.mustBe(Opened); err != nil {
		return r, err
	}
	if !r.Nudge.IsZero() {
		return r, Fail(Refused, "round.nudged", Args{"date": r.Nudge})
	}
	at := now
	y, m, d := now.Date()
	switch {
	case now.Hour() < remindFrom:
		at = time.Date(y, m, d, remindFrom, 0, 0, 0, now.Location())
	case now.Hour() >= remindUntil:
		at = time.Date(y, m, d+1, remindFrom, 0, 0, 0, now.Location())
	}
	from, _ := r.Reminder(now.Location())
	if y, m, d := from.Date(); from.IsZero() || !at.Before(time.Date(y, m, d, 0, 0, 0, 0, now.Location())) {
		return r, Fail(Refused, "round.nudge_late", Args{"title": r.Title})
	}
	r.Nudge = at
	return r, nil
}

// nudges says whether now is within the hours of the reminder that an organizer
// asked for.
func (r Round) nudges(now time.Time) bool {
	if r.State != Opened || r.Nudge.IsZero() || now.Before(r.Nudge) {
		return false
	}
	y, m, d := r.Nudge.In(now.Location()).Date()
	return now.Before(time.Date(y, m, d, remindUntil, 0, 0, 0, now.Location()))
}
