package storage_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"soundings/storage"
	"soundings/storage/storagetest"
)

// A sky is a Redis, what stands before it, and chance.
type sky struct {
	*storagetest.Server
	*storagetest.Proxy
	*rand.Rand
}

func newSky(t *testing.T, seed uint64, settings ...string) sky {
	t.Helper()
	server := storagetest.NewServer(t, settings...)
	return sky{server, storagetest.NewProxy(t, server.URL), rand.New(rand.NewPCG(seed, 0))}
}

// Four write without a pause while Redis, or the way to it, fails again and
// again. Whatever was confirmed is there, once; and writing goes on afterwards.
// Only a Redis that is killed while it brings its log to the disk, once a second,
// may have confirmed what it had not written yet.
func TestWhateverBefallsRedisAWriteIsThereOnce(t *testing.T) {
	for _, storm := range []struct {
		name     string
		strikes  int
		settings []string
		strike   func(sky)
		mayLose  bool
	}{
		{"answers are lost on the way", 5, nil, func(s sky) { s.CutAnswers(1 + s.IntN(20)) }, false},
		{"requests are torn on the way", 5, nil, func(s sky) { s.TearRequests(1 + s.IntN(20)) }, false},
		{"connections are killed", 5, nil, func(s sky) { s.CutOff() }, false},
		{"it answers nobody for three seconds", 1, nil, func(s sky) { s.Pause(3 * time.Second) }, false},
		{"it is stopped and started", 3, nil, func(s sky) { s.Stop(); s.Start() }, false},
		{"it is killed and started", 3, []string{"--appendfsync", "everysec"}, func(s sky) { s.Kill(); s.Start() }, true},
		{"it is killed and started, and waits for the disk", 3, []string{"--appendfsync", "always"}, func(s sky) { s.Kill(); s.Start() }, false},
	} {
		t.Run(storm.name, func(t *testing.T) {
			t.Parallel() // mostly they wait
			for _, seed := range storagetest.Seeds(t) {
				s := newSky(t, seed, storm.settings...)
				l := startLoad(t, openRedis(t, s.Proxy.URL()))
				for range storm.strikes {
					l.goesOn(20 + s.IntN(200))
					storm.strike(s)
				}
				l.goesOn(50)
				confirmed, lost := l.end()
				t.Logf("seed %d: %d confirmed, %d lost", seed, confirmed, lost)
				if lost > 0 && !storm.mayLose {
					t.Error("none may be lost")
				}
			}
		})
	}
}

// Where the power fails, the log may end anywhere in what was not on the disk
// yet. What is left then is how it once was: every write before some point,
// whole, and none after it.
func TestALogThatEndsAnywhereHoldsWholeWritesInTheirOrder(t *testing.T) {
	const writes = 40
	for _, seed := range storagetest.Seeds(t) {
		s := newSky(t, seed)
		store := openRedis(t, s.Server.URL)
		mark := s.Mark()
		for i := range writes {
			if err := store.Apply(t.Context(), pair(i, uint64(i))...); err != nil {
				t.Fatal(err)
			}
		}
		for file, end := range s.Mark() {
			mark[file] += s.Int64N(end - mark[file] + 1)
		}
		s.LosePower(mark)
		s.Start()
		left := wantWhole(t, store, writes)
		t.Logf("seed %d: of %d writes %d are left", seed, writes, left)
		if err := store.Apply(t.Context(), pair(left, uint64(left))...); err != nil {
			t.Errorf("going on from there: %v", err)
		}
	}
}

// pair puts a record of its own and counts in one that all have in common.
func pair(i int, expect uint64) []storage.Op {
	all := somePut("all", fmt.Sprint(i))
	all.Expect = expect
	return []storage.Op{somePut(fmt.Sprint("own-", i), ""), all}
}

// wantWhole says how many pairs are left: the first ones, each of them whole.
func wantWhole(t *testing.T, store storage.Store, of int) (left int) {
	t.Helper()
	var version uint64
	if rec, err := store.Get(t.Context(), someKey("all")); err == nil {
		version = rec.Version
	}
	for i := range of {
		_, err := store.Get(t.Context(), someKey(fmt.Sprint("own-", i)))
		if here := err == nil; here != (i < int(version)) || err != nil && !errors.Is(err, storage.ErrNotFound) {
			t.Errorf("write %d: %v, though the common record counts %d", i, err, version)
		}
	}
	return int(version)
}
