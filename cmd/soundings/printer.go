package main

import (
	"context"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// A printer makes what organizers hand out from the chat. See organize.Printer.
type printer struct {
	p    *program
	name func(context.Context) (string, error) // of the bot
	link func(bot, payload string) string
}

// telegramPrinter prints links into Telegram.
func (p *program) telegramPrinter(s configs.Settings) printer {
	return printer{p: p, name: func(ctx context.Context) (string, error) { return botName(ctx, s) }, link: link}
}

// pagePrinter prints what is typed into the page of try.
func (p *program) pagePrinter() printer {
	return printer{p: p, name: func(context.Context) (string, error) { return "soundings try", nil },
		link: func(_, payload string) string { return "/start " + payload }}
}

// Link implements organize.Printer.
func (x printer) Link(ctx context.Context, payload string) (string, error) {
	name, err := x.name(ctx)
	return x.link(name, payload), err
}

// Tickets implements organize.Printer. Without the mark spreadsheets take Chinese in a
// table for another code.
func (x printer) Tickets(ctx context.Context, lang string, r flows.Round, tickets []flows.Ticket) ([]dialogue.File, error) {
	name, err := x.name(ctx)
	if err != nil {
		return nil, err
	}
	in := *x.p
	in.lang = lang
	page, err := in.slips(name, x.link, r, tickets)
	if err != nil {
		return nil, err
	}
	return []dialogue.File{{Name: "参与码纸条.html", Data: []byte(page)}, {Name: "参与码.csv", Data: []byte("\ufeff" + rows(name, x.link, tickets))}}, nil
}
