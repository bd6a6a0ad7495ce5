package main

import (
	"context"
	"strings"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

type ticketsCmd struct {
	settingsFlags
	ID           string `arg:""`
	Count        *int   `placeholder:"N"`
	Out          string `placeholder:"slips.html"`
	RevokeUnused bool
}

// Run issues tickets, and takes back those that nobody used. They are shown this
// once and not kept, so that the place to write them to is made ready, with its
// room on the disk, before there are any.
func (c *ticketsCmd) Run(ctx context.Context, p *program) error {
	if err := c.check(); err != nil {
		return usage(err)
	}
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		if c.Count == nil {
			return c.revoke(ctx, p, h, r)
		}
		name, err := botName(ctx, s)
		if err != nil {
			return err
		}
		return c.issue(ctx, p, h, r, name)
	})
}

func (c *ticketsCmd) check() error {
	switch {
	case c.Count == nil && (!c.RevokeUnused || c.Out != ""):
		return flows.Fail(flows.Invalid, "cli.usage", flows.Args{"help": "soundings tickets --help",
			"problem": dialogue.Say("cli.misuse.missing", "what", "--count=N")})
	case c.Count != nil && (*c.Count < 1 || *c.Count > organize.MaxTickets):
		return flows.Fail(flows.Invalid, "ticket.count", flows.Args{"max": organize.MaxTickets})
	}
	return formed(c.Out)
}

func (c *ticketsCmd) issue(ctx context.Context, p *program, h *house, r flows.Round, bot string) error {
	var out *sheet
	if c.Out != "" {
		var err error
		if out, err = c.reserve(p, bot, r); err != nil {
			return err
		}
		defer out.discard()
	}
	if c.RevokeUnused {
		if err := c.revoke(ctx, p, h, r); err != nil {
			return err
		}
	}
	tickets, err := h.office.Issue(ctx, r.ID, *c.Count)
	if err != nil {
		return err
	}
	contents, err := c.contents(p, bot, r, tickets)
	filed, err := p.handOut(out, contents, err, rows(bot, link, tickets), "cli.tickets_on_stdout")
	if !filed {
		return err
	}
	return c.tell(p)
}

// reserve makes the file ready, with room for as many pages of a single ticket:
// some to spare, as QR codes differ a little in length.
func (c *ticketsCmd) reserve(p *program, bot string, r flows.Round) (*sheet, error) {
	one, err := c.contents(p, bot, r, []flows.Ticket{flows.NewTicket(r.ID, [15]byte{})})
	if err != nil {
		return nil, err
	}
	return reserve(c.Out, len(one)**c.Count)
}

func (c *ticketsCmd) contents(p *program, bot string, r flows.Round, tickets []flows.Ticket) (string, error) {
	if form(c.Out) == ".html" {
		return p.slips(bot, link, r, tickets)
	}
	return rows(bot, link, tickets), nil
}

// revoke takes back what nobody used. Where tickets follow, stdout is theirs.
func (c *ticketsCmd) revoke(ctx context.Context, p *program, h *house, r flows.Round) error {
	n, told, err := h.office.Revoke(ctx, r.ID)
	if err != nil {
		return err
	}
	key := "cli.tickets_revoked_open"
	if told {
		key = "cli.tickets_revoked"
	}
	if c.Count != nil {
		p.warn(key, "n", n)
		return nil
	}
	return p.print(key, "n", n)
}

// tell says what to do with the file, and what a table tempts to do.
func (c *ticketsCmd) tell(p *program) error {
	if form(c.Out) == ".html" {
		return p.print("cli.slips_written", "n", *c.Count, "path", c.Out)
	}
	p.warn("cli.tickets_mailed")
	return p.print("cli.tickets_written", "n", *c.Count, "path", c.Out)
}

// rows is the CSV. Nothing in it needs quoting.
func rows(bot string, link func(bot, payload string) string, tickets []flows.Ticket) string {
	var b strings.Builder
	b.WriteString("ticket,link\n")
	for _, t := range tickets {
		b.WriteString(string(t) + "," + link(bot, organize.TicketLink+string(t)) + "\n")
	}
	return b.String()
}
