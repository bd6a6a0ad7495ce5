package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"

	"soundings/configs"
	"soundings/flows"
	"soundings/storage"
)

// lookAtKey finds the service key, its file's mode and place, and makes none.
func (d *doctor) lookAtKey(context.Context) []finding {
	dir, err := d.configDir()
	if err != nil && d.settings.Key == "" {
		return []finding{{failure, err}}
	}
	key, err := configs.FindKey(*d.settings, dir)
	if err != nil {
		return []finding{{failure, err}}
	}
	d.key = key.Identity
	file := key.File
	if file == "" {
		file = d.variable("SOUNDINGS_KEY_FILE")
	}
	switch {
	case key.Identity == "":
		return []finding{find(well, "doctor.key_new", "path", file)}
	case file == "":
		return []finding{find(well, "doctor.key_set")}
	}
	if found := d.faultsOfKeyFile(file); len(found) > 0 {
		return found
	}
	return []finding{find(well, "doctor.key", "path", file)}
}

// faultsOfKeyFile: it is for its owner only, and no backup of the data may take
// it along.
func (d *doctor) faultsOfKeyFile(file string) (found []finding) {
	info, err := os.Stat(file)
	if err != nil {
		return []finding{{failure, &flows.Error{Code: flows.Invalid, Key: "key.unreadable", Args: flows.Args{"path": file}, Err: err}}}
	}
	if runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		found = append(found, find(warning, "cli.key_exposed", "path", file))
	}
	switch {
	case d.settings.AmongData(file):
		found = append(found, find(failure, "key.in_data", "path", file))
	case d.settings.Database() != "" && besides(file, filepath.Dir(d.settings.Database())):
		found = append(found, find(warning, "doctor.key_beside", "path", file))
	}
	return found
}

// besides says whether two paths lie in the same directory.
func besides(a, b string) bool {
	a, err1 := filepath.Abs(a)
	b, err2 := filepath.Abs(b)
	return err1 == nil && err2 == nil && filepath.Dir(a) == filepath.Dir(b)
}

// lookAtOwner tries the key on the store.
func (d *doctor) lookAtOwner(ctx context.Context) []finding {
	if d.fresh {
		return nil
	}
	err := storage.Recognize(ctx, d.store, storage.NewKeys(d.key.Reveal()))
	switch {
	case err == nil:
		return []finding{find(well, "doctor.key_fits")}
	case errors.Is(err, storage.ErrNotFound):
		return []finding{find(well, "doctor.store_empty")}
	}
	return []finding{{failure, err}}
}
