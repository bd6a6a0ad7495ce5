package storage_test

import (
	"bytes"
	"crypto/rand"
	"os"
	"path/filepath"
	"testing"
	"time"

	"soundings/storage"
	"soundings/storage/storagetest"
)

// What was overwritten leaves the append-only file soon after a checkpoint: the
// keys that a round destroys at closing (promise 5).
func TestRedisForgetsWhatWasOverwritten(t *testing.T) {
	url := storagetest.Redis(t)
	s := storagetest.Open(t, url, time.Now)
	admin := storagetest.Admin(t, url)
	dir := admin.ConfigGet(t.Context(), "dir").Val()["dir"]
	at := storage.Key{Collection: storage.Collection{Tag: "r", Name: "round"}, ID: "keys"}
	old, fresh := make([]byte, 80), make([]byte, 80)
	rand.Read(old) // what is random is not compressed, and so can be found
	rand.Read(fresh)
	for v, value := range [][]byte{old, fresh} {
		if err := s.Apply(t.Context(), storage.Op{Do: storage.Put, Key: at, Expect: uint64(v), Value: value}); err != nil {
			t.Fatal(err)
		}
	}
	if !inFiles(t, dir, old) {
		t.Fatal("the old value is not in the files: nothing can be seen to go")
	}
	if err := s.(*storage.Redis).Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for end := time.Now().Add(10 * time.Second); inFiles(t, dir, old); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("the old value is still in the files")
		}
	}
	if !inFiles(t, dir, fresh) {
		t.Error("the new value is gone as well")
	}
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

func TestWhereRedisForbidsItItIsSaidWhatIsNotPromised(t *testing.T) {
	for _, command := range []string{"BGREWRITEAOF", "HGETALL"} {
		url := storagetest.Redis(t, "--rename-command", command, "")
		s := storagetest.Open(t, url, time.Now)
		written := []storage.Collection{{Tag: "r", Name: "opinions"}}
		op := storage.Op{Do: storage.Put, Key: storage.Key{Collection: written[0], ID: "a"}, Value: make([]byte, 80)}
		if err := s.Apply(t.Context(), op); err != nil {
			t.Fatal(err)
		}
		wantKey(t, s.(*storage.Redis).Settle(t.Context(), written), "store.order_stays")
	}
}
