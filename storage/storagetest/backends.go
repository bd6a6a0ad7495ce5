package storagetest

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/alicebob/miniredis/v2"
	"github.com/redis/go-redis/v9"

	"soundings/storage"
)

// OnSQLite is a new SQLite file, with a clock of its own.
func OnSQLite(t testing.TB) Backend {
	path := filepath.Join(t.TempDir(), "soundings.db")
	clock := NewClock(time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC))
	return Backend{
		Open: func(t testing.TB) storage.Store { return Open(t, "sqlite:"+path, clock.Now) },
		Pass: func(_ testing.TB, d time.Duration) { clock.Pass(d) },
		Now:  clock.Now,
	}
}

// OnRedis is the Redis at these addresses (several: the nodes of a cluster),
// emptied. Its time is the server's own: to let it pass, every expiry is moved
// nearer.
func OnRedis(t testing.TB, urls ...string) Backend {
	for _, url := range urls {
		if err := Admin(t, url).FlushAll(t.Context()).Err(); err != nil {
			t.Fatalf("emptying Redis: %v", err)
		}
	}
	return Backend{
		Open: func(t testing.TB) storage.Store { return Open(t, urls[0], time.Now) },
		Pass: func(t testing.TB, d time.Duration) {
			for _, url := range urls {
				hasten(t, Admin(t, url), d)
			}
		},
		Now: time.Now,
	}
}

// Open opens the store that dsn names, until the test ends.
func Open(t testing.TB, dsn string, now func() time.Time) storage.Store {
	t.Helper()
	store, err := storage.Open(t.Context(), dsn, now)
	if err != nil {
		t.Fatalf("opening the store: %v", err)
	}
	t.Cleanup(func() {
		if err := store.Close(); err != nil {
			t.Errorf("closing the store: %v", err)
		}
	})
	return store
}

// MiniRedis starts a Redis inside this process, until the test ends, and gives
// its URL.
func MiniRedis(t testing.TB) string {
	t.Helper()
	return "redis://" + miniredis.RunT(t).Addr()
}

// Admin is a plain client of the Redis at url, to set the scene and to look
// behind it.
func Admin(t testing.TB, url string) *redis.Client {
	t.Helper()
	options, err := redis.ParseURL(url)
	if err != nil {
		t.Fatal(err)
	}
	client := redis.NewClient(options)
	t.Cleanup(func() { client.Close() })
	return client
}

func hasten(t testing.TB, admin *redis.Client, d time.Duration) {
	t.Helper()
	keys, err := admin.Keys(t.Context(), "*").Result()
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range keys {
		left, err := admin.PTTL(t.Context(), key).Result()
		if err != nil {
			t.Fatal(err)
		}
		if left < 0 {
			continue // it does not expire
		}
		if err := admin.PExpire(t.Context(), key, left-d).Err(); err != nil {
			t.Fatal(err)
		}
	}
}
