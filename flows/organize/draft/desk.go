package draft

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
)

// A Desk keeps drafts. Each effect asks anew whether it is an organizer who asks.
type Desk struct{ Clerk organize.Clerk }

// World is what the conversation depends on now.
func (d Desk) World() World {
	return World{Presets: d.Clerk.Presets, Rounds: d.Clerk.Office.Rounds.Known(), Now: d.Clerk.Office.Now()}
}

// Keep keeps the draft that the effect's answers make, and puts it on the desk.
func (d Desk) Keep(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	office, err := d.Clerk.Admit(ctx, v)
	if err != nil {
		return organize.Refused(err)
	}
	r, err := d.keep(ctx, office, e.Answers)
	switch step, _ := flows.ArgsOf(err)["step"].(string); {
	case step != "":
		o, err := opinion.Failed(err)
		o.Move = &dialogue.Move{Mend: step, Notice: o.Notice}
		return o, err
	case flows.KeyOf(err) == "round.edited": // their next save is meant
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("draft.edited", "title", r.Title), Set: dialogue.Answers{seen: organize.MarkOf(r)}}, nil
	case flows.CodeOf(err) == flows.Refused:
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("draft.over", "title", r.Title)}, nil
	case err != nil:
		return opinion.Failed(err)
	}
	move := organize.LookAt(r.ID)
	move.Leave = true
	return dialogue.Outcome{Notice: dialogue.Say("draft.kept"), Move: &move}, nil
}

func (d Desk) keep(ctx context.Context, office organize.Office, a dialogue.Answers) (flows.Round, error) {
	if id := flows.RoundID(a[round]); id != "" {
		if r, err := office.Rounds.Round(ctx, id); err != nil || r.Editable() != nil {
			return r, firstOf(err, r.Editable())
		}
		r, err := d.World().Record(a)
		if err != nil {
			return r, err
		}
		return office.EditFrom(ctx, id, a[seen], r)
	}
	r, err := d.World().Record(a)
	if err != nil {
		return r, err
	}
	kept, err := office.Create(ctx, r)
	if err != nil || organize.MarkOf(kept) == organize.MarkOf(r) {
		return kept, err
	}
	// An earlier wording arrived after all, its answer was lost, and it was edited since.
	return office.Edit(ctx, r.ID, r)
}

// Edit begins the conversation with the draft of the effect's payload.
func (d Desk) Edit(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	office, err := d.Clerk.Admit(ctx, v)
	if err != nil {
		return organize.Refused(err)
	}
	r, err := office.Rounds.Round(ctx, flows.RoundID(e.Payload))
	if err == nil {
		err = r.Editable()
	}
	if err != nil {
		return opinion.Failed(err)
	}
	return dialogue.Outcome{Move: &dialogue.Move{Enter: dialogue.Ref{Flow: FlowName},
		Begin: Answers(r, office.Now().Location()), Goto: check}}, nil
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
