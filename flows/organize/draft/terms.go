package draft

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/text"
)

func opensStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: opens, Title: dialogue.Say("draft.opens.title"), Say: monthly(w, from, "draft.opens.body"), Clears: []string{from},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			ahead := organize.Ahead{Step: opens, Month: from, Today: w.Now, From: w.Now.AddDate(0, 0, 1)}
			return ahead.Choice(a, dialogue.Option{ID: byHand, Label: dialogue.Say("draft.opens.hand")})
		}},
	}
}

func closesStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: closes, Title: dialogue.Say("draft.closes.title"), Say: monthly(w, until, "draft.closes.body"), Clears: []string{until},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			ahead := organize.Ahead{Step: closes, Month: until, Today: w.Now, From: w.start(a), Quick: []int{7, 10, 14}}
			return ahead.Choice(a, dialogue.Option{ID: byHand, Label: dialogue.Say("draft.closes.hand")})
		}},
	}
}

// start is a moment of the first day, as far as it is known: today at the earliest.
func (w World) start(a dialogue.Answers) time.Time {
	at, err := organize.ReadOpening(opens, a[opens], w.Now.Location())
	if a[opens] == byHand || err != nil || at.Before(w.Now) {
		return w.Now
	}
	return at
}

// monthly says something, and at which month the calendar is open.
func monthly(w World, month, key string) func(dialogue.Answers) []dialogue.Block {
	return func(a dialogue.Answers) []dialogue.Block {
		blocks := []dialogue.Block{{Text: dialogue.Say(key)}}
		if first, ok := calendar.At(a, month, w.Now.Location()); ok {
			blocks = append(blocks, dialogue.Block{Text: calendar.Label(first)})
		}
		return blocks
	}
}

func kStep() dialogue.Step {
	read := func(_ dialogue.Answers, said string) dialogue.Option {
		n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(text.HalfWidth(said)), "人"))
		if err != nil || n < flows.MinK || n > flows.MaxK {
			return told(dialogue.Say("draft.k.bad", "min", flows.MinK, "max", flows.MaxK))
		}
		return dialogue.Option{Value: strconv.Itoa(n)}
	}
	return dialogue.Step{
		ID: k, Title: dialogue.Say("draft.k.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("draft.k.body", "min", flows.MinK)}}
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			c := dialogue.Choice{Typed: read, Columns: 4}
			all := []string{strconv.Itoa(flows.DefaultK), "3", "7", "10"}
			if said := a[k]; said != "" && !slices.Contains(all, said) {
				all = append(all, said)
			}
			for _, n := range all {
				c.Options = append(c.Options, dialogue.Option{ID: fmt.Sprint("k", n), Value: n, Label: dialogue.Say("draft.k.option", "n", n)})
			}
			return c
		}},
	}
}

func admissionStep() dialogue.Step {
	return dialogue.Step{
		ID: admission, Title: dialogue.Say("draft.admission.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("draft.admission.body")}}
		},
		Choice: &dialogue.Choice{Options: []dialogue.Option{
			{ID: string(flows.ByTicket), Label: dialogue.Say("draft.admission.tickets")},
			{ID: string(flows.Open), Label: dialogue.Say("draft.admission.open")},
		}},
	}
}
