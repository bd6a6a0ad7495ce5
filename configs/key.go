package configs

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"filippo.io/age"

	"soundings/flows"
)

const keyFile = "service.key"

// A Key is the service key and where it came from.
type Key struct {
	Identity Secret // one AGE-SECRET-KEY-1… line
	File     string // the key file; empty where the key came from the settings
	Created  bool   // the file was made just now: say where, and to keep a copy
	Exposed  bool   // others than the owner may read the file: warn
}

// ServiceKey is the service key of the settings, or else the one in dir, a
// directory outside the data such as os.UserConfigDir()/soundings. With SQLite
// the key file is made on first run and never overwritten; of several first
// runs at once, all get the key of one.
//
// Errors: Refused key.required (Redis without a key), key.lost (the database
// is there and its key is not) and key.in_data; Invalid key.form and
// key.unreadable; Internal key.unwritable.
func ServiceKey(s Settings, dir string) (Key, error) {
	key, err := FindKey(s, dir)
	if err != nil || key.Identity != "" {
		return key, err
	}
	return createKey(key.File)
}

// FindKey is ServiceKey that makes nothing: where that would make the key, it
// says only in which file.
func FindKey(s Settings, dir string) (Key, error) {
	if s.Key != "" {
		identity, err := identityIn(s.Key.Reveal())
		if err != nil {
			return Key{}, flows.Fail(flows.Invalid, "settings.key", flows.Args{"name": "key"})
		}
		return Key{Identity: identity}, nil
	}
	database := s.Database()
	if database == "" {
		return Key{}, flows.Fail(flows.Refused, "key.required", flows.Args{"name": envPrefix + "KEY"})
	}
	path := filepath.Join(dir, keyFile)
	if s.AmongData(dir) {
		return Key{}, flows.Fail(flows.Refused, "key.in_data", flows.Args{"path": path})
	}
	key, err := readKey(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return key, err
	}
	if info, err := os.Stat(database); err == nil && info.Size() > 0 {
		return Key{}, flows.Fail(flows.Refused, "key.lost", flows.Args{"path": path, "store": s.StoreLabel()})
	}
	return Key{File: path}, nil
}

// Database is the file of a SQLite store; empty for any other.
func (s Settings) Database() string {
	database, _ := strings.CutPrefix(s.Store.Reveal(), "sqlite:")
	if database == s.Store.Reveal() {
		return ""
	}
	database, _, _ = strings.Cut(database, "?")
	return database
}

// AmongData says whether a path lies in the directory of the SQLite store.
func (s Settings) AmongData(path string) bool {
	return s.Database() != "" && inside(filepath.Dir(s.Database()), path)
}

// inside says whether path is dir or lies in it.
func inside(dir, path string) bool {
	from, err1 := filepath.Abs(dir)
	to, err2 := filepath.Abs(path)
	rel, err := filepath.Rel(from, to)
	return err1 == nil && err2 == nil && err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// readKey reads a key file. Where there is none, the error is fs.ErrNotExist.
func readKey(path string) (Key, error) {
	info, err := os.Stat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return Key{}, err
	}
	var data []byte
	if err == nil {
		data, err = os.ReadFile(path)
	}
	if err != nil {
		return Key{}, &flows.Error{Code: flows.Invalid, Key: "key.unreadable", Args: flows.Args{"path": path}, Err: err}
	}
	identity, err := identityIn(string(data))
	if err != nil {
		return Key{}, flows.Fail(flows.Invalid, "key.form", flows.Args{"path": path})
	}
	exposed := runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0
	return Key{Identity: identity, File: path, Exposed: exposed}, nil
}

var errIdentity = errors.New("not one AGE-SECRET-KEY-1 identity")

// identityIn finds the one identity in s, which may have comments around it as
// age-keygen writes them. Its error never holds any of s.
func identityIn(s string) (Secret, error) {
	all, err := age.ParseIdentities(strings.NewReader(strings.TrimPrefix(s, "\ufeff")))
	if err != nil || len(all) != 1 {
		return "", errIdentity
	}
	identity, ok := all[0].(*age.X25519Identity)
	if !ok {
		return "", errIdentity
	}
	return Secret(identity.String()), nil
}
