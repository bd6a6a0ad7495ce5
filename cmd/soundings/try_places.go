package main

import (
	"context"
	"slices"
	"sync"

	"soundings/bot"
	"soundings/flows"
	"soundings/flows/organize"
)

// places are the members' places of the sample round, for whoever sits down on
// the member's chair. Every visitor gets one of their own, the principal's last.
// Where all are taken, the one that was given away longest ago is freed: whoever
// comes next is surely there, and that one perhaps no more.
type places struct {
	house *house
	seats bot.Seats
	round flows.Round

	mu   sync.Mutex
	turn []flows.Member // the one that was given away last at the end
}

func newPlaces(h *house, r flows.Round) *places {
	p := &places{house: h, seats: bot.NewSeats(h.keys.Seat()), round: r, turn: slices.Clone(r.Members)}
	if i := slices.IndexFunc(p.turn, func(m flows.Member) bool { return m.Principal }); i >= 0 {
		p.given(i)
	}
	return p
}

// given puts one of them at the end.
func (p *places) given(i int) {
	m := p.turn[i]
	p.turn = append(slices.Delete(p.turn, i, i+1), m)
}

// first is the command by which a chat sits down: its link. Who has a place and
// comes back, as after a restart, has it still. Once the round is over there are
// no more links, and its own says why.
func (p *places) first(ctx context.Context, from bot.Chat) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	self, err := p.house.members.Who(ctx, p.round.ID, p.seats.Member(p.round.ID, from))
	if err != nil || self != "" {
		return "/start", err
	}
	link, err := p.next(ctx)
	if flows.CodeOf(err) == flows.Refused {
		return toSample(p.round), nil
	}
	return "/start " + organize.MemberLink + link.Token, err
}

// next makes a link for the member whose turn it is: the first whose place nobody
// has, or else the first.
func (p *places) next(ctx context.Context) (link organize.Invitation, err error) {
	r, err := p.house.rounds.Round(ctx, p.round.ID)
	if err != nil {
		return link, err
	}
	free, err := p.house.office.MembersToInvite(ctx, r)
	if err != nil {
		return link, err
	}
	i := max(0, slices.IndexFunc(p.turn, func(m flows.Member) bool {
		return slices.ContainsFunc(free, func(f flows.Member) bool { return f.ID == m.ID })
	}))
	if _, err := p.house.office.ReleaseMember(ctx, r, p.turn[i].ID); err != nil {
		return link, err
	}
	links, _, err := p.house.office.InviteMembers(ctx, r, p.turn[i:i+1])
	if err != nil {
		return link, err
	}
	p.given(i)
	return links[0], nil
}
