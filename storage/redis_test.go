package storage_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

func TestRedis(t *testing.T) {
	url := storagetest.Redis(t)
	storagetest.Run(t, func(t testing.TB) storagetest.Backend { return storagetest.OnRedis(t, url) })
}

func TestMiniRedis(t *testing.T) {
	url := storagetest.MiniRedis(t)
	storagetest.Run(t, func(t testing.TB) storagetest.Backend { return storagetest.OnRedis(t, url) })
}

func BenchmarkRedis(b *testing.B) {
	url := storagetest.Redis(b)
	storagetest.Bench(b, func(t testing.TB) storagetest.Backend { return storagetest.OnRedis(t, url) })
}

func BenchmarkMiniRedis(b *testing.B) {
	url := storagetest.MiniRedis(b)
	storagetest.Bench(b, func(t testing.TB) storagetest.Backend { return storagetest.OnRedis(t, url) })
}

func openRedis(t testing.TB, url string) *storage.Redis {
	t.Helper()
	return storagetest.Open(t, url, nil).(*storage.Redis)
}

func sessionPut(expect uint64) storage.Op {
	op := somePut("s", "")
	op.Name, op.Fleeting, op.Expect, op.Expires = "sessions", true, expect, never()
	return op
}

// DESIGN 5: two round trips an update, three for a submit.
func TestRedisRoundTrips(t *testing.T) {
	proxy := storagetest.NewProxy(t, storagetest.Redis(t))
	s := openRedis(t, proxy.URL())
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(s.Apply(t.Context(), somePut("warm", ""))) // EVAL, which caches the script
	for _, c := range []struct {
		name string
		do   func() error
	}{
		{"Apply of one op", func() error { return s.Apply(t.Context(), somePut("a", "")) }},
		{"Apply of a check and many puts", func() error { return s.Apply(t.Context(), manyPuts(200)...) }},
		{"its repeat", func() error { return s.Apply(t.Context(), manyPuts(200)...) }},
		{"Apply of a session", func() error { return s.Apply(t.Context(), sessionPut(0)) }},
		{"Get of a record", func() error { _, err := s.Get(t.Context(), someKey("a")); return err }},
		{"Get of a session", func() error { _, err := s.Get(t.Context(), sessionPut(0).Key); return err }},
	} {
		before := proxy.RoundTrips()
		must(c.do())
		if n := proxy.RoundTrips() - before; n != 1 {
			t.Errorf("%s: %d round trips, want 1", c.name, n)
		}
	}
}

func manyPuts(n int) []storage.Op {
	ops := []storage.Op{{Do: storage.Check, Key: someKey("absent")}}
	for i := range n {
		ops = append(ops, somePut(fmt.Sprint(i), ""))
	}
	return ops
}

// FACTS: go-redis repeats any command whose answer was lost.
func TestRedisAnswerLost(t *testing.T) {
	url := storagetest.Redis(t)
	proxy := storagetest.NewProxy(t, url)
	s := openRedis(t, proxy.URL())
	if err := s.Apply(t.Context(), somePut("warm", "")); err != nil {
		t.Fatal(err)
	}
	one, two := somePut("a", "one"), somePut("a", "two")
	two.Expect = 1

	before := proxy.RoundTrips()
	proxy.CutAnswers(1)
	if err := s.Apply(t.Context(), one); err != nil {
		t.Errorf("Apply that go-redis repeats: %v", err)
	}
	if n := proxy.RoundTrips() - before; n < 2 {
		t.Errorf("%d round trips: nothing was repeated", n)
	}
	wantVersion(t, s, 1)

	proxy.CutAnswers(1000)
	if err := s.Apply(t.Context(), two); flows.KeyOf(err) != "store.away" || flows.CodeOf(err) != flows.Unavailable {
		t.Errorf("Apply without any answer: %v, want unavailable", err)
	}
	proxy.CutAnswers(0)
	wantVersion(t, s, 2)
	if err := s.Apply(t.Context(), two); err != nil {
		t.Errorf("Apply that the caller repeats: %v", err)
	}
	wantVersion(t, s, 2)
}

func wantVersion(t testing.TB, s storage.Store, want uint64) {
	t.Helper()
	if rec, err := s.Get(t.Context(), someKey("a")); err != nil || rec.Version != want {
		t.Errorf("version %d, %v, want %d", rec.Version, err, want)
	}
}

// A Redis that restarts has lost its scripts.
func TestRedisForgetsTheScript(t *testing.T) {
	url := storagetest.Redis(t)
	s := openRedis(t, url)
	for _, id := range []string{"a", "b"} {
		if err := s.Apply(t.Context(), somePut(id, "")); err != nil {
			t.Fatal(err)
		}
		if err := storagetest.Admin(t, url).ScriptFlush(t.Context()).Err(); err != nil {
			t.Fatal(err)
		}
	}
}

// DESIGN 3.7 and FACTS: a listpack keeps its fields in the order in which they
// came; a hash table of the same fields does not.
func TestRedisCollectionsAreHashTables(t *testing.T) {
	url := storagetest.Redis(t)
	s, admin := openRedis(t, url), storagetest.Admin(t, url)
	shortest := somePut("a", "")
	shortest.Value = shortest.Value[:storage.MinValue]
	for _, op := range []storage.Op{shortest, somePut("b", ""), somePut("c", "")} {
		if err := s.Apply(t.Context(), op); err != nil {
			t.Fatal(err)
		}
		if got := admin.ObjectEncoding(t.Context(), "soundings:{round-1}:opinions").Val(); got != "hashtable" {
			t.Errorf("after %s the collection is a %s", op.ID, got)
		}
	}
}

func TestRedisListsOnceAndInNoOrder(t *testing.T) {
	s := openRedis(t, storagetest.Redis(t))
	storage.ScanTwice(s)
	if err := s.Apply(t.Context(), manyPuts(100)...); err != nil {
		t.Fatal(err)
	}
	first, second := ids(t, s), ids(t, s)
	if slices.Equal(first, second) {
		t.Error("two listings are in the same order")
	}
	for _, listed := range [][]string{first, second} {
		slices.Sort(listed)
		if len(listed) != 100 || len(slices.Compact(listed)) != 100 {
			t.Errorf("%d records, want each of 100 once", len(listed))
		}
	}
}

func ids(t testing.TB, s storage.Store) (ids []string) {
	t.Helper()
	for rec, err := range s.List(t.Context(), someKey("").Collection) {
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, rec.ID)
	}
	return ids
}

func TestRedisKeysAndExpiries(t *testing.T) {
	url := storagetest.Redis(t)
	s, admin := openRedis(t, url), storagetest.Admin(t, url)
	if err := s.Apply(t.Context(), somePut("a", ""), sessionPut(0)); err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, key := range admin.Keys(t.Context(), "*").Val() {
		got[key] = fmt.Sprint(admin.Type(t.Context(), key).Val(), " until ", admin.PExpireTime(t.Context(), key).Val().Milliseconds())
	}
	want := map[string]string{
		"soundings:{round-1}:opinions":   "hash until 0",
		"soundings:{round-1}:sessions:s": fmt.Sprint("string until ", never().UnixMilli()),
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestRedisLeavesNothingRunning(t *testing.T) {
	url := storagetest.MiniRedis(t)
	ignore := goleak.IgnoreCurrent()
	s, err := storage.OpenRedis(context.Background(), url)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(s.Apply(t.Context(), somePut("a", "")), s.Close()); err != nil {
		t.Error(err)
	}
	goleak.VerifyNone(t, ignore)
}
