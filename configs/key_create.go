package configs

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"filippo.io/age"

	"soundings/flows"
)

const keyNote = `# Soundings 服务密钥。没有它，库中数据和备份都无法读取。请另存一份，不要与数据放在一起。
# The service key: without it neither data nor backups can be read. Keep a copy, apart from the data.
# public key: %s
%s
`

// createKey writes a new key beside its place and links it there: a link never
// replaces a file, and nobody sees half of one.
func createKey(path string) (Key, error) {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return Key{}, unwritable(path, err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return Key{}, unwritable(path, err)
	}
	temp, err := writeTemp(path, fmt.Sprintf(keyNote, identity.Recipient(), identity))
	if err != nil {
		return Key{}, unwritable(path, err)
	}
	defer os.Remove(temp)
	err = os.Link(temp, path)
	if errors.Is(err, fs.ErrExist) {
		return readKey(path) // another first run was faster
	}
	if err != nil {
		return Key{}, unwritable(path, err)
	}
	syncDir(path)
	return Key{Identity: Secret(identity.String()), File: path, Created: true}, nil
}

// writeTemp writes a file of mode 0600 in path's directory, down to the disk.
func writeTemp(path, content string) (name string, err error) {
	f, err := os.CreateTemp(filepath.Dir(path), ".service-*")
	if err != nil {
		return "", err
	}
	_, err = f.WriteString(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		os.Remove(f.Name())
	}
	return f.Name(), err
}

// syncDir makes the new name itself durable, where the system can.
func syncDir(path string) {
	if dir, err := os.Open(filepath.Dir(path)); err == nil {
		_ = dir.Sync()
		_ = dir.Close()
	}
}

func unwritable(path string, err error) error {
	return &flows.Error{Code: flows.Internal, Key: "key.unwritable", Args: flows.Args{"path": path}, Err: err}
}
