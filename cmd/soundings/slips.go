package main

import (
	"strings"

	"soundings/flows"
	"soundings/flows/opinion"
	"soundings/flows/organize"
)

// slips is the sheet to cut and draw from.
func (p *program) slips(bot string, r flows.Round, tickets []flows.Ticket) (string, error) {
	var all []organize.Slip
	for _, t := range tickets {
		all = append(all, organize.Slip{Ticket: t, Link: ticketLink(bot, t)})
	}
	var page strings.Builder
	err := organize.WriteSlips(&page, r, all, p.slipWords(bot, r, len(tickets)))
	return page.String(), err
}

func (p *program) slipWords(bot string, r flows.Round, n int) organize.SlipWords {
	words := organize.SlipWords{
		Lang: p.lang, Name: p.say("slips.name"), Tasks: p.say("slips.tasks", "n", n),
		Head: p.say("slips.head"), Scan: p.say("slips.scan"), Send: p.say("slips.send", "bot", bot), Once: p.say("slips.once"),
		Drawn: p.say("slips.drawn"), Kept: p.say("slips.kept", "k", r.K),
	}
	if !r.Closes.IsZero() {
		words.Until = p.say("slips.until", "until", opinion.Until(r))
	}
	return words
}
