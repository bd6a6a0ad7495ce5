package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// A roster is what is kept of all members of a round: one record, so that nobody
// is two of them, and its size tells only how many they are.
type roster map[flows.SubjectID]membership

// A membership is what is kept of one member.
type membership struct {
	Link    string           `json:"link,omitempty"`   // the hash of the link that leads here, or led
	Seat    flows.MemberSeat `json:"seat,omitempty"`   // who used it
	Address flows.Address    `json:"address,omitzero"` // where they can be written to
	Nudge   string           `json:"nudge,omitempty"`  // the day on which a nudge was asked for last
	Nudged  string           `json:"nudged,omitempty"` // the last of those days that was delivered
}

// of is which member a chat is; empty: none.
func (all roster) of(seat flows.MemberSeat) flows.SubjectID {
	for m, p := range all {
		if p.Seat == seat && seat != "" {
			return m
		}
	}
	return ""
}

// invite gives a member a link in the place of an unused one.
func (all roster) invite(r flows.Round, m flows.SubjectID, link string) error {
	member, ok := r.Member(m)
	if !ok {
		return flows.Fail(flows.NotFound, "link.no_member", nil)
	}
	if all[m].Seat != "" {
		return flows.Fail(flows.Conflict, "link.claimed", flows.Args{"name": member.Name})
	}
	all[m] = membership{Link: link}
	return nil
}

// claim makes a chat the member whom a link leads to. It changes nothing where it
// is already.
func (all roster) claim(r flows.Round, link string, seat flows.MemberSeat) (m flows.SubjectID, changed bool, err error) {
	for _, member := range r.Members {
		if p, ok := all[member.ID]; ok && p.Link == link {
			m = member.ID
		}
	}
	here := all.of(seat)
	switch {
	case m == "":
		return "", false, unknownLink()
	case here == m:
		return m, false, nil
	case all[m].Seat != "":
		return "", false, flows.Fail(flows.Conflict, "link.used", nil)
	case here != "":
		other, _ := r.Member(here)
		return "", false, flows.Fail(flows.Refused, "link.other_member", flows.Args{"name": other.Name})
	}
	all[m] = membership{Link: link, Seat: seat}
	return m, true, nil
}

func rosterKey(id flows.RoundID) Key {
	return Key{Collection{Tag: string(id), Name: "members"}, "roster"}
}

// roster is a round's, of those who are its members now, with the version it is at.
func (s *Members) roster(ctx context.Context, id flows.RoundID) (entry, roster, uint64, error) {
	e, named, err := s.rounds.talksOf(ctx, id)
	if err != nil || !named {
		return e, roster{}, 0, err
	}
	at := rosterKey(id)
	rec, err := s.rounds.vault.store.Get(ctx, at)
	if errors.Is(err, ErrNotFound) {
		return e, roster{}, 0, nil
	}
	if err != nil {
		return e, nil, 0, err
	}
	stored, all := roster{}, roster{}
	err = openJSON(s.rounds.forTalks(e, "members"), at.place(), rec.Value, &stored)
	for _, m := range e.round.Members {
		if p, ok := stored[m.ID]; ok {
			all[m.ID] = p
		}
	}
	return e, all, rec.Version, err
}

// put writes a roster. Its version is random: counted, it would tell how many have
// come.
func (s *Members) put(e entry, all roster, version uint64) Op {
	at := rosterKey(e.round.ID)
	return Op{Do: Put, Key: at, Expect: version, Version: aVersion(),
		Value: sealJSON(s.rounds.forTalks(e, "members"), at.place(), all, memberStep*len(e.round.Members))}
}
