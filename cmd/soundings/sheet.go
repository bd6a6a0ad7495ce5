package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"soundings/flows"
)

// A sheet is a file that is made beside its place, with its room on the disk,
// before what it is for exists. It replaces no file.
type sheet struct {
	file *os.File
	path string
}

// reserve makes a sheet of size bytes for path.
func reserve(path string, size int) (*sheet, error) {
	if _, err := os.Lstat(path); err == nil {
		return nil, taken(path)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, unwritable(path, err)
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".soundings-*") // 0600
	if err != nil {
		return nil, unwritable(path, err)
	}
	s := &sheet{file: f, path: path}
	_, err = f.WriteString(strings.Repeat("-", size))
	if err = errors.Join(err, f.Sync()); err != nil {
		s.discard()
		return nil, unwritable(path, err)
	}
	return s, nil
}

// taken is the error for a file that is there and must not be replaced.
func taken(path string) error {
	return &flows.Error{Code: flows.Conflict, Key: "cli.exists", Args: flows.Args{"path": path}, Err: fs.ErrExist}
}

// fill writes the contents, at most as long as was reserved, and puts the file
// in its place.
func (s *sheet) fill(contents string) error {
	_, err := s.file.WriteAt([]byte(contents), 0)
	if err == nil {
		err = s.file.Truncate(int64(len(contents)))
	}
	if err = errors.Join(err, s.file.Sync(), s.file.Close()); err != nil {
		return err
	}
	if err := os.Rename(s.file.Name(), s.path); err != nil {
		return err
	}
	syncDir(filepath.Dir(s.path))
	return nil
}

// discard removes the sheet if it was not put in its place.
func (s *sheet) discard() {
	_ = s.file.Close()
	_ = os.Remove(s.file.Name())
}

// syncDir makes new names durable, where the system can.
func syncDir(path string) {
	if dir, err := os.Open(path); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}
