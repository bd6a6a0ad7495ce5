package main

import (
	"context"
	"fmt"

	"soundings/configs"
	"soundings/flows/organize"
)

type linksCmd struct{ settingsFlags }

// Run prints a one-time link that makes whoever opens it first an organizer.
func (c *linksCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		name, err := botName(ctx, s)
		if err != nil {
			return err
		}
		token, err := h.organizers.Invite(ctx)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(p.stdout, link(name, organize.ClerkLink+token))
		return unwritten(err)
	})
}
