package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
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
		if _, ok := r.Subject(flows.SubjectID(c.Subject)); c.Subject != "" && !ok {
			return flows.Fail(flows.NotFound, "report.no_subject", flows.Args{"value": c.Subject})
		}
		return c.export(ctx, p, h, r.ID, formats, identity)
	})
}

func (c *exportCmd) export(ctx context.Context, p *program, h *house, id flows.RoundID, formats []report.Format, identity age.Identity) error {
	out, err := openFolder(c.Out)
	if err != nil {
		return err
	}
	defer out.discard()
	in, err := h.office.Release(ctx, id, identity)
	if err != nil {
		return err
	}
	if err := c.fill(out, in, formats); err != nil {
		return err
	}
	paths, err := out.commit()
	for _, path := range paths {
		fmt.Fprintln(p.stdout, path)
	}
	return err
}

// fill writes the documents of the whole round, or of one subject.
func (c *exportCmd) fill(out *folder, in report.Input, formats []report.Format) error {
	m, err := report.Assemble(in, rand.Reader)
	if err == nil && c.Subject != "" {
		m, err = m.Only(flows.SubjectID(c.Subject))
	}
	if err != nil {
		return err
	}
	for _, f := range formats {
		name := f.FileName()
		if c.Subject != "" {
			name = f.FeedbackName(flows.SubjectID(c.Subject))
		}
		if err := out.add(name, func(w io.Writer) error { return report.Render(m, f, w) }); err != nil {
			return err
		}
	}
	return nil
}

// formats are what --format takes, for its help.
func formats() string {
	names := []string{"all"}
	for _, f := range report.Formats() {
		names = append(names, string(f))
	}
	return strings.Join(names, ", ")
}
