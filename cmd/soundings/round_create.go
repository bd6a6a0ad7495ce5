package main

import (
	"context"
	"fmt"

	"soundings/configs"
)

type roundCreateCmd struct {
	settingsFlags
	roundFileFlag
}

// Run makes a draft and prints its id, alone, for scripts.
func (c *roundCreateCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := c.read(p)
		if err != nil {
			return err
		}
		if r, err = h.office.Create(ctx, r); err != nil {
			return err
		}
		p.look(r)
		_, err = fmt.Fprintln(p.stdout, r.ID)
		return unwritten(err)
	})
}
