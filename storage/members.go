package storage

import (
	"context"
	"crypto/rand"
	"errors"

	"soundings/flows"
)

// Members keeps which chats are members of a round's team, and the one-time links
// that make them so. Members are named: it knows nothing of participants, sessions
// or opinions, and shares no key and no pseudonym with them.
type Members struct{ rounds *Rounds }

// NewMembers keeps the members of rounds.
func NewMembers(r *Rounds) *Members { return &Members{rounds: r} }

// Invite makes a one-time link's token for each of these members of a draft or an
// open round, all or none: 26 characters of A-Z and 2-7, which are returned once, in
// the members' order. A link of theirs from before, which nobody used, is no longer
// one. NotFound (link.no_member): not of this team. Conflict (link.claimed): they
// have used theirs; see Release.
func (s *Members) Invite(ctx context.Context, id flows.RoundID, members ...flows.SubjectID) ([]string, error) {
	if _, err := s.rounds.withTalks(ctx, id); err != nil {
		return nil, err
	}
	tokens := make([]string, len(members))
	for i := range tokens {
		tokens[i] = rand.Text()
	}
	err := s.change(ctx, id, func(e entry, all roster) (bool, error) {
		if err := e.round.Inviting(); err != nil {
			return false, err
		}
		for i, m := range members {
			if err := all.invite(e.round, m, s.hash(e, tokens[i])); err != nil {
				return false, err
			}
		}
		return len(members) > 0, nil
	})
	if err != nil {
		return nil, err
	}
	return tokens, nil
}

// Claim makes a chat a member by a link, in whichever known round it is, and spends
// it; who gives the chat's pseudonym for each. The same chat may come again with the
// same link, which changes nothing. NotFound: link.unknown. Conflict: link.used.
// Refused: link.other_member (the chat is another member of this round),
// round.not_open_yet, or link.closed where the round is over.
func (s *Members) Claim(ctx context.Context, token string, who func(flows.RoundID) flows.MemberSeat) (flows.RoundID, flows.SubjectID, error) {
	for _, r := range s.rounds.Known() {
		m, err := s.claim(ctx, r.ID, token, who(r.ID))
		if flows.KeyOf(err) != "link.unknown" {
			return r.ID, m, err
		}
	}
	return "", "", unknownLink()
}

func (s *Members) claim(ctx context.Context, id flows.RoundID, token string, seat flows.MemberSeat) (m flows.SubjectID, err error) {
	err = s.change(ctx, id, func(e entry, all roster) (changed bool, err error) {
		if len(all) == 0 {
			return false, unknownLink()
		}
		if m, changed, err = all.claim(e.round, s.hash(e, token), seat); !changed {
			return false, err
		}
		return true, s.admits(e.round)
	})
	return m, err
}

// admits says why no link leads into a round now, or nil.
func (s *Members) admits(r flows.Round) error {
	title := flows.Args{"title": r.Title}
	if r.State == flows.Draft {
		return flows.Fail(flows.Refused, "round.not_open_yet", title)
	}
	if err := r.Writable(s.rounds.vault.now()); err != nil {
		return &flows.Error{Code: flows.Refused, Key: "link.closed", Args: title, Err: err}
	}
	return nil
}

func unknownLink() error { return flows.Fail(flows.NotFound, "link.unknown", nil) }

// Release takes a member's claim back, as when somebody else used their link, and
// says whether there was one. It takes Invite to let somebody in again.
func (s *Members) Release(ctx context.Context, id flows.RoundID, m flows.SubjectID) (was bool, err error) {
	err = s.change(ctx, id, func(_ entry, all roster) (bool, error) {
		if was = all[m].Seat != ""; was {
			delete(all, m)
		}
		return was, nil
	})
	return was, err
}

// Who is the member that a chat is in a round; empty: none.
func (s *Members) Who(ctx context.Context, id flows.RoundID, seat flows.MemberSeat) (flows.SubjectID, error) {
	_, all, _, err := s.roster(ctx, id)
	return all.of(seat), err
}

// Claimed are the members of a round who have used their link, in rank order.
func (s *Members) Claimed(ctx context.Context, id flows.RoundID) ([]flows.SubjectID, error) {
	e, all, _, err := s.roster(ctx, id)
	var claimed []flows.SubjectID
	for _, m := range e.round.Members {
		if all[m.ID].Seat != "" {
			claimed = append(claimed, m.ID)
		}
	}
	return claimed, err
}

// Invited are the members of a round who have a link that nobody has used yet, in
// rank order.
func (s *Members) Invited(ctx context.Context, id flows.RoundID) ([]flows.SubjectID, error) {
	e, all, _, err := s.roster(ctx, id)
	var invited []flows.SubjectID
	for _, m := range e.round.Members {
		if p := all[m.ID]; p.Seat == "" && p.Link != "" {
			invited = append(invited, m.ID)
		}
	}
	return invited, err
}

// Keep keeps where a member can be written to. Refused (link.not_member): the chat
// is none.
func (s *Members) Keep(ctx context.Context, id flows.RoundID, seat flows.MemberSeat, a flows.Address) error {
	return s.change(ctx, id, func(_ entry, all roster) (bool, error) {
		m := all.of(seat)
		if m == "" {
			return false, flows.Fail(flows.Refused, "link.not_member", nil)
		}
		p := all[m]
		p.Address = a
		all[m] = p
		return true, nil
	})
}

// Addresses are where the members of a round can be written to, those who can be.
func (s *Members) Addresses(ctx context.Context, id flows.RoundID) (map[flows.SubjectID]flows.Address, error) {
	_, all, _, err := s.roster(ctx, id)
	at := map[flows.SubjectID]flows.Address{}
	for m, p := range all {
		if p.reachable() {
			at[m] = p.Address
		}
	}
	return at, err
}

// Forget drops where a member can be written to: this address, not one that they
// have left since.
func (s *Members) Forget(ctx context.Context, id flows.RoundID, m flows.SubjectID, at flows.AddressID) error {
	return s.change(ctx, id, func(_ entry, all roster) (bool, error) {
		p := all[m]
		if len(p.Address.Sealed) == 0 || p.Address.ID != at {
			return false, nil
		}
		p.Address = flows.Address{}
		all[m] = p
		return true, nil
	})
}

// everybody bounds how often a change of the roster is worked out anew: a whole
// team may come at once.
const everybody = 20

// change makes a change to a round's roster, in one Apply with the check that the
// round is as it was known. Where another was first it is worked out anew.
func (s *Members) change(ctx context.Context, id flows.RoundID, step func(entry, roster) (bool, error)) error {
	for range everybody {
		e, all, version, err := s.roster(ctx, id)
		if err != nil {
			return err
		}
		if changed, err := step(e, all); err != nil || !changed {
			return err
		}
		err = s.rounds.vault.apply(ctx, e.unchanged(), s.put(e, all, version))
		if !errors.Is(err, ErrConflict) {
			return err
		}
		if _, err := s.rounds.load(ctx, id); err != nil {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "store.busy", nil)
}

// hash is a link's token as it is kept.
func (s *Members) hash(e entry, token string) string {
	return keyed(s.rounds.forTalks(e, "links"), token)
}
