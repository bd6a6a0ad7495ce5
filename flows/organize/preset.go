package organize

import (
	"cmp"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/strictyaml"
	"soundings/flows/text"
)

// A Preset is a year's theme with its aspects, to start a round from. It is
// data: an organizer overrides what the notice of the year says otherwise.
type Preset struct {
	ID      string
	Kind    string // 民主生活会, 专题民主生活会, …
	Year    int    // 0: of no one year
	Theme   string
	Check   bool // not all of it was seen at its source: 请核对当年通知
	Aspects []flows.Aspect
}

// ReadPresets reads every *.yaml at the top of files, each named after its id,
// and gives them in the order of their ids. The errors are Invalid:
// preset.yaml, preset.id, preset.invalid or preset.unreadable.
func ReadPresets(files fs.FS) ([]Preset, error) {
	names, err := fs.Glob(files, "*.yaml")
	if err != nil {
		return nil, err
	}
	presets := make([]Preset, 0, len(names))
	for _, name := range names {
		p, err := readPreset(files, name)
		if err != nil {
			return nil, err
		}
		presets = append(presets, p)
	}
	slices.SortFunc(presets, func(a, b Preset) int { return cmp.Compare(a.ID, b.ID) })
	return presets, nil
}

// FindPreset finds a preset by its id. The error is Invalid, round.no_preset,
// and names the choices.
func FindPreset(presets []Preset, id string) (Preset, error) {
	choices := make([]string, 0, len(presets))
	for _, p := range presets {
		if p.ID == id {
			return p, nil
		}
		choices = append(choices, p.ID)
	}
	return Preset{}, flows.Fail(flows.Invalid, "round.no_preset",
		flows.Args{"field": "preset", "value": text.Cut(id, 60), "choices": strings.Join(choices, ", ")})
}

// Unsure says whether words of a round were not all seen at their source: an aspect
// of its own, or the preset that they come from.
func Unsure(r flows.Round, presets []Preset) bool {
	if slices.ContainsFunc(r.Aspects, func(a flows.Aspect) bool { return a.Check }) {
		return true
	}
	p, err := FindPreset(presets, r.Preset)
	return err == nil && p.Check && p.Theme == r.Theme
}

type presetFile struct {
	ID      string       `yaml:"id"`
	Kind    string       `yaml:"kind"`
	Year    int          `yaml:"year"`
	Check   bool         `yaml:"check"`
	Theme   string       `yaml:"theme"`
	Aspects []aspectFile `yaml:"aspects"`
}

func readPreset(files fs.FS, name string) (Preset, error) {
	data, err := fs.ReadFile(files, name)
	if err != nil {
		return Preset{}, &flows.Error{Code: flows.Invalid, Key: "preset.unreadable", Args: flows.Args{"file": name}, Err: err}
	}
	var f presetFile
	if _, err := strictyaml.Decode(data, &f); err != nil {
		return Preset{}, presetError(name, err)
	}
	p := Preset{ID: f.ID, Kind: text.Clean(f.Kind), Year: f.Year, Theme: text.Clean(f.Theme), Check: f.Check, Aspects: readAspects(f.Aspects)}
	if p.ID != strings.TrimSuffix(path.Base(name), ".yaml") {
		return Preset{}, flows.Fail(flows.Invalid, "preset.id", flows.Args{"file": name, "value": text.Cut(p.ID, 60)})
	}
	return p, p.validate(name)
}

// validate asks of a preset what a round made from it will have to pass.
func (p Preset) validate(name string) error {
	r := flows.Round{Title: p.ID, Unit: p.ID, Theme: p.Theme, Aspects: p.Aspects, K: flows.DefaultK, Admission: flows.ByTicket}
	err := r.Validate()
	if err == nil && (p.Theme == "" || p.Kind == "") {
		err = errors.New("a preset has a theme and a kind")
	}
	if err == nil {
		return nil
	}
	return &flows.Error{Code: flows.Invalid, Key: "preset.invalid", Args: flows.Args{"file": name}, Err: err}
}

func presetError(name string, err error) error {
	e, ok := errors.AsType[*strictyaml.Error](err)
	if !ok {
		return err
	}
	return flows.Fail(flows.Invalid, "preset.yaml",
		flows.Args{"file": name, "line": e.Line, "column": e.Column, "problem": e.Problem})
}
