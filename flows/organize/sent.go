package organize

import (
	"bytes"
	"context"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/strictyaml"
)

// EffectSentRound makes a draft of the round.yaml that was sent and puts it on
// the desk.
const EffectSentRound = "organize.sent_round"

// TakeRound lets a round.yaml be sent at a step of the organizers'.
func TakeRound() *dialogue.Take {
	return &dialogue.Take{Max: strictyaml.MaxSize, Ends: []string{".yaml", ".yml"},
		Move: dialogue.Move{Effect: EffectSentRound, Enter: dialogue.Ref{Flow: DeskName}, Goto: "status"}}
}

// SentRound reads the round.yaml that was sent. Nobody but an organizer has it
// fetched. What is wrong with it is told with its place, as on the command line.
func (c Clerk) SentRound(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	office, err := c.Admit(ctx, v)
	if err != nil {
		return Refused(err)
	}
	data, err := e.Sent.Fetch(ctx)
	if err != nil {
		return opinion.Failed(err)
	}
	r, err := ReadRound(bytes.NewReader(data), c.Presets, c.Zone)
	if err != nil {
		return opinion.Failed(InFile("round.yaml", err, dialogue.Text{}))
	}
	if r, err = office.Draft(ctx, r, c.Zone); err != nil {
		return opinion.Failed(err)
	}
	o, err := c.turnout(ctx, r)
	o.Notice = drafted(r, c.Office.Now())
	return o, err
}

// drafted says that a draft is kept, and when it opens by itself.
func drafted(r flows.Round, now time.Time) dialogue.Text {
	switch _, due := r.Due(now); {
	case due:
		return dialogue.Say("desk.sent.drafted_due", "title", r.Title)
	case r.Opens.After(now):
		return dialogue.Say("desk.sent.drafted_until", "title", r.Title, "date", r.Opens)
	}
	return dialogue.Say("desk.sent.drafted", "title", r.Title)
}

// Draft keeps a new draft, or finds the one there is that says the same: a file
// may come twice (DESIGN section 6). Only where two of it are read at the same
// moment, in two processes, there are two.
func (o Office) Draft(ctx context.Context, r flows.Round, zone *time.Location) (flows.Round, error) {
	if err := o.Rounds.Refresh(ctx); err != nil {
		return r, err
	}
	for _, known := range o.Rounds.Known() {
		if known.State == flows.Draft && written(known, zone) == written(r, zone) {
			return known, nil
		}
	}
	r, err := o.Create(ctx, r)
	if err != nil {
		return r, err
	}
	return r, o.Rounds.Refresh(ctx)
}

// written is a round as its file: the same where all settings are.
func written(r flows.Round, zone *time.Location) string {
	var b strings.Builder
	_ = WriteRound(&b, r, zone) // into memory
	return b.String()
}
