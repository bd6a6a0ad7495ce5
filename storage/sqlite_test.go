package storage_test

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"
	_ "modernc.org/sqlite"

	"soundings/storage"
	"soundings/storage/storagetest"
)

func TestSQLite(t *testing.T) { storagetest.Run(t, storagetest.OnSQLite) }

func BenchmarkSQLite(b *testing.B) { storagetest.Bench(b, storagetest.OnSQLite) }

// openFile opens the file at path until the test ends.
func openFile(t testing.TB, path string) *storage.SQLite {
	t.Helper()
	s, err := storage.OpenSQLite(t.Context(), path, time.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// raw is another program's view of a database.
func raw(t testing.TB, path string, statements ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	for _, s := range statements {
		if _, err := db.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	return db
}

func someKey(id string) storage.Key {
	return storage.Key{Collection: storage.Collection{Tag: "round-1", Name: "opinions"}, ID: id}
}

func somePut(id, text string) storage.Op {
	return storage.Op{Do: storage.Put, Key: someKey(id), Value: []byte(text + strings.Repeat(".", storage.MinValue))}
}

func TestSQLiteTakesAnEmptyFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	if err := os.WriteFile(path, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	s := openFile(t, path)
	if err := s.Apply(t.Context(), somePut("a", "")); err != nil {
		t.Error(err)
	}
	wantModes(t, path, 0o600)
}

func TestSQLiteMakesItsFilesPrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "deep", "data")
	path := filepath.Join(dir, "a.db")
	s := openFile(t, path)
	if err := s.Apply(t.Context(), somePut("a", "")); err != nil {
		t.Error(err)
	}
	wantModes(t, dir, fs.ModeDir|0o700)
	wantModes(t, filepath.Dir(dir), fs.ModeDir|0o700)
	for _, p := range []string{path, path + "-wal", path + "-shm"} {
		wantModes(t, p, 0o600)
	}
}

func wantModes(t testing.TB, path string, want fs.FileMode) {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil || info.Mode() != want {
		t.Errorf("%s: %v, %v, want %v", filepath.Base(path), info.Mode(), err, want)
	}
}

func TestSQLiteTakesAnyPath(t *testing.T) {
	for _, name := range []string{"a b.db", "why?mode=memory.db", "a#b.db", "100%.db", "%41.db", "意见.db", "a&b=c;d.db", ":memory:"} {
		path := filepath.Join(t.TempDir(), "in "+name, name)
		s := openFile(t, path)
		if err := s.Apply(t.Context(), somePut("a", "")); err != nil {
			t.Errorf("%q: %v", name, err)
		}
		wantModes(t, path, 0o600)
	}
}

func TestSQLiteTakesARelativePath(t *testing.T) {
	t.Chdir(t.TempDir())
	openFile(t, "data/a.db")
	wantModes(t, "data/a.db", 0o600)
}

// About one in 400 opens here meets a SQLITE_BUSY that SQLite does not wait for.
func TestSQLiteIsMadeByManyAtOnce(t *testing.T) {
	for range 5 {
		path := filepath.Join(t.TempDir(), "a.db")
		var all sync.WaitGroup
		for i := range 24 {
			all.Go(func() {
				s, err := storage.OpenSQLite(t.Context(), path, time.Now)
				if err != nil {
					t.Errorf("OpenSQLite: %v", err)
					return
				}
				defer s.Close()
				if err := s.Apply(t.Context(), somePut(string(rune('a'+i)), "")); err != nil {
					t.Errorf("Apply: %v", err)
				}
			})
		}
		all.Wait()
		if n := count(t, raw(t, path)); n != 24 {
			t.Errorf("%d records, want 24", n)
		}
	}
}

// While a checkpoint is under way the header, which is written first, counts
// pages that the file does not have yet: it is ours all the same.
func TestSQLiteIsOursWhileItGrows(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := openFile(t, path)
	if err := s.Apply(t.Context(), manyPuts(500)...); err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := os.Truncate(path, 4096); err != nil {
		t.Fatal(err)
	}
	if err := storage.Examine(t.Context(), path); err != nil {
		t.Errorf("a file that grows: %v", err)
	}
}

func count(t testing.TB, db *sql.DB) (n int) {
	t.Helper()
	if err := db.QueryRow("SELECT count(*) FROM records").Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestSQLiteSweepsWhatExpired(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	clock := storagetest.NewClock(time.Now())
	s := storagetest.Open(t, "sqlite:"+path, clock.Now).(*storage.SQLite)
	fleeting := func(id string, d time.Duration) storage.Op {
		op := somePut(id, "")
		op.Name, op.Fleeting, op.Expires = "sessions", true, clock.Now().Add(d)
		return op
	}
	if err := s.Apply(t.Context(), somePut("a", ""), fleeting("b", time.Hour), fleeting("c", 3*time.Hour)); err != nil {
		t.Fatal(err)
	}
	for _, want := range []int{3, 2, 1} {
		if err := s.Sweep(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := count(t, raw(t, path)); n != want {
			t.Errorf("%d records, want %d", n, want)
		}
		clock.Pass(2 * time.Hour)
	}
}

// FACTS: what is deleted is gone from the pages once the log is checkpointed.
func TestSQLiteForgetsWhatIsDeleted(t *testing.T) {
	dir := t.TempDir()
	s := openFile(t, filepath.Join(dir, "a.db"))
	del := somePut("a", "")
	del.Do, del.Expect = storage.Delete, 1
	if err := errors.Join(
		s.Apply(t.Context(), somePut("a", "CANARY")),
		s.Apply(t.Context(), del),
		s.Settle(t.Context(), nil),
	); err != nil {
		t.Fatal(err)
	}
	for name, content := range snapshot(t, dir) {
		if strings.Contains(content, "CANARY") {
			t.Errorf("%s holds what was deleted", name)
		}
		if strings.HasSuffix(name, "-wal") && content != "" {
			t.Errorf("the log holds %d bytes after a checkpoint", len(content))
		}
	}
}

// Pragmas that are not the file's own must hold on every connection of a pool.
func TestSQLiteIsAsDesigned(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := openFile(t, path)
	for pragma, want := range map[string]string{"synchronous": "2", "secure_delete": "1", "busy_timeout": "5000", "journal_mode": "wal"} {
		for _, got := range storage.PragmaOnEveryConnection(t, s, pragma) {
			if got != want {
				t.Errorf("%s is %s, want %s", pragma, got, want)
			}
		}
	}
	if _, err := raw(t, path).Exec("SELECT rowid FROM records"); err == nil {
		t.Error("records have a rowid, which tells their order")
	}
}

func TestSQLiteWaitsForAnotherWriter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	s := openFile(t, path)
	other := raw(t, path)
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	done := make(chan error)
	go func() { done <- s.Apply(t.Context(), somePut("a", "")) }()
	if _, err := s.Get(t.Context(), someKey("a")); !errors.Is(err, storage.ErrNotFound) {
		t.Errorf("Get beside a writer: %v", err)
	}
	if _, err := other.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Errorf("Apply beside a writer: %v", err)
	}
}

func TestSQLiteLeavesNothingRunning(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	s, err := storage.OpenSQLite(context.Background(), filepath.Join(t.TempDir(), "a.db"), time.Now)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// A file that lost its log mode gets it back once nobody reads.
func TestSQLiteTurnsTheLogOnAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	openFile(t, path).Close()
	other := raw(t, path, "PRAGMA journal_mode=DELETE")
	other.SetMaxOpenConns(1)
	for _, s := range []string{"BEGIN", "SELECT count(*) FROM records"} {
		if _, err := other.Exec(s); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if _, err := storage.OpenSQLite(ctx, path, time.Now); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("OpenSQLite beside a reader: %v, want it to wait", err)
	}
	if _, err := other.Exec("COMMIT"); err != nil {
		t.Fatal(err)
	}
	openFile(t, path)
}
