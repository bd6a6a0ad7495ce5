package main

import (
	"context"
	"fmt"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/text"
)

type linksCmd struct {
	settingsFlags
	ID     string `arg:"" optional:""`
	Member string `placeholder:"li"`
	Name   string `placeholder:"张三"`
	Out    string `placeholder:"slips.html"`
}

// Run prints one-time links, which are shown this once and not kept: one that makes
// whoever opens it first an organizer, and, of a round, one for each member who has
// not claimed their place yet. For one member it prints theirs alone, and takes an
// earlier claim back.
func (c *linksCmd) Run(ctx context.Context, p *program) error {
	if err := c.check(); err != nil {
		return usage(err)
	}
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		var r flows.Round
		if c.ID != "" {
			var err error
			if r, err = h.find(c.ID); err != nil {
				return err
			}
		}
		bot, err := botName(ctx, s)
		if err != nil {
			return err
		}
		if c.ID == "" {
			return c.organizer(ctx, p, h, bot)
		}
		return invitation{c, p, h, r, bot}.send(ctx)
	})
}

func (c *linksCmd) check() error {
	if c.ID != "" && c.Name != "" {
		return flows.Fail(flows.Invalid, "cli.usage", flows.Args{"help": "soundings links --help",
			"problem": dialogue.Say("cli.misuse.name")})
	}
	if n := text.Len(c.Name); n > flows.MaxName {
		return flows.Fail(flows.Invalid, "draft.long", flows.Args{"length": n, "max": flows.MaxName})
	}
	if c.ID == "" && c.Member+c.Out != "" {
		return flows.Fail(flows.Invalid, "cli.usage", flows.Args{"help": "soundings links --help",
			"problem": dialogue.Say("cli.misuse.missing", "what", "<id>")})
	}
	return formed(c.Out)
}

func (c *linksCmd) organizer(ctx context.Context, p *program, h *house, bot string) error {
	made, err := clerkLink(ctx, h, bot, text.OneLine(c.Name))
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.stdout, made)
	return unwritten(err)
}

// clerkLink makes a one-time link for an organizer of a name, which may be empty.
func clerkLink(ctx context.Context, h *house, bot, name string) (string, error) {
	token, err := h.office.InviteClerk(ctx, h.organizers, name)
	return link(bot, organize.ClerkLink+token), err
}
