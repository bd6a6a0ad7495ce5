package main

import (
	"context"

	"soundings/configs"
)

type roundOpenCmd struct {
	settingsFlags
	ID string `arg:""`
}

// Run opens a draft now.
func (c *roundOpenCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		if r, err = h.office.Open(ctx, r.ID); err != nil {
			return err
		}
		return p.print("cli.opened", "title", r.Title, "until", p.until(r.Closes))
	})
}
