package main

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"soundings/flows"
)

// A folder takes documents that belong together: they are written beside their
// places, and put there only when all of them are whole.
type folder struct {
	dir   string
	made  bool // by us
	temps map[string]string
	names []string
}

// openFolder makes the directory if it is missing, and sees that files can be
// made in it.
func openFolder(dir string) (*folder, error) {
	_, err := os.Stat(dir)
	f := &folder{dir: dir, made: errors.Is(err, fs.ErrNotExist), temps: map[string]string{}}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, unwritable(dir, err)
	}
	probe, err := os.CreateTemp(dir, ".soundings-*")
	if err != nil {
		f.discard()
		return nil, unwritable(dir, err)
	}
	_ = probe.Close()
	_ = os.Remove(probe.Name())
	return f, nil
}

// add writes a document beside its place, for its owner only.
func (f *folder) add(name string, write func(io.Writer) error) error {
	temp, err := os.CreateTemp(f.dir, ".soundings-*") // 0600
	if err != nil {
		return unwritable(filepath.Join(f.dir, name), err)
	}
	f.temps[name] = temp.Name()
	f.names = append(f.names, name)
	if err := errors.Join(write(temp), temp.Sync(), temp.Close()); err != nil {
		return unwritable(filepath.Join(f.dir, name), err)
	}
	return nil
}

// commit puts the documents in their places and gives their paths.
func (f *folder) commit() ([]string, error) {
	var paths []string
	for _, name := range f.names {
		path := filepath.Join(f.dir, name)
		if err := os.Rename(f.temps[name], path); err != nil {
			return paths, unwritable(path, err)
		}
		delete(f.temps, name)
		paths = append(paths, path)
	}
	syncDir(f.dir)
	f.made = false // it is in use
	return paths, nil
}

// discard removes what was not put in its place.
func (f *folder) discard() {
	for _, temp := range f.temps {
		_ = os.Remove(temp)
	}
	if f.made {
		_ = os.Remove(f.dir) // fails where something else is in it
	}
}

// unwritable is the error for a file that cannot be written, unless err says
// already what is wrong.
func unwritable(path string, err error) error {
	if _, ours := errors.AsType[*flows.Error](err); ours {
		return err
	}
	return &flows.Error{Code: flows.Refused, Key: "cli.unwritable", Args: flows.Args{"path": path}, Err: err}
}
