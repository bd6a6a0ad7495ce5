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
