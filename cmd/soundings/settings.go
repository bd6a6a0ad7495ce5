package main

import (
	"os"
	"path/filepath"
	"runtime"

	"soundings/configs"
	"soundings/flows"
)

// settingsFlags are the flags of every command that uses the store.
type settingsFlags struct {
	Config string `placeholder:"FILE"`
	Store  string `placeholder:"URL"`
}

// settings reads the settings. From here on days count in their zone.
func (p *program) settings(f settingsFlags) (configs.Settings, error) {
	s, err := configs.Load(f.Config, p.environ, os.ReadFile, func(s *configs.Settings) {
		if f.Store != "" {
			s.Store = configs.Secret(f.Store)
		}
	})
	if err != nil {
		return s, err
	}
	p.zone, err = s.Zone()
	p.worded = nil // those had another zone
	return s, err
}

// serviceKey is the service key. One that was made just now is told of: without
// it nothing can be read any more.
func (p *program) serviceKey(s configs.Settings) (configs.Key, error) {
	dir, err := p.configDir()
	if err != nil && s.Key == "" {
		return configs.Key{}, err
	}
	key, err := configs.ServiceKey(s, dir)
	switch {
	case err != nil:
		return key, err
	case key.Created:
		p.warn("cli.key_created", "path", key.File)
	case key.Exposed:
		p.warn("cli.key_exposed", "path", key.File)
	}
	return key, nil
}

// configDir is our directory in the user's configuration directory, as
// os.UserConfigDir has it.
func (p *program) configDir() (string, error) {
	home := p.variable("HOME")
	switch base := p.variable("XDG_CONFIG_HOME"); {
	case runtime.GOOS == "windows" && p.variable("AppData") != "":
		return filepath.Join(p.variable("AppData"), "soundings"), nil
	case runtime.GOOS == "darwin" && home != "":
		return filepath.Join(home, "Library", "Application Support", "soundings"), nil
	case filepath.IsAbs(base):
		return filepath.Join(base, "soundings"), nil
	case home != "":
		return filepath.Join(home, ".config", "soundings"), nil
	}
	return "", flows.Fail(flows.Refused, "cli.no_home", nil)
}
