package organize

import (
	"context"
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// The answers of extending: to which day, and the month of the calendar.
const (
	answerUntil = "until"
	answerMonth = "month"
)

// later asks for a new last day, behind the one that stands.
func (l Look) later() Ahead {
	from := l.Now
	if last := l.Round.LastDay(); last.After(from) {
		from = last.In(l.Now.Location()).AddDate(0, 0, 1)
	}
	return Ahead{Step: answerUntil, Month: answerMonth, Today: l.Now, From: from, Quick: []int{2, 6, 13}}
}

func untilStep(l Look) dialogue.Step {
	return dialogue.Step{
		ID: answerUntil, Title: dialogue.Say("desk.extend.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := says(dialogue.Say("desk.extend.body"))(a)
			if !l.Round.Closes.IsZero() {
				blocks = says(dialogue.Say("desk.extend.from", "until", opinion.Until(l.Round)), dialogue.Say("desk.extend.body"))(a)
			}
			if first, ok := calendar.At(a, answerMonth, l.Now.Location()); ok {
				blocks = append(blocks, dialogue.Block{Text: calendar.Label(first)})
			}
			return blocks
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice { return l.later().Choice(a) }},
		Clears: []string{answerMonth},
	}
}

func extendStep(l Look) dialogue.Step {
	return dialogue.Step{
		ID: "extend", Title: dialogue.Say("desk.extend.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			return says(dialogue.Say("desk.extend.sure", "title", l.Round.Title, "until", Moment(a[answerUntil], l.Now.Location())))(a)
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "extend", Label: dialogue.Say("desk.extend.do"), Move: dialogue.Move{Effect: EffectExtend, Payload: string(l.Round.ID), Goto: "status"}},
			{ID: "day", Label: dialogue.Say("desk.extend.other"), Move: dialogue.Move{Goto: answerUntil}, Row: 1},
			{ID: "stay", Label: dialogue.Say("desk.extend.stay"), Move: dialogue.Move{Goto: "status"}, Row: 1},
		}},
	}
}

// Extend moves the closing of an open round to the day that was chosen.
func (c Clerk) Extend(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		closes, err := ReadClosing(answerUntil, e.Answers[answerUntil], office.Now().Location())
		if err != nil {
			return dialogue.Outcome{}, err
		}
		if r, err = extended(ctx, office, r.ID, closes); err != nil {
			return dialogue.Outcome{}, err
		}
		o, err := c.turnout(ctx, r)
		o.Notice = dialogue.Say("desk.extended", "title", r.Title, "until", opinion.Until(r))
		return o, err
	})
}

// extended is Office.Extend; to extend again to the same moment is no error.
func extended(ctx context.Context, office Office, id flows.RoundID, closes time.Time) (flows.Round, error) {
	r, err := office.Extend(ctx, id, closes)
	if flows.KeyOf(err) == "round.extend_earlier" && r.Closes.Equal(closes) {
		return r, nil
	}
	return r, err
}
