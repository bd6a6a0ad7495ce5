package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"soundings/configs"
	"soundings/flows"
)

type roundDestroyCmd struct {
	settingsFlags
	ID     string `arg:""`
	Yes    bool
	Ledger bool
}

// Run destroys a round, after a question. Its ledger outlives it, unless that is
// asked for too.
func (c *roundDestroyCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error { return c.destroy(ctx, p, h) })
}

func (c *roundDestroyCmd) destroy(ctx context.Context, p *program, h *house) error {
	r, err := h.find(c.ID)
	if err != nil {
		return err
	}
	if r.State == flows.Opened { // no need to ask
		_, err := r.Destroy()
		return err
	}
	if r.State != flows.Destroyed && !c.Yes && !p.agreed(ctx, "cli.destroy_sure", "title", r.Title) {
		return flows.Fail(flows.Refused, "cli.destroy_not", flows.Args{"title": r.Title})
	}
	if r, err = h.office.Destroy(ctx, r.ID); err != nil {
		return err
	}
	if c.Ledger {
		if err := h.office.RemoveLedger(ctx, r.ID); err != nil {
			return err
		}
	}
	p.warnUnsettled(h)
	if err := p.print("cli.destroyed", "title", r.Title); err != nil {
		return err
	}
	return p.keptLedger(ctx, h, r.ID)
}

// keptLedger says that a ledger is left, if one is.
func (p *program) keptLedger(ctx context.Context, h *house, id flows.RoundID) error {
	kept, err := h.office.HasLedger(ctx, id)
	if !kept || err != nil {
		return err
	}
	return p.print("cli.ledger_kept", "id", string(id), "days", h.ledgerDays)
}

// agreed asks a question on stderr and reads the answer. No answer is a no.
func (p *program) agreed(ctx context.Context, question string, pairs ...any) bool {
	fmt.Fprint(p.stderr, p.say(question, pairs...)+" ")
	answer := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(p.stdin).ReadString('\n')
		answer <- strings.ToLower(strings.TrimSpace(line))
	}()
	select {
	case said := <-answer:
		return said == "yes"
	case <-ctx.Done():
		return false
	}
}
