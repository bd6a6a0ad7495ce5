package organize

import (
	"context"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// startStep says once more what is frozen when a draft opens, and who will be able to
// read what is said.
func startStep(l Look) dialogue.Step {
	r := l.Round
	return dialogue.Step{
		ID: "start", Title: dialogue.Say("desk.start.title"), Say: says(l.promises()...),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "open", Label: dialogue.Say("desk.start.open"), Move: dialogue.Move{Effect: EffectOpen, Payload: string(r.ID), Goto: "status"}},
			{ID: "stay", Label: dialogue.Say("desk.start.stay"), Move: dialogue.Move{Goto: "status"}},
		}},
	}
}

func (l Look) promises() []dialogue.Text {
	r := l.Round
	readers := "desk.start.readers"
	if ownKey(r) {
		readers = "desk.start.readers_own_key"
	}
	until := dialogue.Say("cli.closes_by_hand")
	if !r.Closes.IsZero() {
		until = opinion.Until(r)
	}
	all := []dialogue.Text{
		dialogue.Say("desk.start.body", "title", r.Title),
		dialogue.Say("desk.start.terms", "k", r.K, "until", until, "admission", dialogue.Say("cli.admission."+string(r.Admission)),
			"team", r.Team.Name, "n", len(r.Members), "names", memberNames(r), "aspects", len(r.Aspects)),
		dialogue.Say(readers, "k", r.K),
	}
	if l.Unsure {
		all = append(all, dialogue.Say("draft.check.wording"))
	}
	return all
}

// maxShownNames is how many members are named in a summary.
const maxShownNames = 30

func memberNames(r flows.Round) string {
	var all []string
	for _, m := range r.Members[:min(len(r.Members), maxShownNames)] {
		all = append(all, m.Name)
	}
	if len(r.Members) > maxShownNames {
		all = append(all, "……")
	}
	return strings.Join(all, "、")
}

// answerSeen is the mark of the draft whose summary is on the screen.
const answerSeen = "seen"

// Open opens the draft that was seen: if another organizer has changed it since, it
// is shown as it is now.
func (c Clerk) Open(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		opened, err := office.OpenAt(ctx, r.ID, e.Answers[answerSeen])
		if flows.KeyOf(err) == "round.edited" {
			o, _ := opinion.Failed(err)
			o.Set = dialogue.Answers{answerSeen: MarkOf(opened)}
			return o, nil
		}
		if err != nil && flows.KeyOf(err) != "round.is_open" { // another was first
			return dialogue.Outcome{}, err
		}
		o, err := c.turnout(ctx, opened)
		o.Notice = dialogue.Say("desk.opened."+string(opened.Admission), "title", opened.Title)
		return o, err
	})
}
