package main

import (
	"context"
	"fmt"
	"io"
	"os"

	"filippo.io/age"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/report/xlsx"
)

type importCmd struct {
	settingsFlags
	ID       string `arg:""`
	Workbook string `arg:"" optional:""`
	Undo     bool
	Identity string `placeholder:"FILE"`
}

// Run takes an edited workbook in, or goes back to before the last one.
func (c *importCmd) Run(ctx context.Context, p *program) error {
	if c.Undo == (c.Workbook != "") {
		return usage(flows.Fail(flows.Invalid, "cli.usage", flows.Args{"help": "soundings import --help",
			"problem": dialogue.Say("cli.misuse.one", "what", "<workbook> | --undo")}))
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
		if c.Undo {
			return c.undo(ctx, p, h, r, identity)
		}
		return c.take(ctx, p, h, r, identity)
	})
}

func (c *importCmd) take(ctx context.Context, p *program, h *house, r flows.Round, identity age.Identity) error {
	data, err := readWorkbook(c.Workbook)
	if err != nil {
		return err
	}
	changes, err := h.office.Import(ctx, r.ID, data, identity)
	if err != nil {
		p.list(flows.ArgsOf(err)["faults"])
		return err
	}
	switch {
	case changes.None():
		return p.print("import.done.none")
	case changes.OfLedger():
		return p.print("cli.imported_ledger", "title", r.Title, "changes", changes.Told())
	}
	return p.print("cli.imported", "title", r.Title, "id", string(r.ID), "changes", changes.Told())
}

func (c *importCmd) undo(ctx context.Context, p *program, h *house, r flows.Round, identity age.Identity) error {
	counts, err := h.office.Undo(ctx, r.ID, identity)
	if err != nil {
		return err
	}
	return p.print("cli.import_undone", "title", r.Title, "id", string(r.ID), "opinions", counts.Opinions, "points", counts.Points)
}

// readWorkbook reads a file, and no more of it than shows that it is too large.
func readWorkbook(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err == nil {
		defer f.Close()
		var data []byte
		if data, err = io.ReadAll(io.LimitReader(f, xlsx.MaxFile+1)); err == nil {
			return data, nil
		}
	}
	return nil, &flows.Error{Code: flows.Invalid, Key: "cli.unreadable", Args: flows.Args{"path": path}, Err: err}
}

// list writes phrases to stderr, a line each; nothing where there are none.
func (p *program) list(phrases any) {
	all, _ := phrases.([]flows.Phrase)
	for _, one := range all {
		fmt.Fprintln(p.stderr, p.fault(&flows.Error{Key: one.Key, Args: one.Args}))
	}
}
