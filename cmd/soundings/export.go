package main

import (
	"context"
	"fmt"
	"strings"

	"filippo.io/age"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/report"
)

type exportCmd struct {
	settingsFlags
	ID       string `arg:""`
	Out      string `required:"" placeholder:"DIR"`
	Format   string `default:"all" placeholder:"FORMAT"`
	Subject  string `placeholder:"ID"`
	Identity string `placeholder:"FILE"`
}

// Run writes a closed round's documents into a directory. That they can be
// written there is seen to before the round counts as released.
func (c *exportCmd) Run(ctx context.Context, p *program) error {
	formats, err := report.ParseFormats(c.Format)
	if err != nil {
		return usage(err)
	}
	identity, err := readIdentity(c.Identity)
	if err != nil {
		return err
	}
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		if c.Subject, err = p.subject(r, c.Subject); err != nil {
			return err
		}
		return c.export(ctx, p, h, r, formats, identity)
	})
}

func (c *exportCmd) export(ctx context.Context, p *program, h *house, r flows.Round, formats []report.Format, identity age.Identity) error {
	if err := c.free(r, formats); err != nil {
		return err
	}
	out, err := openFolder(c.Out)
	if err != nil {
		return err
	}
	defer out.discard()
	result, err := h.office.Release(ctx, r.ID, identity)
	if err != nil {
		return err
	}
	options := report.Options{Date: p.clock()(), Progress: p.progress()}
	if err := c.fill(out, result, formats, options); err != nil {
		return err
	}
	paths, err := out.commit()
	for _, path := range paths {
		fmt.Fprintln(p.stdout, path)
	}
	return err
}

// progress shows on stderr how far long work has come, a line at each tenth of
// a document of many rows.
func (p *program) progress() func(done, total int) {
	return func(done, total int) {
		if step := total / 10; total >= manyRows && done%step == 0 {
			p.warn("cli.progress", "done", done, "total", total)
		}
	}
}

// manyRows is from when on a document takes long enough to say how far it is.
const manyRows = 5000

// formats are what --format takes, for its help.
func formats() string {
	names := []string{"all"}
	for _, f := range report.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}
