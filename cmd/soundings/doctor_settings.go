package main

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"soundings/configs"
)

// lookAtSettings reads them as serve does.
func (d *doctor) lookAtSettings(context.Context) []finding {
	var found []finding
	for _, name := range configs.UnknownVariables(d.environ) {
		found = append(found, find(warning, "cli.unknown_variable", "name", name))
	}
	s, err := d.program.settings(d.flags)
	if err != nil {
		return append(found, finding{failure, err})
	}
	d.settings = &s
	zone := find(well, "doctor.zone", "zone", s.Timezone, "now", d.now().In(d.zone).Format(minuteForm))
	return append(append([]finding{d.settingsRead()}, found...), zone)
}

func (d *doctor) settingsRead() finding {
	path := d.settingsFile()
	if path == "" {
		return find(well, "doctor.settings_none")
	}
	return find(well, "doctor.settings", "path", path)
}

// settingsFile is the file that the settings were read from, if there was one.
func (d *doctor) settingsFile() string {
	if d.flags.Config != "" {
		return d.flags.Config
	}
	if _, err := os.Stat(configs.UsualFile); errors.Is(err, fs.ErrNotExist) {
		return ""
	}
	return configs.UsualFile
}
