package main

import (
	"context"
	"fmt"
	"time"

	"soundings/configs"
	"soundings/flows"
)

type roundListCmd struct {
	settingsFlags
	JSON bool `name:"json"`
}

// Run lists the rounds, newest opening first.
func (c *roundListCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		rounds := h.rounds.Known()
		if c.JSON {
			return p.listJSON(ctx, h, rounds)
		}
		if len(rounds) == 0 {
			p.warn("cli.no_rounds", "store", s.StoreLabel())
		}
		for _, r := range rounds {
			// The title stands last: its width on a terminal is hard to know.
			if _, err := fmt.Fprintf(p.stdout, "%s  %s  %-10s  %-10s  %s\n", r.ID, p.say("cli.state."+string(r.State)),
				dash(p.stamp(r.Opens, time.DateOnly)), dash(p.stamp(r.LastDay(), time.DateOnly)), r.Title); err != nil {
				return unwritten(err)
			}
		}
		return nil
	})
}

func (p *program) listJSON(ctx context.Context, h *house, rounds []flows.Round) error {
	views := []view{}
	for _, r := range rounds {
		v, err := p.view(ctx, h, r)
		if err != nil {
			return err
		}
		views = append(views, v)
	}
	return writeJSON(p.stdout, views)
}

func dash(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
