package main

import (
	"context"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

type roundShowCmd struct {
	settingsFlags
	ID   string `arg:""`
	JSON bool   `name:"json"`
}

// Run shows a round, and the link of one that is open to everybody.
func (c *roundShowCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, s configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		v, err := p.view(ctx, h, r)
		if err != nil {
			return err
		}
		v.linked(ctx, s)
		if v.Acts, err = p.acts(ctx, h, r.ID); err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(p.stdout, v)
		}
		return p.print("cli.show", p.shown(v, r)...)
	})
}

// linked adds the link where there is one. Where the bot's name cannot be found
// out the payload is there all the same.
func (v *view) linked(ctx context.Context, s configs.Settings) {
	if v.Admission != flows.Open {
		return
	}
	v.Payload = organize.RoundLink + string(v.ID)
	if name, err := botName(ctx, s); err == nil {
		v.Link = link(name, v.Payload)
	}
}

// shown are the arguments of cli.show.
func (p *program) shown(v view, r flows.Round) []any {
	return []any{"v", v, "title", v.Title, "state", dialogue.Say("cli.state." + string(v.State)),
		"from", p.from(r.Opens), "until", p.until(r.Closes), "turnout", v.turnout(),
		"admission", dialogue.Say("cli.admission." + string(v.Admission)), "other", dialogue.Say("opinion.subject.other")}
}

// turnout is what may be told: while the round runs nothing below k, and
// afterwards that it is below, which is why nothing can be exported.
func (v *view) turnout() dialogue.Text {
	switch {
	case v.Turnout != nil:
		return dialogue.Say("cli.turnout", "n", *v.Turnout, "k", v.K)
	case v.State == flows.Closed:
		return dialogue.Say("cli.turnout_below", "k", v.K)
	}
	return dialogue.Say("cli.turnout_hidden", "k", v.K)
}
