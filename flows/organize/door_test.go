package organize

import (
	"context"
	"testing"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// unread are rounds that cannot be read anew for now.
type unread struct{ diary }

func (*unread) Refresh(context.Context) error {
	return flows.Fail(flows.Unavailable, "store.away", nil)
}

// Whether a link leads anywhere is not known while the store cannot be asked:
// nobody is told that it is wrong, and no strike is counted.
func TestALinkIsNotWrongWhileTheStoreIsAway(t *testing.T) {
	round := flows.RoundID("5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11")
	for name, c := range map[string]struct {
		payload      string
		away, missed bool
	}{
		"a link":            {RoundLink + string(round), true, false},
		"a ticket":          {string(flows.NewTicket(round, [15]byte{1})), true, false},
		"no kind of link":   {"x_1", false, true},
		"no kind of ticket": {"t_0", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			o, err := Door{Rounds: &unread{}}.Arrive(t.Context(), nil, dialogue.Effect{Payload: c.payload})
			if away := flows.CodeOf(err) == flows.Unavailable; away != c.away || o.Missed != c.missed {
				t.Errorf("%+v, %v", o, err)
			}
		})
	}
}
