package main

import (
	"soundings/bot"
	"soundings/configs"
	"soundings/flows/opinion"
	"soundings/flows/organize"
	"soundings/flows/talk"
	"soundings/storage"
)

// newBot wires the conversations to the store and to a chat network.
func (p *program) newBot(h *house, network bot.Network, prints printer) (*bot.Bot, error) {
	words, err := p.words()
	if err != nil {
		return nil, err
	}
	presets, err := organize.ReadPresets(configs.Presets())
	if err != nil {
		return nil, err
	}
	desk := opinion.Desk{Opinions: h.opinions, Rounds: h.rounds, Turnout: h.office.Turnout, Point: h.office.Point}
	clerk := organize.Clerk{Office: h.office, Organizers: h.organizers, Printer: prints, Presets: presets, Zone: p.zone}
	door := organize.Door{Tickets: h.tickets, Members: h.members, Rounds: h.rounds, Clerk: clerk}
	hearer := organize.Hearer{Addresses: h.hearers, Rounds: h.rounds}
	logs := talk.Desk{Members: h.members, Talks: h.talks, Rounds: h.rounds}
	return &bot.Bot{
		Network:  p.meter.Network(network),
		Sessions: p.meter.Sessions(storage.NewSessions(h.rounds)),
		Rounds:   h.rounds,
		Effects:  bot.Effects(desk, door, organize.Ringer{Addresses: h.addresses}, hearer, clerk, logs),
		Recall:   door.Recall,
		Heard:    hearer.Asked,
		Guard:    opinion.NewGuard(),
		Seats:    bot.NewSeats(h.keys.Seat()),
		Words:    words,
		Now:      p.clock(),
		Days:     h.days,
		Log:      p.log,
		Watch:    p.meter,
		Talks:    logs,
		Clerk:    clerk,

		Addresses: h.addresses,
		Hearers:   h.hearers,
		Post:      talk.Post{Mailing: h.members, News: h.talks},
	}, nil
}
