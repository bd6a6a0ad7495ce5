package main

import (
	"context"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"

	"soundings/storage/storagetest"
)

// guarded is a weather on a master with two replicas and three Sentinels, which
// befalls something once. Then people may be told that the store is away, and
// everybody comes to their end.
func guarded(f forecast, befalls func(ctx context.Context, w *weather, g *storagetest.Guarded), settings ...string) forecast {
	var g *storagetest.Guarded
	f.bots, f.most, f.again = 2, manyWishes, "that it was sent could not be kept"
	f.store = func(w *weather) string {
		g = storagetest.NewGuarded(w.t, 2, settings...)
		return g.URL
	}
	f.while = func(ctx context.Context, w *weather) {
		w.strikes(ctx, 1, func(*rand.Rand) { befalls(ctx, w, g) })
	}
	return f
}

func TestTheMasterMayBeReplacedByCommand(t *testing.T) {
	t.Parallel()
	requireTools(t, "redis-cli")
	guarded(forecast{}, func(_ context.Context, w *weather, g *storagetest.Guarded) {
		g.Replaced(func() { w.types("failover", "redis-1", g.Master().URL, "sentinel-1 -p 26379", g.Sentinels[0].URL) })
	}).runs(t)
}

// types runs the commands that the manual has under this name, at other hosts
// than there.
func (w *weather) types(name string, hosts ...string) {
	w.t.Helper()
	commands := strings.ReplaceAll(tried(w.t, name), "NAME", storagetest.Watched)
	for i := 0; i < len(hosts); i += 2 {
		_, port, _ := strings.Cut(strings.TrimPrefix(hosts[i+1], "redis://"), ":")
		commands = strings.ReplaceAll(commands, "-h "+hosts[i], "-p "+port)
	}
	if out, err := exec.Command("sh", "-euc", commands).CombinedOutput(); err != nil {
		w.t.Errorf("%s: %v\n%s", commands, err, out)
	}
}

// A replica may be behind by what is on its way to it.
func TestTheMasterMayCrash(t *testing.T) {
	t.Parallel()
	guarded(forecast{habits: habits{Wary: true}}, func(_ context.Context, w *weather, g *storagetest.Guarded) {
		before := w.told()
		g.Replaced(func() { g.Master().Kill(); w.forgets(before) })
	}, "--min-replicas-to-write", "1").runs(t)
}

// Without min-replicas-to-write a master that is alone goes on telling people
// that their opinion is kept.
func TestWhatNoReplicaHadIsLostAndStopsNobody(t *testing.T) {
	t.Parallel()
	guarded(forecast{habits: habits{Wary: true}}, func(ctx context.Context, w *weather, g *storagetest.Guarded) {
		before := w.told()
		g.Part()
		w.after(ctx, 8*crowd)
		g.Replaced(func() { g.Master().Kill(); w.forgets(before) })
	}).runs(t)
}
