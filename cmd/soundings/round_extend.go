package main

import (
	"context"

	"soundings/configs"
)

type roundExtendCmd struct {
	settingsFlags
	ID    string `arg:""`
	Until string `required:"" placeholder:"DATE"`
}

// Run moves the closing moment of an open round to a later one.
func (c *roundExtendCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		closes, err := readUntil(c.Until, p.zone)
		if err != nil {
			return usage(err)
		}
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		if r, err = h.office.Extend(ctx, r.ID, closes); err != nil {
			return err
		}
		return p.print("cli.extended", "title", r.Title, "until", p.until(r.Closes))
	})
}
