package main

import (
	"strings"

	"soundings/flows"
	"soundings/flows/opinion"
	"soundings/flows/organize"
)

// slips is the sheet to cut and draw from. link makes a link of a bot's name and a
// start payload.
func (p *program) slips(bot string, link func(bot, payload string) string, r flows.Round, tickets []flows.Ticket) (string, error) {
	var all []organize.Slip
	for _, t := range tickets {
		all = append(all, organize.Slip{Ticket: t, Link: link(bot, organize.TicketLink+string(t))})
	}
	var page strings.Builder
	err := organize.WriteSlips(&page, r, all, p.slipWords(bot, r, len(tickets)))
	return page.String(), err
}

func (p *program) slipWords(bot string, r flows.Round, n int) organize.SlipWords {
	return organize.SlipWords{
		Lang: p.lang, Name: p.say("slips.name"), Tasks: p.say("slips.tasks", "n", n),
		Head: p.say("slips.head"), Scan: p.say("slips.scan"), Send: p.say("slips.send", "bot", bot), Once: p.say("slips.once"),
		Until: p.slipsUntil(r), Foot: []string{p.say("slips.drawn"), p.say("slips.kept", "k", r.K)},
	}
}

func (p *program) slipsUntil(r flows.Round) string {
	if r.Closes.IsZero() {
		return ""
	}
	return p.say("slips.until", "until", opinion.Until(r))
}

// memberSlips is the sheet to cut and hand over, each to the member it names.
func (p *program) memberSlips(bot string, r flows.Round, links []organize.Invitation) (string, error) {
	var all []organize.Slip
	for _, l := range links {
		all = append(all, organize.Slip{To: p.say("slips.member.to", "name", l.Member.Name), Link: memberLink(bot, l)})
	}
	words := organize.SlipWords{
		Lang: p.lang, Name: p.say("slips.member.name"), Tasks: p.say("slips.member.tasks", "n", len(links)),
		Head: p.say("slips.member.head"), Scan: p.say("slips.member.scan"), Send: p.say("slips.member.lost"),
		Once: p.say("slips.member.once"), Until: p.slipsUntil(r),
		Foot: []string{p.say("slips.member.named"), p.say("slips.member.apart")},
	}
	var page strings.Builder
	err := organize.WriteSlips(&page, r, all, words)
	return page.String(), err
}
