package organize

import (
	"context"
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// A box is addresses in memory, and a visitor whose address in a round has that
// round's id. Rounds may be closed, and the box away.
type box struct {
	flows.Visitor
	kept   map[flows.RoundID]bool
	closed map[flows.RoundID]bool
	away   error
}

func (b box) Address(_ context.Context, round flows.RoundID) (flows.Address, error) {
	if b.closed[round] {
		return flows.Address{}, flows.Fail(flows.Refused, "round.is_closed", nil)
	}
	return flows.Address{ID: flows.AddressID(round)}, nil
}

func (b box) Keep(_ context.Context, round flows.RoundID, _ flows.Address) error {
	b.kept[round] = true
	return b.away
}

func (b box) Drop(_ context.Context, round flows.RoundID, _ flows.AddressID) error {
	delete(b.kept, round)
	return b.away
}

func (b box) Kept(_ context.Context, round flows.RoundID, _ flows.AddressID) (bool, error) {
	return b.kept[round], b.away
}

func fact(round, value string) dialogue.Fact {
	return dialogue.Fact{Topic: round, Name: opinion.FactReminder, Value: value}
}

func TestARingerKeepsAnAddressForAsLongAsItIsWanted(t *testing.T) {
	for _, c := range []struct {
		name   string
		do     func(Ringer, context.Context, flows.Visitor, dialogue.Effect) (dialogue.Outcome, error)
		before map[flows.RoundID]bool
		after  map[flows.RoundID]bool
		notice string
		facts  []dialogue.Fact
	}{
		{"looking", Ringer.Look, map[flows.RoundID]bool{"one": true}, map[flows.RoundID]bool{"one": true}, "",
			[]dialogue.Fact{fact("one", "1"), fact("two", "")}},
		{"asking", Ringer.Ring, map[flows.RoundID]bool{}, map[flows.RoundID]bool{"one": true, "two": true}, "remind.noted",
			[]dialogue.Fact{fact("one", "1"), fact("two", "1")}},
		{"no longer", Ringer.Hush, map[flows.RoundID]bool{"one": true}, map[flows.RoundID]bool{}, "remind.dropped",
			[]dialogue.Fact{fact("one", ""), fact("two", "")}},
	} {
		b := box{kept: c.before, closed: map[flows.RoundID]bool{"over": true}}
		o, err := c.do(Ringer{Addresses: b}, t.Context(), b, dialogue.Effect{Payload: "one over two"})
		if err != nil || o.Failed || o.Notice.Key != c.notice {
			t.Errorf("%s: %+v, %v", c.name, o, err)
		}
		if diff := cmp.Diff(c.facts, o.Facts) + cmp.Diff(c.after, b.kept); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

// Nothing is said to be done where nothing was.
func TestARingerWithoutAStoreOrARound(t *testing.T) {
	away := flows.Fail(flows.Unavailable, "store.away", nil)
	b := box{kept: map[flows.RoundID]bool{}, closed: map[flows.RoundID]bool{"over": true}, away: away}
	if _, err := (Ringer{b}).Ring(t.Context(), b, dialogue.Effect{Payload: "one"}); !errors.Is(err, away) {
		t.Errorf("%v: the update does not come again", err)
	}
	if o, err := (Ringer{b}).Ring(t.Context(), b, dialogue.Effect{Payload: "over"}); err != nil || !o.Notice.Zero() || len(o.Facts) > 0 {
		t.Errorf("of a round that is over: %+v, %v", o, err)
	}
}
