package main

import (
	"context"
	"slices"
	"strings"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
)

type ticketsCmd struct {
	settingsFlags
	ID    string `arg:""`
	Count int    `required:"" placeholder:"N"`
	Out   string `placeholder:"tickets.csv"`
}

// Run issues tickets. They are shown this once and not kept, so that the place
// to write them to is made ready, with its room on the disk, before there are any.
func (c *ticketsCmd) Run(ctx context.Context, p *program) error {
	if c.Count < 1 || c.Count > organize.MaxTickets {
		return usage(flows.Fail(flows.Invalid, "ticket.count", flows.Args{"max": organize.MaxTickets}))
	}
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		name, err := botName(ctx, s)
		if err != nil {
			return err
		}
		return c.issue(ctx, p, h, r, name)
	})
}

func (c *ticketsCmd) issue(ctx context.Context, p *program, h *house, r flows.Round, bot string) error {
	var out *sheet
	if c.Out != "" {
		alike := slices.Repeat([]flows.Ticket{flows.NewTicket(r.ID, [15]byte{})}, c.Count) // all have one length
		var err error
		if out, err = reserve(c.Out, len(rows(bot, alike))); err != nil {
			return err
		}
		defer out.discard()
	}
	tickets, err := h.office.Issue(ctx, r.ID, c.Count)
	if err != nil {
		return err
	}
	return p.handOut(out, rows(bot, tickets), c.Out, len(tickets))
}

// handOut writes the rows to the sheet, or where there is none or it fails
// after all, to stdout: they must not be lost.
func (p *program) handOut(to *sheet, rows, path string, n int) error {
	if to == nil {
		_, err := p.stdout.Write([]byte(rows))
		return unwritten(err)
	}
	failed := to.fill(rows)
	if failed == nil {
		return p.print("cli.tickets_written", "n", n, "path", path)
	}
	if _, err := p.stdout.Write([]byte(rows)); err != nil {
		return unwritten(err)
	}
	return &flows.Error{Code: flows.Internal, Key: "cli.tickets_on_stdout", Args: flows.Args{"path": path}, Err: failed}
}

// rows is the CSV. Nothing in it needs quoting.
func rows(bot string, tickets []flows.Ticket) string {
	var b strings.Builder
	b.WriteString("ticket,link\n")
	for _, t := range tickets {
		b.WriteString(string(t) + "," + link(bot, organize.TicketLink+string(t)) + "\n")
	}
	return b.String()
}
