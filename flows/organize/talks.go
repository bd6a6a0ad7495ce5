package organize

import (
	"context"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
)

// The effects of the talks on the desk. Their payload is a round's id.
const (
	EffectTalks = "organize.talks"
	EffectNudge = "organize.nudge"
)

// FactTalks is a fact of an organizer's session: the talks of the round on the desk
// are looked at. The talks themselves are not in it: they go with the round.
const FactTalks = "desktalks"

// Matrix is what a round requires of talks, with what was logged. Refused: it was
// destroyed.
func (o Office) Matrix(ctx context.Context, r flows.Round) (talk.Matrix, error) {
	if r.State == flows.Destroyed {
		return talk.Matrix{}, r.Writable(time.Time{}) // at no time any more
	}
	records, err := o.Talks.List(ctx, r.ID)
	if err != nil {
		return talk.Matrix{}, err
	}
	var crew talk.Crew
	if crew.Claimed, err = o.Members.Claimed(ctx, r.ID); err != nil {
		return talk.Matrix{}, err
	}
	crew.Reachable, err = o.Members.Reachable(ctx, r.ID)
	return talk.MatrixOf(r, records, crew, o.Now()), err
}

// NudgeMembers asks for a nudge of whoever has talks missing and can be written to: of are
// how many that are, and asked those who were not asked about today already.
// Refused: the round takes no more talks.
func (o Office) NudgeMembers(ctx context.Context, r flows.Round) (asked, of int, err error) {
	if err := r.Writable(o.Now()); err != nil {
		return 0, 0, err
	}
	m, err := o.Matrix(ctx, r)
	if err != nil {
		return 0, 0, err
	}
	who := m.ToNudge()
	if len(who) == 0 {
		return 0, 0, nil
	}
	asked, err = o.Members.AskToNudge(ctx, r.ID, o.Now().Format(time.DateOnly), who...)
	return asked, len(who), err
}

// Matrix is what the chat is shown of the talks of a round on the desk; nil: it is
// not an organizer's, or there is nothing to show. It is read for each screen anew
// and kept in no session.
func (c Clerk) Matrix(ctx context.Context, v flows.Visitor, id flows.RoundID) (*talk.Matrix, error) {
	_, is, err := c.Organizers.Who(ctx, v.Organizer())
	if !is || err != nil {
		return nil, err
	}
	r, err := c.Office.Rounds.Round(ctx, id)
	if flows.CodeOf(err) == flows.NotFound || err == nil && !talksOn(r) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := c.Office.Matrix(ctx, r)
	return &m, err
}

// Talks puts the talks of a round on the desk.
func (c Clerk) Talks(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.serve(ctx, v, e, func(r flows.Round) (dialogue.Outcome, error) {
		if !talksOn(r) { // by a button from before
			return c.turnout(ctx, r)
		}
		return dialogue.Outcome{Facts: []dialogue.Fact{{Name: FactDesk, Value: string(r.ID)}, {Name: FactTalks, Value: "1"}}}, nil
	})
}

// Nudge asks for a nudge of the members who have talks missing.
func (c Clerk) Nudge(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.serve(ctx, v, e, func(r flows.Round) (dialogue.Outcome, error) {
		asked, of, err := c.Office.NudgeMembers(ctx, r)
		return dialogue.Outcome{Notice: nudged(asked, of)}, err
	})
}

func nudged(asked, of int) dialogue.Text {
	switch {
	case of == 0:
		return dialogue.Say("talk.nudging.none")
	case asked == 0:
		return dialogue.Say("desk.nudged.already")
	case asked < of:
		return dialogue.Say("desk.nudged.some", "n", asked, "left", of-asked)
	}
	return dialogue.Say("desk.nudged.all", "n", asked)
}
