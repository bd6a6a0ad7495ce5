package storage_test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

// snapshot is all there is in a directory, byte for byte.
func snapshot(t testing.TB, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		content, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		files[e.Name()] = string(content)
	}
	return files
}

func TestSQLiteRefusesAndLeavesAlone(t *testing.T) {
	writes := func(content string) func(testing.TB, string) {
		return func(t testing.TB, path string) {
			if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	runs := func(statements ...string) func(testing.TB, string) {
		return func(t testing.TB, path string) { raw(t, path, statements...).Close() }
	}
	for _, c := range []struct {
		name, key string
		scene     func(t testing.TB, path string)
	}{
		{"a text", "store.not_ours", writes(strings.Repeat("会议记录\n", 1000))},
		{"a single byte", "store.not_ours", writes("x")},
		{"a torn database", "store.not_ours", writes("SQLite format 3\x00" + strings.Repeat("\xff", 9000))},
		{"another program's database", "store.not_ours", runs("CREATE TABLE t (a)", "INSERT INTO t VALUES (1)")},
		{"one with a log", "store.not_ours", runs("PRAGMA journal_mode=WAL", "CREATE TABLE t (a)")},
		{"an empty one with another id", "store.not_ours", runs("PRAGMA application_id=7", "CREATE TABLE t (a)")},
		{"a newer one of ours", "store.newer", func(t testing.TB, path string) {
			openFile(t, path).Close()
			raw(t, path, "PRAGMA user_version=2").Close()
		}},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "file.db")
			c.scene(t, path)
			before := snapshot(t, dir)
			_, err := storage.OpenSQLite(t.Context(), path, time.Now)
			refused, ok := errors.AsType[*flows.Error](err)
			if !ok || refused.Code != flows.Refused || refused.Key != c.key || refused.Args["path"] != path {
				t.Errorf("OpenSQLite: %v, want refused: %s", err, c.key)
			}
			if diff := cmp.Diff(before, snapshot(t, dir)); diff != "" {
				t.Errorf("the files changed (-before +after):\n%s", diff)
			}
		})
	}
}

// A newer version may still lie in another process's log, where the file's
// header does not show it.
func TestSQLiteRefusesNewerInTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	openFile(t, path)
	raw(t, path, "PRAGMA user_version=2")
	if _, err := storage.OpenSQLite(t.Context(), path, time.Now); flows.KeyOf(err) != "store.newer" {
		t.Errorf("OpenSQLite: %v", err)
	}
}

func TestSQLiteCannotOpen(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, path := range map[string]string{
		"a directory":      dir,
		"under a file":     filepath.Join(dir, "file", "a.db"),
		"no possible name": filepath.Join(dir, strings.Repeat("a", 300)),
	} {
		if _, err := storage.OpenSQLite(t.Context(), path, time.Now); flows.KeyOf(err) != "store.cannot_open" {
			t.Errorf("%s: %v", name, err)
		}
	}
}
