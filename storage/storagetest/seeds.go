package storagetest

import (
	"cmp"
	"os"
	"strconv"
	"testing"
)

// Seeds are what a test that leaves something to chance is to be run with:
// CHAOS_SEED is the first, CHAOS_RUNS how many there are.
func Seeds(t testing.TB) (seeds []uint64) {
	t.Helper()
	first, err := strconv.ParseUint(cmp.Or(os.Getenv("CHAOS_SEED"), "1"), 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	runs, err := strconv.ParseUint(cmp.Or(os.Getenv("CHAOS_RUNS"), "1"), 10, 32)
	if err != nil {
		t.Fatal(err)
	}
	for i := range runs {
		seeds = append(seeds, first+i)
	}
	return seeds
}
