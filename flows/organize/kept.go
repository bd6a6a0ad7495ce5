package organize

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"strings"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// What is kept of a round: its Model, and which of the stored opinions each of
// those in it is, so that whoever has a receipt can be told what became of theirs
// (promise 6). The ids in the Model are random and say nothing of the stored ones;
// only whoever can open this, and so the opinions themselves, can lay the two side
// by side.
type kept struct {
	Model   report.Model                        `json:"model"`
	Origins map[flows.StoredID]report.OpinionID `json:"origins"`
	Taken   *taken                              `json:"taken,omitempty"` // nil: no workbook was taken in yet

	version uint64 // at which it stands; 0: not kept yet
}

// present is what is kept. NotFound: result.none. Refused: see unpack, and Ballot.
func (o Office) present(ctx context.Context, id flows.RoundID, identity age.Identity) (kept, error) {
	return unpack(o.Results.Present(ctx, id, identity))
}

// keep makes k what is kept, by what whoever asks did, unless something else has
// taken the place of what it was made from (Conflict, result.changed).
func (o Office) keep(ctx context.Context, id flows.RoundID, k kept, did ...flows.Act) error {
	data, err := json.Marshal(k)
	if err != nil {
		return err
	}
	return o.Results.Keep(ctx, id, flows.KeptResult{Data: data, Version: k.version}, did...)
}

// unpack reads what was kept. What another version of the program kept in a form
// that this one does not know whole is Refused, result.form: to write it back would
// lose something.
func unpack(r flows.KeptResult, err error) (kept, error) {
	if err != nil {
		return kept{}, err
	}
	k := kept{version: r.Version}
	d := json.NewDecoder(bytes.NewReader(r.Data))
	d.DisallowUnknownFields()
	if d.Decode(&k) != nil || k.Model.Schema != report.Schema { // its error may quote what was read
		return kept{}, flows.Fail(flows.Refused, "result.form", nil)
	}
	return k, k.Model.Check()
}

// origins says which opinion of a Model each stored one is. Nothing but their words
// connects the two, and where several have the same words it does not matter which
// is which.
func origins(stored []flows.StoredOpinion, m report.Model) map[flows.StoredID]report.OpinionID {
	free := map[flows.Opinion][]report.OpinionID{}
	for _, o := range m.Opinions {
		if o.Channel == report.Chat {
			words := flows.Opinion{Subject: o.Subject, Aspect: o.Aspect, Kind: o.Kind, Text: o.Text, Case: o.Case, Remedy: o.Remedy}
			free[words] = append(free[words], o.ID)
		}
	}
	stored = slices.SortedFunc(slices.Values(stored), func(a, b flows.StoredOpinion) int { return strings.Compare(string(a.ID), string(b.ID)) })
	all := make(map[flows.StoredID]report.OpinionID, len(stored))
	for _, s := range stored {
		if same := free[s.Opinion]; len(same) > 0 {
			all[s.ID], free[s.Opinion] = same[0], same[1:]
		}
	}
	return all
}
