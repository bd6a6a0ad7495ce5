package storagetest

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// A Mark is how far the append-only files of a Server had come.
type Mark map[string]int64

// Mark says how far they have come. What was confirmed before is in them: Redis
// may confirm what it has not written yet, while it brings a file to the disk.
func (s *Server) Mark() Mark {
	s.t.Helper()
	for !strings.Contains(s.do("INFO", "persistence").String(), "aof_buffer_length:0\r\n") {
	}
	m := Mark{}
	for _, file := range s.appended() {
		info, err := os.Stat(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue // a rewrite has just made it needless
		}
		if err != nil {
			s.t.Fatal(err)
		}
		m[file] = info.Size()
	}
	return m
}

// LosePower kills it, and of its append-only files what came after m, as when the
// power fails while that is on its way to the disk. The base that a rewrite made
// is on the disk before it counts.
func (s *Server) LosePower(m Mark) {
	s.t.Helper()
	s.Kill()
	for _, file := range s.appended() {
		if err := os.Truncate(file, m[file]); err != nil {
			s.t.Fatal(err)
		}
	}
}

// appended are the files of the log itself, without the base it starts from.
func (s *Server) appended() []string {
	s.t.Helper()
	files, err := filepath.Glob(filepath.Join(s.dir, "appendonlydir", "*.incr.aof"))
	if err != nil {
		s.t.Fatal(err)
	}
	return files
}
