package configs

import (
	"errors"
	"io/fs"

	"github.com/caarlos0/env/v11"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/strictyaml"
)

const (
	envPrefix  = "SOUNDINGS_"
	fileSuffix = "_FILE"
)

// UsualFile is the settings file that is read, if it is there, where none is
// named.
const UsualFile = "soundings.yaml"

// Load reads the settings: defaults, then the file at path, then the
// environment, then the overrides (what the command line says), and checks the
// result. Without a path, soundings.yaml is read if it is there. A variable
// that is set to nothing counts as not set.
//
// Errors are Invalid with a settings.… key; their Args name the variable or
// the key of the file, and the value unless it is a secret.
func Load(path string, environ []string, readFile func(string) ([]byte, error), overrides ...func(*Settings)) (Settings, error) {
	s := Defaults()
	if err := s.fromFile(path, readFile); err != nil {
		return Settings{}, err
	}
	vars, err := variables(environ, readFile)
	if err != nil {
		return Settings{}, err
	}
	if err := env.ParseWithOptions(&s, env.Options{Environment: vars, Prefix: envPrefix}); err != nil {
		// Its text may hold values; all fields are strings, so it is ours to mend.
		return Settings{}, flows.Fail(flows.Internal, "settings.environment", nil)
	}
	loaded := s
	for _, override := range overrides {
		override(&s)
	}
	overridden := s
	s = s.normal()
	return s, s.validate(func(f setting) string {
		if f.of(overridden) != f.of(loaded) {
			return f.key // as a flag would be called
		}
		return f.source(vars)
	})
}

func (s *Settings) fromFile(path string, readFile func(string) ([]byte, error)) error {
	name := path
	if name == "" {
		name = UsualFile
	}
	data, err := readFile(name)
	if errors.Is(err, fs.ErrNotExist) && path == "" {
		return nil
	}
	if err != nil {
		return &flows.Error{Code: flows.Invalid, Key: "settings.unreadable", Args: flows.Args{"path": name}, Err: err}
	}
	_, err = strictyaml.Decode(data, s)
	return settingsFileError(name, err)
}

func settingsFileError(path string, err error) error {
	e, ok := errors.AsType[*strictyaml.Error](err)
	if !ok {
		return err
	}
	if e.Reason == strictyaml.Empty {
		return nil // a file of comments sets nothing
	}
	args := flows.Args{"path": path, "line": e.Line, "column": e.Column}
	if e.Reason == strictyaml.Unknown {
		args["name"] = e.Field
		return flows.Fail(flows.Invalid, "settings.unknown_key", args)
	}
	args["problem"] = e.Problem
	if e.Hint != "" {
		args["hint"] = dialogue.Say(e.Hint)
	}
	return flows.Fail(flows.Invalid, "settings.yaml", args)
}
