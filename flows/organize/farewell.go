package organize

import (
	"context"
	"encoding/json"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/report"
)

// Farewell is what the closing message of a round would say now: from what its
// documents are made from, and how many took part no closer than is told anywhere.
// Where only the organizer can open that, it says how many took part and no more.
// Refused: see Round.Bidding and Round.Releasable.
func (o Office) Farewell(ctx context.Context, id flows.RoundID) (flows.Farewell, error) {
	in, err := o.releasable(ctx, id)
	if err == nil {
		err = in.Round.Bidding(o.Now())
	}
	if err != nil {
		return flows.Farewell{}, err
	}
	f := flows.Farewell{Took: in.Participants / in.Round.K * in.Round.K}
	if ownKey(in.Round) {
		return f, nil
	}
	k, err := o.present(ctx, id, nil)
	if err != nil {
		return flows.Farewell{}, err
	}
	f.Known, f.Opinions, f.Points, f.Aspects = true, k.Model.Counts.Opinions, k.Model.Counts.Points, pointsByAspect(k.Model)
	return f, nil
}

// pointsByAspect are those that have points. What is under no heading of the notice is
// told last.
func pointsByAspect(m report.Model) []flows.AspectPoints {
	n := map[flows.AspectID]int{}
	for _, p := range m.Points {
		n[p.Aspect]++
	}
	var all []flows.AspectPoints
	for _, a := range m.Round.Aspects {
		if n[a.ID] > 0 {
			all = append(all, flows.AspectPoints{Aspect: a.ID, N: n[a.ID]})
		}
		delete(n, a.ID)
	}
	none := 0
	for _, some := range n {
		none += some
	}
	if none > 0 {
		all = append(all, flows.AspectPoints{N: none})
	}
	return all
}

// Bid has the closing message sent that was seen, once and for all: a workbook that is
// taken in later changes nothing of it. Conflict (round.bid_changed): it says something
// else by now, which is given.
func (o Office) Bid(ctx context.Context, id flows.RoundID, seen flows.Farewell) (flows.Round, flows.Farewell, error) {
	f, err := o.Farewell(ctx, id)
	if err == nil && !f.Same(seen) {
		err = flows.Fail(flows.Conflict, "round.bid_changed", nil)
	}
	if err != nil {
		return flows.Round{}, f, err
	}
	r, err := o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Bid(f, o.Now()) }, o.did(flows.Bade))
	return r, f, err
}

// Preview shows what the closing message would say.
func (c Clerk) Preview(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		f, err := office.Farewell(ctx, r.ID)
		if err != nil {
			return dialogue.Outcome{}, err
		}
		return dialogue.Outcome{Facts: []dialogue.Fact{previewed(f)}}, nil
	})
}

// Bid has the closing message sent that was shown. Where it says something else by now,
// that is shown.
func (c Clerk) Bid(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	return c.act(ctx, v, e, func(office Office, r flows.Round) (dialogue.Outcome, error) {
		_, seen, _ := strings.Cut(e.Payload, " ")
		r, f, err := office.Bid(ctx, r.ID, farewellOf(seen))
		if flows.KeyOf(err) == "round.bid_changed" {
			o, _ := opinion.Failed(err)
			o.Facts = []dialogue.Fact{previewed(f)}
			return o, nil
		}
		if err != nil {
			return dialogue.Outcome{}, err
		}
		o, err := c.turnout(ctx, r)
		o.Notice = dialogue.Say("desk.farewell.done")
		return o, err
	})
}

func previewed(f flows.Farewell) dialogue.Fact {
	return dialogue.Fact{Name: FactFarewell, Value: said(f)}
}

// said is a closing message as it is kept while it is looked at.
func said(f flows.Farewell) string {
	data, err := json.Marshal(f)
	if err != nil {
		panic(err) // there are only numbers and names in it
	}
	return string(data)
}

func farewellOf(said string) (f flows.Farewell) {
	_ = json.Unmarshal([]byte(said), &f) // what is none says nothing, and is not what stands
	return f
}
