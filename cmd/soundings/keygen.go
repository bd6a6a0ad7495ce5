package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"
)

type keygenCmd struct {
	Out string `placeholder:"FILE"`
}

// Run makes one age identity, in the form of age-keygen, and says its recipient
// on stderr. It needs no settings and never replaces a file.
func (c *keygenCmd) Run(p *program) error {
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return err
	}
	contents := fmt.Sprintf("# created: %s\n# public key: %s\n%s\n",
		p.now().UTC().Format(time.RFC3339), identity.Recipient(), identity)
	if c.Out == "" {
		_, err = p.stdout.Write([]byte(contents))
		err = unwritten(err)
	} else {
		err = writeNew(c.Out, contents)
	}
	if err == nil {
		fmt.Fprintln(p.stderr, identity.Recipient())
	}
	return err
}

// writeNew writes a file that must not be there yet, for its owner only, down
// to the disk.
func writeNew(path, contents string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return unwritable(path, err)
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return taken(path)
	}
	if err != nil {
		return unwritable(path, err)
	}
	_, err = f.WriteString(contents)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		_ = os.Remove(path)
		return unwritable(path, err)
	}
	syncDir(filepath.Dir(path))
	return nil
}
