package storage_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// What was overwritten has left the append-only file once it is settled: the
// keys that a round destroys at closing (promise 5).
func TestRedisForgetsWhatWasOverwritten(t *testing.T) {
	for name, url := range map[string]string{"one server": storagetest.Redis(t), "a cluster": cluster(t)[0] + "?cluster=true"} {
		t.Run(name, func(t *testing.T) {
			o := overwrite(t, url)
			if !inFiles(t, o.dir, o.old) {
				t.Fatal("the old value is not in the files: nothing can be seen to go")
			}
			if err := o.Settle(t.Context(), nil); err != nil {
				t.Fatal(err)
			}
			o.forgot()
		})
	}
}

// A rewrite that is under way began before: it is waited for, and then one of
// our own.
func TestRedisWaitsForTheRewriteUnderWay(t *testing.T) {
	url := slowRedis(t)
	o := overwrite(t, url)
	beginRewrite(t, url)
	if err := o.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	o.forgot()
}

// Waiting ends with the caller's patience.
func TestWaitingForARewriteIsBounded(t *testing.T) {
	o := overwrite(t, slowRedis(t))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := o.Settle(ctx, nil); flows.CodeOf(err) != flows.Unavailable || !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("Settle: %v", err)
	}
}

// A rewrite that fails has settled nothing.
func TestARewriteThatFailsIsNotTakenForSettled(t *testing.T) {
	o := overwrite(t, storagetest.Redis(t))
	inTheWay := filepath.Join(o.dir, "appendonlydir", "appendonly.aof.2.base.rdb") // where Redis wants to put it
	if err := os.Mkdir(inTheWay, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := o.Settle(t.Context(), nil); flows.CodeOf(err) != flows.Unavailable {
		t.Fatalf("Settle: %v", err)
	}
	if err := os.Remove(inTheWay); err != nil {
		t.Fatal(err)
	}
	if err := o.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	o.forgot()
}

// Where INFO is forbidden the end of a rewrite cannot be seen: it is begun, and
// one that is under way is not taken for it.
func TestWhereInfoIsForbiddenARewriteIsOnlyBegun(t *testing.T) {
	o := overwrite(t, slowRedis(t, "--rename-command", "INFO", ""))
	if err := o.Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := o.Settle(t.Context(), nil); flows.CodeOf(err) != flows.Unavailable {
		t.Errorf("while that is under way: %v", err)
	}
}

// slowRedis takes a quarter of a second to rewrite what overwrite puts there.
func slowRedis(t *testing.T, settings ...string) string {
	t.Helper()
	return storagetest.Redis(t, append(settings, "--rdb-key-save-delay", "250000")...)
}

func beginRewrite(t *testing.T, url string) {
	t.Helper()
	if err := storagetest.Admin(t, url).BgRewriteAOF(t.Context()).Err(); err != nil {
		t.Fatal(err)
	}
}

// overwritten is a Redis in which a value was overwritten.
type overwritten struct {
	*storage.Redis
	t          *testing.T
	dir        string
	old, fresh []byte
}

func overwrite(t *testing.T, url string) overwritten {
	t.Helper()
	o := overwritten{openRedis(t, url), t, redisDir(t, url), make([]byte, 80), make([]byte, 80)}
	rand.Read(o.old) // what is random is not compressed, and so can be found
	rand.Read(o.fresh)
	// Of a cluster, slot 3300 is with the first node, whose files are looked at.
	at := storage.Key{Collection: storage.Collection{Tag: "b", Name: "round"}, ID: "keys"}
	for v, value := range [][]byte{o.old, o.fresh} {
		if err := o.Apply(t.Context(), storage.Op{Do: storage.Put, Key: at, Expect: uint64(v), Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	return o
}

func (o overwritten) forgot() {
	o.t.Helper()
	if inFiles(o.t, o.dir, o.old) {
		o.t.Error("the old value is still in the files")
	}
	if !inFiles(o.t, o.dir, o.fresh) {
		o.t.Error("the new value is gone as well")
	}
}

// redisDir is where a Redis keeps its files.
func redisDir(t *testing.T, url string) string {
	t.Helper()
	server, _, _ := strings.Cut(url, "?")
	return storagetest.Admin(t, server).ConfigGet(t.Context(), "dir").Val()["dir"]
}

// inFiles says whether any file of a Redis holds this.
func inFiles(t *testing.T, dir string, what []byte) bool {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(dir, "appendonlydir", "*"))
	for _, f := range files {
		if raw, err := os.ReadFile(f); err == nil && bytes.Contains(raw, what) {
			return true
		}
	}
	return false
}

// It is said, and then the files are left alone: putting in order what is not
// rewritten afterwards would let them grow, every few seconds for ever.
func TestWhereRedisForbidsItItIsSaidWhatIsNotPromised(t *testing.T) {
	for _, command := range []string{"BGREWRITEAOF", "HGETALL"} {
		url := storagetest.Redis(t, "--rename-command", command, "", "--appendfsync", "always")
		s := openRedis(t, url)
		written := []storage.Collection{{Tag: "r", Name: "opinions"}}
		op := storage.Op{Do: storage.Put, Key: storage.Key{Collection: written[0], ID: "a"}, Value: make([]byte, 80)}
		if err := s.Apply(t.Context(), op); err != nil {
			t.Fatal(err)
		}
		wantKey(t, s.Settle(t.Context(), written), "store.order_stays")
		before := snapshot(t, filepath.Join(redisDir(t, url), "appendonlydir"))
		wantKey(t, s.Settle(t.Context(), written), "store.order_stays")
		if diff := cmp.Diff(before, snapshot(t, filepath.Join(redisDir(t, url), "appendonlydir"))); diff != "" {
			t.Errorf("without %s the files grow:\n%s", command, diff)
		}
	}
}
