package storage_test

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// These are what the manual says of replicas and Sentinels, each under a load
// that never rests.

// lostBy is what was confirmed and is gone after something befell a master with
// two replicas. Afterwards the load goes on.
func lostBy(t *testing.T, befalls func(g *storagetest.Guarded, l *load), settings ...string) (all []uint64) {
	t.Helper()
	for _, seed := range storagetest.Seeds(t) {
		g := storagetest.NewGuarded(t, 2, settings...)
		l := startLoad(t, openRedis(t, g.URL))
		l.goesOn(200)
		befalls(g, l)
		l.goesOn(200)
		confirmed, lost := l.end()
		t.Logf("seed %d: %d confirmed, %d lost", seed, confirmed, lost)
		all = append(all, lost)
	}
	return all
}

func TestAFailoverByCommandInAPauseLosesNothing(t *testing.T) {
	t.Parallel()
	for _, lost := range lostBy(t, func(g *storagetest.Guarded, _ *load) {
		g.Quiet(10 * time.Second)
		g.FailOver()
	}) {
		if lost > 0 {
			t.Errorf("%d lost", lost)
		}
	}
}

// Without the pause the old master goes on confirming what the new one never
// hears of.
func TestAFailoverByCommandAloneLosesWhatIsWrittenMeanwhile(t *testing.T) {
	t.Parallel()
	for _, lost := range lostBy(t, func(g *storagetest.Guarded, _ *load) { g.FailOver() }) {
		if lost == 0 {
			t.Error("nothing was lost: does the manual still need the pause?")
		}
	}
}

func TestACrashLosesWhatNoReplicaHad(t *testing.T) {
	t.Parallel()
	const alone = 100
	for _, lost := range lostBy(t, func(g *storagetest.Guarded, l *load) {
		g.Part()
		l.goesOn(alone)
		g.KillMaster()
	}) {
		if lost < alone/2 {
			t.Errorf("%d lost, of %d that no replica could have", lost, alone)
		}
	}
}

// With min-replicas-to-write a master that is alone confirms nothing. What was on
// its way to the replicas at that moment may be lost.
func TestAMasterThatIsAloneConfirmsNothing(t *testing.T) {
	t.Parallel()
	for _, lost := range lostBy(t, func(g *storagetest.Guarded, _ *load) {
		g.Part()
		g.KillMaster()
	}, "--min-replicas-to-write", "1") {
		if lost > 40 {
			t.Errorf("%d lost", lost)
		}
	}
}

// A replica whose machine hangs still looks connected. It counts until it was
// silent for min-replicas-max-lag, which Redis looks at once a second.
func TestAReplicaThatHangsIsCountedForItsLagAndNotMuchLonger(t *testing.T) {
	t.Parallel()
	const lag, lookedAt = 2 * time.Second, 2 * time.Second
	g := storagetest.NewGuarded(t, 1, "--min-replicas-to-write", "1", "--min-replicas-max-lag", "2")
	store := openRedis(t, g.URL)
	g.Nodes[1].Freeze()
	began, err := time.Now(), error(nil)
	for n := uint64(0); err == nil && time.Since(began) < 5*(lag+lookedAt); n++ {
		err = store.Apply(t.Context(), storage.Op{Do: storage.Put, Key: someKey("a"), Expect: n, Value: somePut("a", "").Value})
	}
	took := time.Since(began)
	if t.Logf("refused after %.1f s", took.Seconds()); flows.KeyOf(err) != "store.away" || took > lag+lookedAt {
		t.Errorf("refused after %v: %v", took, err)
	}
}
