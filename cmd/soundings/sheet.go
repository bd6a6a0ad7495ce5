package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"soundings/flows"
)

// form is how what is handed out is written to a file, by its extension: slips to
// print (.html) or a table (.csv).
func form(path string) string { return strings.ToLower(filepath.Ext(path)) }

// formed says what is wrong with a path to hand out to; none is none.
func formed(path string) error {
	if f := form(path); path == "" || f == ".html" || f == ".csv" {
		return nil
	}
	return flows.Fail(flows.Invalid, "cli.tickets_out", flows.Args{"path": path})
}

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

// handOut fills a sheet with what exists this once, and says whether it is there.
// Where there is no sheet, or that fails after all, the rows go to stdout, and the
// error, by this key, says so: nothing must be lost.
func (p *program) handOut(to *sheet, contents string, failed error, rows, key string) (filed bool, err error) {
	if to != nil && failed == nil {
		if failed = to.fill(contents); failed == nil {
			return true, nil
		}
	}
	if _, err := p.stdout.Write([]byte(rows)); err != nil {
		return false, unwritten(err)
	}
	if to == nil {
		return false, nil
	}
	return false, &flows.Error{Code: flows.Internal, Key: key, Args: flows.Args{"path": to.path}, Err: failed}
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
