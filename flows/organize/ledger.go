package organize

import (
	"bytes"
	"context"
	"encoding/json"
	"time"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// Ledgers keeps the 整改台账 of rounds, each longer than its round; see
// storage.Ledgers.
type Ledgers interface {
	// Look says all but what it holds. NotFound: ledger.none.
	Look(ctx context.Context, round flows.RoundID) (flows.KeptLedger, error)
	// Present opens one, with an identity where it is sealed to the organizer's own
	// recipient. NotFound: ledger.none. Refused: identity.needed, identity.wrong.
	Present(ctx context.Context, round flows.RoundID, identity age.Identity) (flows.KeptLedger, error)
	// Keep replaces what is kept at next.Version. Conflict: ledger.changed.
	Keep(ctx context.Context, round flows.RoundID, next flows.KeptLedger, did ...flows.Act) error
	// Remove deletes one, if it is there.
	Remove(ctx context.Context, round flows.RoundID) error
}

// ledger is what is kept of a round's ledger; zero, at version 0, where nothing is.
func (o Office) ledger(ctx context.Context, id flows.RoundID, identity age.Identity) (l report.Ledger, k flows.KeptLedger, err error) {
	if o.Ledgers == nil {
		return l, k, nil
	}
	k, err = o.Ledgers.Present(ctx, id, identity)
	if flows.KeyOf(err) == "ledger.none" {
		return l, flows.KeptLedger{}, nil
	}
	if err != nil {
		return l, k, err
	}
	d := json.NewDecoder(bytes.NewReader(k.Data))
	d.DisallowUnknownFields()
	if d.Decode(&l) != nil || l.Schema != report.LedgerSchema { // its error may quote what was read
		err = flows.Fail(flows.Refused, "result.form", nil)
	}
	return l, k, err
}

// importLedger takes a ledger in that was filled in. It is kept sealed as the round's
// opinions are: for whoever alone can open those, nobody else can open this.
func (o Office) importLedger(ctx context.Context, id flows.RoundID, data []byte, identity age.Identity) (report.Changes, error) {
	r, err := o.Rounds.Round(ctx, id)
	if err != nil {
		return report.Changes{}, err
	}
	kept, k, err := o.ledger(ctx, id, identity)
	if err != nil {
		return report.Changes{}, err
	}
	base, err := o.listed(ctx, r, kept, identity)
	if err != nil {
		return report.Changes{}, err
	}
	next, changes, err := base.Edit(data)
	if err != nil {
		return report.Changes{}, err
	}
	if k.Version == 0 {
		k.To, changes = r.Recipient, report.Changes{Listed: len(next.Rows)}
	}
	if changes.None() && k.Version != 0 {
		return changes, nil
	}
	k.On = o.Now().Format(time.DateOnly)
	if k.Data, err = json.Marshal(next); err != nil {
		return report.Changes{}, err
	}
	return changes, o.Ledgers.Keep(ctx, id, k, o.did(flows.Ledgered))
}

// listed is the ledger as it would be exported now. Of a round that was destroyed
// there is what is kept, if anything is.
func (o Office) listed(ctx context.Context, r flows.Round, was report.Ledger, identity age.Identity) (report.Ledger, error) {
	if r.State == flows.Destroyed && was.Schema != "" {
		return was, nil
	}
	if _, err := o.releasable(ctx, r.ID); err != nil {
		return report.Ledger{}, err
	}
	k, err := o.present(ctx, r.ID, identity)
	if err != nil {
		return report.Ledger{}, err
	}
	return k.Model.Ledger(was), nil
}

// RemoveLedger deletes the ledger of a round, if one is kept.
func (o Office) RemoveLedger(ctx context.Context, id flows.RoundID) error {
	if o.Ledgers == nil {
		return nil
	}
	return o.Ledgers.Remove(ctx, id)
}

// HasLedger says whether a ledger is kept of a round.
func (o Office) HasLedger(ctx context.Context, id flows.RoundID) (bool, error) {
	if o.Ledgers == nil {
		return false, nil
	}
	_, err := o.Ledgers.Look(ctx, id)
	if flows.KeyOf(err) == "ledger.none" {
		return false, nil
	}
	return err == nil, err
}
