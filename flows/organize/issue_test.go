package organize_test

import (
	"context"
	"testing"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
)

// drawer is a round as it is remembered, with seven tickets that are taken back
// under the state in which it is by then.
type drawer struct {
	organize.Rounds
	organize.Issuer
	remembered, by flows.State
	refuses        error
}

func (d drawer) Round(context.Context, flows.RoundID) (flows.Round, error) {
	return flows.Round{State: d.remembered, Admission: flows.ByTicket}, nil
}

func (d drawer) Revoke(context.Context, flows.RoundID) (int, flows.State, error) {
	return 7, d.by, d.refuses
}

func TestHowManyWereTakenBackIsToldOfADraftOnly(t *testing.T) {
	closed := flows.Fail(flows.Refused, "round.is_closed", nil)
	for name, c := range map[string]struct {
		drawer
		n    int
		told bool
	}{
		"a draft":             {drawer{remembered: flows.Draft, by: flows.Draft}, 7, true},
		"open":                {drawer{remembered: flows.Opened, by: flows.Opened}, 0, false}, // else it would tell how many came
		"opens meanwhile":     {drawer{remembered: flows.Draft, by: flows.Opened}, 0, false},
		"closed after a part": {drawer{remembered: flows.Draft, by: flows.Draft, refuses: closed}, 0, false},
	} {
		n, told, err := organize.Office{Rounds: c, Tickets: c, Now: time.Now}.Revoke(t.Context(), "r")
		if n != c.n || told != c.told || err != c.refuses {
			t.Errorf("%s: %d, %v, %v", name, n, told, err)
		}
	}
}
