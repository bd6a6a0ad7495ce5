package main

import (
	"context"

	"soundings/configs"
)

type roundCloseCmd struct {
	settingsFlags
	ID string `arg:""`
}

// Run closes an open round, for good.
func (c *roundCloseCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		if r, err = h.office.Close(ctx, r.ID); err != nil {
			return err
		}
		return p.print("cli.closed", "title", r.Title, "k", r.K, "id", string(r.ID))
	})
}
