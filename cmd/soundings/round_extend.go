package main

import (
	"context"
	"strings"
	"time"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/organize"
)

type roundExtendCmd struct {
	settingsFlags
	ID    string `arg:""`
	Until string `required:"" placeholder:"DATE"`
}

// Run moves the closing moment of an open round to a later one.
func (c *roundExtendCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		closes, err := c.until(p)
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

// until goes by the rule of closes in round.yaml.
func (c *roundExtendCmd) until(p *program) (time.Time, error) {
	if strings.TrimSpace(c.Until) == "" {
		return time.Time{}, flows.Fail(flows.Invalid, "round.empty", flows.Args{"field": untilFlag})
	}
	return organize.ReadClosing(untilFlag, c.Until, p.zone)
}

const untilFlag = "--until"
