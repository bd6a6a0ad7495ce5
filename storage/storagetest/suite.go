// Package storagetest is what every backend of storage has to pass, and the
// servers, clocks and bad connections that tests of a store need.
package storagetest

import (
	"testing"
	"time"

	"soundings/storage"
)

// A Backend is where a test keeps its records: empty at first.
type Backend struct {
	// Open opens another handle on the same data, as another process would. It is
	// closed when the test ends.
	Open func(t testing.TB) storage.Store
	// Pass lets time go by, without waiting.
	Pass func(t testing.TB, d time.Duration)
	// Now is the backend's time.
	Now func() time.Time
}

// Run holds a backend to the contract of storage.Store. fresh makes an empty one
// for each case.
func Run(t *testing.T, fresh func(t testing.TB) Backend) {
	for _, tales := range [][]tale{versions(), together(), repeats(), noRepeats(), values(), expiries(), listings(), races()} {
		runAll(t, fresh, tales)
	}
	t.Run("any sequence of calls does what the model does", func(t *testing.T) { runModel(t, fresh(t)) })
}

// A tale is one case: its name says what holds, and it plays in a new world.
type tale struct {
	name string
	play func(w *world)
}

func runAll(t *testing.T, fresh func(t testing.TB) Backend, tales []tale) {
	for _, tale := range tales {
		t.Run(tale.name, func(t *testing.T) { tale.play(newWorld(t, fresh(t))) })
	}
}
