package main

import (
	"errors"
	"fmt"
	"io"
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

// inFile puts the place before what is wrong there, as compilers do.
func inFile(path string, err error) error {
	e, ok := errors.AsType[*flows.Error](err)
	if !ok {
		return err
	}
	args := flows.Args{"cause": cause(err)}
	for name, value := range e.Args {
		args[name] = value
	}
	place := path
	for _, part := range []string{"line", "column"} {
		if n, ok := e.Args[part].(int); ok && n > 0 {
			place += fmt.Sprintf(":%d", n)
		}
	}
	return &flows.Error{Code: e.Code, Key: "cli.in_file", Err: e.Err,
		Args: flows.Args{"place": place, "problem": dialogue.Text{Key: e.Key, Args: args}}}
}
