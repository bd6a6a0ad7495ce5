package talk

import (
	"strconv"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

func dateStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: date, Title: dialogue.Say("talk.date.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := []dialogue.Block{{Text: dialogue.Say("talk.date.body")}}
			if first, ok := w.month(a); ok {
				blocks = append(blocks, dialogue.Block{Text: monthLabel(first)})
			}
			return blocks
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			c := w.lastDays(a)
			if first, ok := w.month(a); ok {
				c = w.calendar(first)
			}
			c.Typed = w.readDate
			return c
		}},
		Clears: []string{month},
	}
}

func (w World) readDate(_ dialogue.Answers, said string) dialogue.Option {
	day, err := ReadDay(said, w.Today)
	if err != nil {
		return told(dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)})
	}
	return dialogue.Option{Value: day}
}

// lastDays are the days that most talks were on, and the one that was chosen.
func (w World) lastDays(a dialogue.Answers) dialogue.Choice {
	c, today := dialogue.Choice{Columns: 3}, dayOf(w.Today)
	said := a[date]
	for ago, key := range []string{"talk.date.today", "talk.date.yesterday", "talk.date.before"} {
		day := today.AddDate(0, 0, -ago).Format(time.DateOnly)
		c.Options = append(c.Options, dialogue.Option{ID: day, Label: dialogue.Say(key)})
		if said == day {
			said = ""
		}
	}
	if said != "" {
		c.Options = append(c.Options, dialogue.Option{ID: said, Label: dialogue.Verbatim(said)})
	}
	c.Pinned = []dialogue.Option{{ID: "month", Label: dialogue.Say("talk.date.calendar"), Move: open(today)}}
	return c
}

const monthForm = "2006-01"

// month is the first day of the month that the calendar is open at, if it is.
func (w World) month(a dialogue.Answers) (first time.Time, ok bool) {
	t, err := time.ParseInLocation(monthForm, a[month], w.Today.Location())
	return dayOf(t), err == nil
}

func open(day time.Time) *dialogue.Move {
	return &dialogue.Move{Set: dialogue.Answers{month: day.Format(monthForm)}}
}

// calendar is a month in weeks, Monday first. Days that no talk can have been on
// are gaps, weeks of nothing else are left out.
func (w World) calendar(first time.Time) dialogue.Choice {
	c := dialogue.Choice{Columns: 7, Per: 7 * 7}
	for _, day := range []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"} {
		c.Options = append(c.Options, dialogue.Option{Label: dialogue.Say("talk.week." + day)})
	}
	next := first.AddDate(0, 1, 0)
	for monday := first.AddDate(0, 0, -((int(first.Weekday()) + 6) % 7)); monday.Before(next); monday = monday.AddDate(0, 0, 7) {
		c.Options = append(c.Options, w.week(monday, first.Month())...)
	}
	if from, last := earliest(dayOf(w.Today)), first.AddDate(0, 0, -1); !last.Before(from) {
		c.Pinned = append(c.Pinned, dialogue.Option{ID: "earlier", Label: dialogue.Say("talk.date.earlier", "label", monthLabel(last)), Move: open(last)})
	}
	if !next.After(dayOf(w.Today)) {
		c.Pinned = append(c.Pinned, dialogue.Option{ID: "later", Label: dialogue.Say("talk.date.later", "label", monthLabel(next)), Move: open(next)})
	}
	return c
}

// week is the part of a week that is in a month, nothing if that is nothing but
// gaps.
func (w World) week(monday time.Time, in time.Month) []dialogue.Option {
	var row []dialogue.Option
	days, today := 0, dayOf(w.Today)
	for i := range 7 {
		day := monday.AddDate(0, 0, i)
		if day.Month() != in || day.After(today) || day.Before(earliest(today)) {
			row = append(row, dialogue.Option{Label: dialogue.Verbatim("·")})
			continue
		}
		days++
		row = append(row, dialogue.Option{ID: day.Format(time.DateOnly), Label: dialogue.Verbatim(strconv.Itoa(day.Day()))})
	}
	if days == 0 {
		return nil
	}
	return row
}

func monthLabel(day time.Time) dialogue.Text {
	return dialogue.Say("talk.date.month", "year", day.Year(), "month", int(day.Month()))
}
