package organize

import (
	"context"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// follows says why a round cannot go on from the one before that it names, or nil:
// that is known here and has a ledger, which whoever exports the new round can open.
// Invalid: round.previous_unknown, round.previous_none, round.previous_key.
func (o Office) follows(ctx context.Context, r flows.Round) error {
	if r.Previous == "" {
		return nil
	}
	args := flows.Args{"field": "previous", "value": string(r.Previous)}
	before, err := o.Rounds.Round(ctx, r.Previous)
	if flows.CodeOf(err) == flows.NotFound {
		return flows.Fail(flows.Invalid, "round.previous_unknown", args)
	}
	if err != nil {
		return err
	}
	args["title"] = before.Title
	has, err := o.HasLedger(ctx, before.ID)
	if err != nil {
		return err
	}
	if !has || before.ID == r.ID {
		return flows.Fail(flows.Invalid, "round.previous_none", args)
	}
	l, err := o.Ledgers.Look(ctx, before.ID)
	if err == nil && l.To != "" && l.To != r.Recipient {
		err = flows.Fail(flows.Invalid, "round.previous_key", args)
	}
	return err
}

// previous is what became of the round before, as its ledger says now; nil where none
// is named, or its ledger is kept no more.
func (o Office) previous(ctx context.Context, r flows.Round, identity age.Identity) (*report.Previous, error) {
	if r.Previous == "" {
		return nil, nil
	}
	l, k, err := o.ledger(ctx, r.Previous, identity)
	if err != nil || k.Version == 0 {
		return nil, err
	}
	return new(l.Digest(k.On)), nil
}
