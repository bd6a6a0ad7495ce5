package organize

import (
	"context"
	"strconv"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/report"
)

// The effects by which the workbook comes back. Their payload is a round's id.
const (
	EffectPass   = "organize.pass"   // the organizer knows that files pass the chat network
	EffectImport = "organize.import" // a workbook was sent
	EffectUndo   = "organize.undo"   // of the import that the answers say was seen
)

// FactPass is a fact of an organizer's session: they were told that files pass the
// chat network, and went on.
const FactPass = "pass"

func passed() dialogue.Fact { return dialogue.Fact{Name: FactPass, Value: "1"} }

// Pass goes on with what was asked, now that it is known.
func (c Clerk) Pass(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.serve(ctx, v, e, func(r flows.Round) (dialogue.Outcome, error) {
		o, err := c.turnout(ctx, r)
		o.Facts, o.Notice = append(o.Facts, passed()), dialogue.Say("desk.pass.send")
		return o, err
	})
}

// Import takes the workbook in that was sent, or the ledger. It is fetched only where it can be.
func (c Clerk) Import(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		if ownKey(r) {
			return dialogue.Outcome{Failed: true, Notice: byCommandLine(r)}, nil
		}
		data, err := e.Sent.Fetch(ctx)
		if err != nil {
			return dialogue.Outcome{}, err
		}
		changes, err := office.Import(ctx, r.ID, data, nil)
		if err != nil {
			return dialogue.Outcome{}, err
		}
		o, err := c.turnout(ctx, r)
		o.Notice = imported(changes)
		return o, err
	})
}

// imported says what changed, and what to do next.
func imported(c report.Changes) dialogue.Text {
	switch {
	case c.None():
		return dialogue.Say("import.done.none")
	case c.OfLedger():
		return dialogue.Say("desk.imported_ledger", "changes", c.Told())
	}
	return dialogue.Say("desk.imported", "changes", c.Told())
}

// Undo goes back to before the import that the organizer has seen. Where that was
// taken back already there is nothing left to do.
func (c Clerk) Undo(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		acts, err := office.Rounds.Acts(ctx, r.ID)
		if err != nil {
			return dialogue.Outcome{}, err
		}
		last, ok := LastImport(acts)
		switch {
		case !ok:
			return dialogue.Outcome{Notice: dialogue.Say("desk.undo.already")}, nil
		case stamp(last) != e.Answers[answerSeen]:
			return dialogue.Outcome{Notice: dialogue.Say("desk.undo.another")}, nil
		}
		counts, err := office.Undo(ctx, r.ID, nil)
		return dialogue.Outcome{Notice: dialogue.Say("desk.undone", "opinions", counts.Opinions, "points", counts.Points)}, err
	})
}

// LastImport is the import that can be taken back, of what was done to a round, the
// last first; false: there is none.
func LastImport(acts []flows.Act) (flows.Act, bool) {
	for _, a := range acts {
		if a.Deed == flows.Imported || a.Deed == flows.Undone {
			return a, a.Deed == flows.Imported
		}
	}
	return flows.Act{}, false
}

// stamp tells one act from another.
func stamp(a flows.Act) string { return strconv.FormatInt(a.At.UnixNano(), 36) }
