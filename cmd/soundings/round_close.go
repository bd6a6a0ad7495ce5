package main

import (
	"context"

	"soundings/configs"
	"soundings/flows"
)

type roundCloseCmd struct {
	settingsFlags
	ID string `arg:""`
}

// Run closes an open round, for good.
func (c *roundCloseCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error { return c.close(ctx, p, h) })
}

func (c *roundCloseCmd) close(ctx context.Context, p *program, h *house) error {
	r, err := h.find(c.ID)
	if err != nil {
		return err
	}
	if r, err = h.office.Close(ctx, r.ID); err != nil {
		return err
	}
	p.warnUnsettled(h)
	return p.closed(ctx, h, r)
}

// closed says which of the two it has come to: that is no secret, for export
// would tell.
func (p *program) closed(ctx context.Context, h *house, r flows.Round) error {
	_, enough, err := h.office.Turnout(ctx, r)
	if err != nil {
		return err
	}
	if !enough {
		return p.print("cli.closed_below", "title", r.Title, "k", r.K)
	}
	return p.print("cli.closed", "title", r.Title, "k", r.K, "id", string(r.ID))
}
