package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
)

func dateStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: date, Title: dialogue.Say("talk.date.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := []dialogue.Block{{Text: dialogue.Say("talk.date.body")}}
			if first, ok := w.month(a); ok {
				blocks = append(blocks, dialogue.Block{Text: calendar.Label(first)})
			}
			return blocks
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			c := w.lastDays(a)
			if first, ok := w.month(a); ok {
				c = w.days().Month(first, month)
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
	c, today := dialogue.Choice{Columns: 3}, calendar.Day(w.Today)
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
	c.Pinned = []dialogue.Option{{ID: "month", Label: dialogue.Say("calendar.open"), Move: calendar.Open(month, today)}}
	return c
}

func (w World) month(a dialogue.Answers) (first time.Time, ok bool) {
	return calendar.At(a, month, w.Today.Location())
}

// days are those that a talk can have been on.
func (w World) days() calendar.Window {
	today := calendar.Day(w.Today)
	return calendar.Window{From: earliest(today), Last: today}
}
