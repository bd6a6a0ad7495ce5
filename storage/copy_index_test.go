package storage_test

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// framesFirst is how many frames the first block of a log's index lists, from
// here on (sqlite.org/walformat.html, 2.2).
const (
	framesFrom  = 136
	framesFirst = 4062
)

// frames are the pages that a SQLite log's index lists, in the order in which
// they were written.
func (h *house) frames() (pages []uint32) {
	h.t.Helper()
	indexes, err := filepath.Glob(filepath.Join(h.dir, "*-shm"))
	if err != nil || len(indexes) != 1 {
		h.t.Fatalf("the indexes of the log are %v, %v", indexes, err)
	}
	index, err := os.ReadFile(indexes[0])
	if err != nil {
		h.t.Fatal(err)
	}
	for i := range framesFirst {
		if page := binary.NativeEndian.Uint32(index[framesFrom+4*i:]); page != 0 {
			pages = append(pages, page)
		}
	}
	return pages
}

// The index of SQLite's log lists each page that was written, also once the log
// is empty. Two minutes later it lists those of the settling, in their order.
func TestTheLogsIndexShowsNoOrder(t *testing.T) {
	c := copyist{house: newHouse(t)}
	for n := range 3 {
		c.afternoon(n)
		if slices.IsSorted(c.frames()) {
			t.Fatal("nor does it before it is settled: this test cannot fail")
		}
		c.twoMinutesPass()
		if pages := c.frames(); !slices.IsSorted(pages) {
			t.Errorf("afternoon %d: the index lists pages in the order of writing: %v", n, pages)
		}
	}
}
