package main

import (
	"errors"
	"io"
	"maps"
	"os"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

// roundFileFlag names a round.yaml; - is stdin.
type roundFileFlag struct {
	File string `short:"f" required:"" placeholder:"round.yaml"`
}

// read reads the round.yaml. Errors say the file, line and column.
func (f roundFileFlag) read(p *program) (flows.Round, error) {
	presets, err := organize.ReadPresets(configs.Presets())
	if err != nil {
		return flows.Round{}, err
	}
	in, err := f.open(p)
	if err != nil {
		return flows.Round{}, &flows.Error{Code: flows.Invalid, Key: "cli.unreadable", Args: flows.Args{"path": f.File}, Err: err}
	}
	defer in.Close()
	r, err := organize.ReadRound(in, presets, p.zone)
	return r, inFile(f.File, err)
}

func (f roundFileFlag) open(p *program) (io.ReadCloser, error) {
	if f.File == "-" {
		return io.NopCloser(p.stdin), nil
	}
	return os.Open(f.File)
}

// inFile puts the place before what is wrong there.
func inFile(path string, err error) error {
	e, ok := errors.AsType[*flows.Error](err)
	if !ok {
		return err
	}
	inner := flows.Args{"cause": cause(err)}
	maps.Copy(inner, e.Args)
	return &flows.Error{Code: e.Code, Key: "cli.in_file", Err: e.Err, Args: flows.Args{"path": path,
		"line": e.Args["line"], "column": e.Args["column"], "problem": dialogue.Text{Key: e.Key, Args: inner}}}
}
