package organize

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// Ahead asks for a day to come: by a button, in a calendar, or typed. The answer is a
// day, 2006-01-02, or a moment, RFC 3339, and reads back with ReadOpening and
// ReadClosing.
type Ahead struct {
	Step  string    // whose answer it is
	Month string    // the answer that keeps the month of the calendar
	Today time.Time // any moment of today where they are
	From  time.Time // any of the first day that can be meant
	Quick []int     // days from there on that have buttons
}

// farthest is how far ahead a day may be: more is mostly a wrong year.
func (h Ahead) farthest() time.Time { return h.From.AddDate(1, 0, 0) }

// Choice is what can be answered as things stand, with these below it.
func (h Ahead) Choice(a dialogue.Answers, pinned ...dialogue.Option) dialogue.Choice {
	from := calendar.Day(h.From)
	if first, ok := calendar.At(a, h.Month, from.Location()); ok {
		c := calendar.Window{From: from, Last: calendar.Day(h.farthest())}.Month(first, h.Month)
		c.Typed = h.typed
		return c
	}
	c := dialogue.Choice{Typed: h.typed}
	said := a[h.Step]
	for _, n := range h.Quick {
		day := from.AddDate(0, 0, n)
		c.Options = append(c.Options, dialogue.Option{ID: day.Format(time.DateOnly), Label: dialogue.Say("draft.day_in", "n", n, "date", day)})
		if said == day.Format(time.DateOnly) {
			said = ""
		}
	}
	for _, o := range pinned {
		if said == o.ID {
			said = ""
		}
	}
	if said != "" {
		c.Options = append(c.Options, dialogue.Option{ID: "said", Value: said, Label: Moment(said, from.Location())})
	}
	c.Pinned = append([]dialogue.Option{{ID: "month", Label: dialogue.Say("calendar.open"), Move: calendar.Open(h.Month, from)}}, pinned...)
	return c
}

// Moment tells a day or a moment of an answer.
func Moment(s string, zone *time.Location) dialogue.Text {
	if day := calendar.Shown(s, zone); !day.IsZero() {
		return dialogue.Say("draft.day", "date", day)
	}
	at, _, err := readMoment("", s, zone)
	if err != nil {
		return dialogue.Verbatim(s)
	}
	return dialogue.Say("round.until_time", "date", at, "clock", at.Format("15:04"))
}

// typed takes a day however it is typed.
func (h Ahead) typed(_ dialogue.Answers, said string) dialogue.Option {
	day, err := h.Read(said)
	if err != nil {
		return told(err)
	}
	return dialogue.Option{Value: day}
}

// told takes a message for nothing, and says why.
func told(err error) dialogue.Option {
	return dialogue.Option{Move: &dialogue.Move{Notice: dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}}}
}

const maxShownDay = 40 // of what was typed and is no day

// Read reads a day or a moment to come. A day without a year is the next there is.
// Errors are Invalid: draft.date_form, draft.date_none (31 April), draft.date_past,
// and draft.date_far for more than a year ahead.
func (h Ahead) Read(said string) (string, error) {
	zone := h.From.Location()
	w, ok := calendar.Read(said)
	if !ok {
		at, _, err := readMoment("", said, zone)
		if err != nil || at.IsZero() {
			return "", flows.Fail(flows.Invalid, "draft.date_form", nil)
		}
		return at.Format(time.RFC3339), h.fits(at)
	}
	day, ok := h.next(w)
	if !ok {
		return "", flows.Fail(flows.Invalid, "draft.date_none", flows.Args{"value": text.Cut(text.OneLine(said), maxShownDay)})
	}
	return day.Format(time.DateOnly), h.fits(day)
}

func (h Ahead) fits(at time.Time) error {
	switch {
	case calendar.Day(at).Before(calendar.Day(h.From)):
		return flows.Fail(flows.Invalid, "draft.date_past", flows.Args{"date": at})
	case at.After(h.farthest().AddDate(0, 0, 1)):
		return flows.Fail(flows.Invalid, "draft.date_far", flows.Args{"date": at})
	}
	return nil
}

// next is the next day that w can stand for, from the first on.
func (h Ahead) next(w calendar.Written) (day time.Time, ok bool) {
	from := calendar.Day(h.From)
	if w.Near {
		return calendar.Day(h.Today).AddDate(0, 0, w.Ahead), true
	}
	for _, m := range h.months(w) {
		d, is := calendar.Civil(m.Year(), int(m.Month()), w.Day, from.Location())
		if is && (!d.Before(from) || w.Year > 0) {
			return d, true
		}
		day, ok = d, ok || is
	}
	return day, ok
}

// months are those that w can stand in, the next first.
func (h Ahead) months(w calendar.Written) []time.Time {
	first := func(year, month int) time.Time {
		return time.Date(year, time.Month(month), 1, 12, 0, 0, 0, h.From.Location())
	}
	year, month := h.From.Year(), int(h.From.Month())
	switch {
	case w.Year > 0:
		return []time.Time{first(w.Year, w.Month)}
	case w.Month > 0:
		return []time.Time{first(year, w.Month), first(year+1, w.Month)}
	}
	return []time.Time{first(year, month), first(year, month+1), first(year, month+2)}
}

// ReadOpening reads an opening moment: a day opens with its first. Errors as of
// ReadClosing.
func ReadOpening(field, s string, zone *time.Location) (time.Time, error) {
	at, _, err := readMoment(field, s, zone)
	return at, err
}

// OpensAnswer and ClosesAnswer are the inverse of ReadOpening and ReadClosing; empty
// for no time.
func OpensAnswer(at time.Time, zone *time.Location) string { return opensText(at, zone) }

// ClosesAnswer: see OpensAnswer.
func ClosesAnswer(at time.Time, zone *time.Location) string { return closesText(at, zone) }
