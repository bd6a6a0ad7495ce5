package organize

import (
	"bytes"
	"context"
	"crypto/sha256"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// Import takes an edited workbook in: from then on all documents are rendered from
// what it says. A ledger that was filled in is kept as such, and can be taken in also
// of a round that was destroyed, if one is kept. It is taken as a whole or not at
// all. identity: see Ballot.
//
// The one that was taken in last may come again (DESIGN section 6): it is taken in
// already, and what it changed is told again.
//
// Errors are those of report.ReadWorkbook and Model.Edit. NotFound (result.none):
// nothing was exported yet. Conflict (result.changed, ledger.changed): another one was
// taken in while this was looked at.
func (o Office) Import(ctx context.Context, id flows.RoundID, data []byte, identity age.Identity) (report.Changes, error) {
	if o.Ledgers != nil && report.IsLedger(data) {
		return o.importLedger(ctx, id, data, identity)
	}
	if _, err := o.releasable(ctx, id); err != nil {
		return report.Changes{}, err
	}
	k, err := o.present(ctx, id, identity)
	if err != nil {
		return report.Changes{}, err
	}
	if k.took(data) {
		return k.Taken.Changes, nil
	}
	w, err := report.ReadWorkbook(data)
	if err != nil {
		return report.Changes{}, err
	}
	next, changes, err := k.Model.Edit(w, o.Random)
	if err != nil || changes.None() {
		return changes, err
	}
	k.Model, k.Taken = next, &taken{digest(data), changes}
	err = o.keep(ctx, id, k, o.did(flows.Imported))
	if flows.KeyOf(err) == "result.changed" {
		if now, failed := o.present(ctx, id, identity); failed == nil && now.took(data) { // by this very file
			return now.Taken.Changes, nil
		}
	}
	return changes, err
}

// taken is the workbook that was taken in last, and what it changed.
type taken struct {
	Sum     []byte         `json:"sum"` // SHA-256 of the file
	Changes report.Changes `json:"changes"`
}

// took says that a file was taken in last.
func (k kept) took(data []byte) bool { return k.Taken != nil && bytes.Equal(k.Taken.Sum, digest(data)) }

func digest(data []byte) []byte {
	sum := sha256.Sum256(data)
	return sum[:]
}

// Undo goes back to what stood before the last workbook was taken in, and gives its
// counts. It goes one step only: NotFound (result.none_before) says that there is
// nothing more to go back to. Otherwise errors as Import's.
func (o Office) Undo(ctx context.Context, id flows.RoundID, identity age.Identity) (report.Counts, error) {
	if _, err := o.releasable(ctx, id); err != nil {
		return report.Counts{}, err
	}
	k, err := unpack(o.Results.Before(ctx, id, identity))
	if err != nil {
		return report.Counts{}, err
	}
	return k.Model.Counts, o.Results.Undo(ctx, id, k.version, o.did(flows.Undone))
}
