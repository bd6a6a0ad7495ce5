package main

import (
	"context"

	"soundings/configs"
)

type roundEditCmd struct {
	settingsFlags
	roundFileFlag
	ID string `arg:""`
}

// Run replaces a draft by what its file says now.
func (c *roundEditCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		to, err := c.read(p)
		if err != nil {
			return err
		}
		if r, err = h.office.Edit(ctx, r.ID, to); err != nil {
			return err
		}
		p.look(r)
		return p.print("cli.edited", "title", r.Title)
	})
}
