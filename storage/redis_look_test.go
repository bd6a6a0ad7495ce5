package storage_test

import (
	"testing"
	"time"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// Whether a Redis lets the order of writing be hidden is known without hiding
// it, or known not to be known.
func TestMaySettle(t *testing.T) {
	for _, c := range []struct {
		name     string
		settings []string
		user     []any
		known    bool
		key      string
	}{
		{"everything allowed", nil, nil, true, ""},
		{"renamed away", []string{"--rename-command", "BGREWRITEAOF", ""}, nil, true, "store.order_stays"},
		{"the script's renamed away", []string{"--rename-command", "HGETALL", ""}, nil, true, "store.order_stays"},
		{"forbidden", nil, []any{"+@all", "-bgrewriteaof"}, true, "store.order_stays"},
		{"the script's forbidden", nil, []any{"+@all", "-hlen"}, true, "store.order_stays"},
		{"may not be asked", nil, []any{"+@all", "-acl"}, false, ""},
		{"renamed away and may not be asked", []string{"--rename-command", "BGREWRITEAOF", ""}, []any{"+@all", "-acl"}, true, "store.order_stays"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url := storagetest.Redis(t, c.settings...)
			admin := storagetest.Admin(t, url)
			if c.user != nil {
				args := append([]any{"ACL", "SETUSER", "some", "on", ">pw", "~soundings:*"}, c.user...)
				if err := admin.Do(t.Context(), args...).Err(); err != nil {
					t.Fatal(err)
				}
				url = "redis://some:pw@" + url[len("redis://"):]
			}
			known, err := openRedis(t, url).MaySettle(t.Context())
			if known != c.known || flows.KeyOf(err) != c.key && err != nil || err == nil && c.key != "" {
				t.Errorf("known %t, %v; want %t, %q", known, err, c.known, c.key)
			}
			if keys := admin.DBSize(t.Context()).Val(); keys != 0 {
				t.Errorf("it left %d keys", keys)
			}
		})
	}
}

func TestMaySettleAsksEveryMaster(t *testing.T) {
	known, err := openRedis(t, cluster(t)[0]+"?cluster=true").MaySettle(t.Context())
	if !known || err != nil {
		t.Errorf("known %t, %v", known, err)
	}
}

func TestTheClockOfRedis(t *testing.T) {
	at, err := openRedis(t, storagetest.Redis(t)).Clock(t.Context())
	if off := time.Since(at).Abs(); err != nil || off > time.Minute {
		t.Errorf("off by %v, %v", off, err)
	}
}

// Examine says all there is to say, where Durable stops at what is fatal.
func TestExamineSaysEverything(t *testing.T) {
	r := openRedis(t, storagetest.Redis(t, "--appendonly", "no", "--maxmemory-policy", "allkeys-lru"))
	found, err := r.Examine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	fatal := map[string]bool{}
	for _, w := range found {
		fatal[w.Key] = w.Fatal
	}
	if len(fatal) != 3 || !fatal["store.not_durable"] || !fatal["store.evicts"] || fatal["store.slowlog"] {
		t.Errorf("found %v", found)
	}
}

func TestRecognizingAStoreChangesNothing(t *testing.T) {
	url := storagetest.Redis(t)
	s, keys := openRedis(t, url), storage.NewKeys("AGE-SECRET-KEY-1TEST")
	if err := storage.Recognize(t.Context(), s, keys); err != storage.ErrNotFound {
		t.Errorf("a new store: %v", err)
	}
	if n := storagetest.Admin(t, url).DBSize(t.Context()).Val(); n != 0 {
		t.Errorf("it holds %d keys now", n)
	}
	if _, err := storage.Unlock(t.Context(), s, keys, time.Now); err != nil {
		t.Fatal(err)
	}
	if err := storage.Recognize(t.Context(), s, keys); err != nil {
		t.Errorf("its own: %v", err)
	}
	wantKey(t, storage.Recognize(t.Context(), s, storage.NewKeys("another")), "key.wrong")
}
