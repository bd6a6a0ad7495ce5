package organize_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// taken is a round that was released, of so many people, and what its closing message
// would say.
func taken(t *testing.T, c *collected, people int) (flows.Farewell, error) {
	t.Helper()
	c.people = people
	office := c.office(1)
	if c.round.Recipient == "" {
		if _, err := office.Release(t.Context(), c.round.ID, nil); err != nil {
			t.Fatal(err)
		}
	}
	c.round.State, c.round.Closes = flows.Released, office.Now()
	return office.Farewell(t.Context(), c.round.ID)
}

func TestWhatIsCountedForAFarewell(t *testing.T) {
	for _, c := range []struct {
		name   string
		texts  []string
		people int
		change func(*collected)
		want   flows.Farewell
	}{
		{"how many took part, no closer than it is told anywhere", []string{"一件事跑三趟", "材料说不清"}, 14, nil,
			flows.Farewell{Took: 10, Known: true, Opinions: 2, Points: 2, Aspects: []flows.AspectPoints{{Aspect: "a1", N: 2}}}},
		{"what is of no aspect comes last", []string{"一件事跑三趟", "材料说不清", "窗口太少"}, 5, func(c *collected) { c.opinions[0].Aspect = "" },
			flows.Farewell{Took: 5, Known: true, Opinions: 3, Points: 3, Aspects: []flows.AspectPoints{{Aspect: "a1", N: 2}, {N: 1}}}},
		{"nobody said anything", nil, 5, nil, flows.Farewell{Took: 5, Known: true}},
		{"the key is the organizer's own", []string{"一件事跑三趟"}, 12, func(c *collected) { c.round.Recipient = "age1x" }, flows.Farewell{Took: 10}},
	} {
		all := collect(c.texts...)
		if c.change != nil {
			c.change(all)
		}
		got, err := taken(t, all, c.people)
		if diff := cmp.Diff(c.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", c.name, err, diff)
		}
	}
}

// There is one message a round, whatever is imported later.
func TestAFarewellIsSettledOnce(t *testing.T) {
	c := collect("一件事跑三趟")
	seen, err := taken(t, c, 5)
	if err != nil {
		t.Fatal(err)
	}
	office := c.office(1)
	r, _, err := office.Bid(t.Context(), c.round.ID, seen)
	if err != nil || !r.Farewell.Same(seen) || !r.Farewell.At.Equal(office.Now()) {
		t.Errorf("%+v, %v", r.Farewell, err)
	}
	if _, err := office.Farewell(t.Context(), c.round.ID); flows.KeyOf(err) != "round.bidden" {
		t.Errorf("another: %v", err)
	}
	c.people = 4
	if _, err := office.Farewell(t.Context(), c.round.ID); flows.KeyOf(err) != "round.below_k" {
		t.Errorf("below k: %v", err)
	}
	c.people, c.round.Farewell, c.round.Closes = 5, nil, office.Now().AddDate(0, 0, -flows.HearDays).Add(-time.Second)
	if _, err := office.Farewell(t.Context(), c.round.ID); flows.KeyOf(err) != "round.forgotten" {
		t.Errorf("too late: %v", err)
	}
}
