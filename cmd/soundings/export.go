package main

import (
	"context"
	"crypto/rand"
	"fmt"
	"io"
	"os"
	"path/filepath"
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
		return c.export(ctx, p, h, r.ID, formats, identity)
	})
}

func (c *exportCmd) export(ctx context.Context, p *program, h *house, id flows.RoundID, formats []report.Format, identity age.Identity) error {
	if err := c.free(formats); err != nil {
		return err
	}
	out, err := openFolder(c.Out)
	if err != nil {
		return err
	}
	defer out.discard()
	in, err := h.office.Release(ctx, id, identity)
	if err != nil {
		return err
	}
	options := report.Options{Date: p.clock()(), Progress: p.progress()}
	if err := c.fill(out, in, formats, options); err != nil {
		return err
	}
	paths, err := out.commit()
	for _, path := range paths {
		fmt.Fprintln(p.stdout, path)
	}
	return err
}

// fill writes the documents of the whole round, or of one subject.
func (c *exportCmd) fill(out *folder, in report.Input, formats []report.Format, options report.Options) error {
	m, err := report.Assemble(in, rand.Reader)
	if err == nil && c.Subject != "" {
		m, err = m.Only(flows.SubjectID(c.Subject))
	}
	if err != nil {
		return err
	}
	for _, f := range formats {
		if err := out.add(c.name(f), func(w io.Writer) error { return options.Render(m, f, w) }); err != nil {
			return err
		}
	}
	return nil
}

// name is what a document is called.
func (c *exportCmd) name(f report.Format) string {
	if c.Subject != "" {
		return f.FeedbackName(flows.SubjectID(c.Subject))
	}
	return f.FileName()
}

// free sees that no document is there yet: somebody may have worked on it.
func (c *exportCmd) free(formats []report.Format) error {
	for _, f := range formats {
		path := filepath.Join(c.Out, c.name(f))
		if _, err := os.Lstat(path); err == nil {
			return taken(path)
		}
	}
	return nil
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
