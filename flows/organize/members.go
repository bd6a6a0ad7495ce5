package organize

import (
	"context"
	"slices"

	"soundings/flows"
)

// MemberLink is the start payload of a member's personal link, before its token.
const MemberLink = "m_"

// Roster keeps which chats are members of a round's team, and the one-time links
// that make them so.
type Roster interface {
	// Invite makes a link's token for each of these members, all or none, shown
	// once. One of theirs from before that nobody used no longer leads anywhere.
	// Refused: the round is over. Conflict: somebody has just claimed their place.
	Invite(ctx context.Context, round flows.RoundID, members ...flows.SubjectID) ([]string, error)
	// Release takes a member's claim back, and says whether there was one.
	Release(ctx context.Context, round flows.RoundID, member flows.SubjectID) (bool, error)
	// Claimed are those who have used their link, Invited those whose link nobody
	// has used yet, in rank order.
	Claimed(ctx context.Context, round flows.RoundID) ([]flows.SubjectID, error)
	Invited(ctx context.Context, round flows.RoundID) ([]flows.SubjectID, error)
	// Reachable are those of Claimed who can be written to.
	Reachable(ctx context.Context, round flows.RoundID) ([]flows.SubjectID, error)
	// AskToNudge asks for a nudge of these members on a day, 2006-01-02, and says of
	// how many that is new: once a day each, and only who is reachable. Refused: the
	// round takes no more talks.
	AskToNudge(ctx context.Context, round flows.RoundID, day string, members ...flows.SubjectID) (n int, err error)
}

// An Invitation is a member's personal link, by its token.
type Invitation struct {
	Member flows.Member
	Token  string
}

// MembersToInvite are the members of a round who have not claimed their place, in rank
// order. Refused: the round is over, and there are no more links.
func (o Office) MembersToInvite(ctx context.Context, r flows.Round) ([]flows.Member, error) {
	if err := r.Inviting(); err != nil {
		return nil, err
	}
	claimed, err := o.Members.Claimed(ctx, r.ID)
	return slices.DeleteFunc(slices.Clone(r.Members), func(m flows.Member) bool { return slices.Contains(claimed, m.ID) }), err
}

// InviteMembers makes a personal link for each of these members, and says how many have
// one that nobody has used, which no longer leads anywhere.
func (o Office) InviteMembers(ctx context.Context, r flows.Round, members []flows.Member) (all []Invitation, replaced int, err error) {
	before, err := o.Members.Invited(ctx, r.ID)
	if err != nil {
		return nil, 0, err
	}
	var ids []flows.SubjectID
	for _, m := range members {
		ids = append(ids, m.ID)
		if slices.Contains(before, m.ID) {
			replaced++
		}
	}
	tokens, err := o.Members.Invite(ctx, r.ID, ids...)
	for i, token := range tokens {
		all = append(all, Invitation{members[i], token})
	}
	return all, replaced, err
}

// ReleaseMember takes a member's claim back, as when somebody else used their link, and
// says whether there was one. Refused: the round is over, and they could not be
// given another link.
func (o Office) ReleaseMember(ctx context.Context, r flows.Round, m flows.SubjectID) (bool, error) {
	if err := r.Inviting(); err != nil {
		return false, err
	}
	was, err := o.Members.Release(ctx, r.ID, m)
	if err != nil || !was {
		return was, err
	}
	return true, o.untell(ctx, r.ID, m)
}

// untell forgets what a member was told of talks: somebody else was.
func (o Office) untell(ctx context.Context, id flows.RoundID, m flows.SubjectID) error {
	all, err := o.Talks.List(ctx, id)
	if err != nil {
		return err
	}
	for _, t := range all {
		if err := o.Talks.Untell(ctx, id, t.ID, m); err != nil && flows.CodeOf(err) != flows.Refused {
			return err
		}
	}
	return nil
}
