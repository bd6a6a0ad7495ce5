package talk

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Members knows which chats are members of a round's team.
type Members interface {
	// Who is the member that a chat is in a round; empty: none.
	Who(ctx context.Context, round flows.RoundID, seat flows.MemberSeat) (flows.SubjectID, error)
}

// Talks keeps the logs of talks.
type Talks interface {
	// Put keeps a new talk of an open round. To put the same again is no error.
	// Conflict (talk.taken): the id has another one. Refused: talk.too_late,
	// talk.withdrawn. Invalid: see Talk.Validate, and talks on a day to come.
	Put(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error
	// Edit replaces a talk's log by what its logger says now. Errors as Put's.
	Edit(ctx context.Context, round flows.RoundID, id flows.TalkID, t flows.Talk) error
	// List are the talks of a round, by day.
	List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error)
}

// Rounds finds rounds as they stand.
type Rounds interface {
	Round(ctx context.Context, id flows.RoundID) (flows.Round, error)
}

// A Desk does for members what cannot be done inside their conversations. It asks
// anew each time which member the chat is: an organizer may have taken that back.
type Desk struct {
	Members Members
	Talks   Talks
	Rounds  Rounds
}

// Save keeps the talk that the effect's answers make. Where an earlier wording of
// it arrived after all, as its answer was lost, that is replaced.
func (d Desk) Save(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id := flows.RoundID(e.Ref.Topic)
	self, err := d.member(ctx, v, id)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	round, err := d.Rounds.Round(ctx, id)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	t := Record(round, self, e.Answers)
	err = d.Talks.Put(ctx, id, ID(e.Answers), t)
	if flows.KeyOf(err) == "talk.taken" {
		err = d.Talks.Edit(ctx, id, ID(e.Answers), t)
	}
	return dialogue.Outcome{}, err
}

// member is which member the chat is. Refused (link.not_member): none.
func (d Desk) member(ctx context.Context, v flows.Visitor, id flows.RoundID) (flows.SubjectID, error) {
	self, err := d.Members.Who(ctx, id, v.Member(id))
	if err == nil && self == "" {
		err = flows.Fail(flows.Refused, "link.not_member", nil)
	}
	return self, err
}

// Look is what the chat is shown of a round's talks: those that it is a side of.
func (d Desk) Look(ctx context.Context, v flows.Visitor, id flows.RoundID) (Shelf, error) {
	self, err := d.Members.Who(ctx, id, v.Member(id))
	if err != nil || self == "" {
		return Shelf{}, err
	}
	all, err := d.Talks.List(ctx, id)
	shelf := Shelf{Self: self}
	for _, r := range all {
		if r.Involves(self) {
			shelf.Talks = append(shelf.Talks, r)
		}
	}
	return shelf, err
}
