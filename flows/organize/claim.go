package organize

import (
	"context"
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/talk"
)

// Members keeps which chats are members of a round's team.
type Members interface {
	// Claim makes a chat a member by a link's token, in whichever known round it
	// is, and spends it; to come again with it changes nothing. NotFound
	// (link.unknown), Conflict (link.used), Refused (link.other_member,
	// link.closed, round.not_open_yet).
	Claim(ctx context.Context, token string, who func(flows.RoundID) flows.MemberSeat) (flows.RoundID, flows.SubjectID, error)
	// Keep keeps where a member can be written to. Refused: the chat is none.
	Keep(ctx context.Context, round flows.RoundID, seat flows.MemberSeat, a flows.Address) error
	// Who is the member that a chat is; empty: none.
	Who(ctx context.Context, round flows.RoundID, seat flows.MemberSeat) (flows.SubjectID, error)
}

// claim makes the chat a member. It does not take part by that: what members say
// anonymously they say as anybody does, let in as anybody is (promise 2).
func (d Door) claim(ctx context.Context, v flows.Visitor, token string) (dialogue.Outcome, error) {
	id, self, err := d.Members.Claim(ctx, token, v.Member)
	if err != nil {
		return dialogue.Outcome{}, err
	}
	rounds := d.Rounds.Known()
	round := rounds[slices.IndexFunc(rounds, func(r flows.Round) bool { return r.ID == id })]
	address, err := v.MemberAddress(ctx, id)
	if flows.CodeOf(err) == flows.Refused { // who comes back may find it closed
		err = flows.Fail(flows.Refused, "link.closed", flows.Args{"title": round.Title})
	}
	if err == nil {
		err = d.Members.Keep(ctx, id, v.Member(id), address)
	}
	member, _ := round.Member(self)
	return dialogue.Outcome{
		Notice: dialogue.Say("member.welcome", "name", member.Name, "title", round.Title),
		Facts:  []dialogue.Fact{talk.IsMember(id, self)},
	}, err
}
