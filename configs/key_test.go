package configs

import (
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"soundings/flows"
)

func home(t *testing.T) (s Settings, dir string) {
	t.Helper()
	base := t.TempDir()
	return Settings{Store: Secret("sqlite:" + filepath.Join(base, "data", "soundings.db"))}, filepath.Join(base, "config", "soundings")
}

func TestTheKeyIsMadeOnceAndKept(t *testing.T) {
	s, dir := home(t)
	first, err := ServiceKey(s, dir)
	if err != nil || !first.Created || first.Exposed || first.File != filepath.Join(dir, "service.key") {
		t.Fatalf("first run: %v, %v", first, err)
	}
	second, err := ServiceKey(s, dir)
	if err != nil || second.Created || second.Identity != first.Identity {
		t.Errorf("second run: %v, %v", second, err)
	}
	for path, want := range map[string]os.FileMode{first.File: 0o600, dir: 0o700} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != want {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
	content, _ := os.ReadFile(first.File)
	if !strings.Contains(string(content), "\n"+first.Identity.Reveal()+"\n") || !strings.Contains(string(content), "# public key: age1") {
		t.Error("the file does not hold what age-keygen would write")
	}
}

func TestFirstRunsAtTheSameTimeGetOneKey(t *testing.T) {
	s, dir := home(t)
	keys := make([]Key, 16)
	var all sync.WaitGroup
	for i := range keys {
		all.Go(func() {
			key, err := ServiceKey(s, dir)
			if err != nil {
				t.Error(err)
			}
			keys[i] = key
		})
	}
	all.Wait()
	created := 0
	for _, key := range keys {
		if key.Identity != keys[0].Identity {
			t.Error("two keys were made")
		}
		if key.Created {
			created++
		}
	}
	if entries, _ := os.ReadDir(dir); created != 1 || len(entries) != 1 {
		t.Errorf("created %d times, files %v", created, entries)
	}
}

func TestTheConfiguredKeyGoesFirst(t *testing.T) {
	s, dir := home(t)
	s.Key, s.Store = "# mine\n"+aKey+"\n", "redis://h"
	key, err := ServiceKey(s, dir)
	if err != nil || key.Identity != aKey || key.File != "" {
		t.Errorf("%v, %v", key, err)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("a directory was made for nothing")
	}
}

func TestTheKeyMayLieAboveTheData(t *testing.T) {
	s, dir := home(t)
	if key, err := ServiceKey(s, filepath.Dir(filepath.Dir(dir))); err != nil || !key.Created {
		t.Errorf("%v, %v", key, err)
	}
}

func TestAKeyFileOthersCanReadIsUsedAndReported(t *testing.T) {
	s, dir := home(t)
	write(t, filepath.Join(dir, "service.key"), aKey, 0o644)
	if key, err := ServiceKey(s, dir); err != nil || !key.Exposed || key.Identity != aKey {
		t.Errorf("%v, %v", key, err)
	}
}

func TestKeysThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		key    string
		change func(t *testing.T, s *Settings, dir *string)
	}{
		"redis without a key": {"key.required", func(t *testing.T, s *Settings, dir *string) { s.Store = "redis://h" }},
		"not a key": {"key.form", func(t *testing.T, s *Settings, dir *string) {
			write(t, filepath.Join(*dir, "service.key"), "canary", 0o600)
		}},
		"two keys": {"key.form", func(t *testing.T, s *Settings, dir *string) {
			write(t, filepath.Join(*dir, "service.key"), aKey+"\n"+aKey, 0o600)
		}},
		"a directory": {"key.unreadable", func(t *testing.T, s *Settings, dir *string) {
			if err := os.MkdirAll(filepath.Join(*dir, "service.key"), 0o700); err != nil {
				t.Fatal(err)
			}
		}},
		"the data directory": {"key.in_data", func(t *testing.T, s *Settings, dir *string) {
			*dir = filepath.Dir(strings.TrimPrefix(s.Store.Reveal(), "sqlite:"))
		}},
		"below the data": {"key.in_data", func(t *testing.T, s *Settings, dir *string) {
			*dir = filepath.Join(filepath.Dir(strings.TrimPrefix(s.Store.Reveal(), "sqlite:")), "..data", "soundings")
		}},
		"a database whose key is gone": {"key.lost", func(t *testing.T, s *Settings, dir *string) {
			write(t, strings.TrimPrefix(s.Store.Reveal(), "sqlite:"), "x", 0o600)
		}},
		"nowhere to write": {"key.unwritable", func(t *testing.T, s *Settings, dir *string) {
			if err := os.MkdirAll(filepath.Dir(*dir), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.Symlink("/nowhere/at/all", *dir); err != nil {
				t.Fatal(err)
			}
		}},
		"configured badly": {"settings.key", func(t *testing.T, s *Settings, dir *string) { s.Key = "canary" }},
	} {
		t.Run(name, func(t *testing.T) {
			s, dir := home(t)
			c.change(t, &s, &dir)
			key, err := ServiceKey(s, dir)
			if flows.KeyOf(err) != c.key || key != (Key{}) {
				t.Errorf("%v, %v; want %s", key, err, c.key)
			}
			if err != nil && strings.Contains(err.Error(), "canary") {
				t.Errorf("the key is in %q", err)
			}
		})
	}
}

func write(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}
