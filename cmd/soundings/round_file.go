package main

import (
	"io"
	"os"

	"soundings/configs"
	"soundings/flows"
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
	if err != nil {
		err = organize.InFile(f.File, err, cause(err))
	}
	return r, err
}

func (f roundFileFlag) open(p *program) (io.ReadCloser, error) {
	if f.File == "-" {
		return io.NopCloser(p.stdin), nil
	}
	return os.Open(f.File)
}
