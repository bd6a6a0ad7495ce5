package talk

import (
	"context"

	"soundings/flows"
)

// Look is what the chat is shown of a round's talks: those that it is a side of.
func (d Desk) Look(ctx context.Context, v flows.Visitor, id flows.RoundID) (Shelf, error) {
	self, err := d.Members.Who(ctx, id, v.Member(id))
	if err != nil || self == "" {
		return Shelf{}, err
	}
	s := Shelf{Self: self, Carried: map[flows.TalkID][]flows.TalkOpinion{}}
	if s.Asked, err = d.Members.Claimed(ctx, id); err != nil {
		return s, err
	}
	all, err := d.Talks.List(ctx, id)
	if err != nil {
		return s, err
	}
	for _, r := range all {
		if !r.Involves(self) {
			continue
		}
		s.Talks = append(s.Talks, r)
		if len(r.Carried) > 0 {
			if s.Carried[r.ID], err = d.Talks.Carried(ctx, id, r.ID, self); err != nil && flows.CodeOf(err) != flows.Refused {
				return s, err // refused: it was withdrawn just now
			}
		}
	}
	return s, nil
}
