package main

import (
	"bytes"
	"io"
	"os"

	"filippo.io/age"

	"soundings/flows"
)

// maxIdentity is more than a file with one identity ever has.
const maxIdentity = 64 << 10

// readIdentity reads the one identity of a file as keygen and age-keygen write
// it. Without a path there is none: nil.
func readIdentity(path string) (age.Identity, error) {
	if path == "" {
		return nil, nil
	}
	args := flows.Args{"path": path}
	f, err := os.Open(path)
	if err != nil {
		return nil, &flows.Error{Code: flows.Invalid, Key: "cli.unreadable", Args: args, Err: err}
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxIdentity))
	if err != nil {
		return nil, &flows.Error{Code: flows.Invalid, Key: "cli.unreadable", Args: args, Err: err}
	}
	all, err := age.ParseIdentities(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	if err != nil || len(all) != 1 {
		// Without the cause: it may quote the file, and the file is a secret.
		return nil, flows.Fail(flows.Invalid, "cli.identity_form", args)
	}
	return all[0], nil
}
