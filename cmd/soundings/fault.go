package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"syscall"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// fault is an error as one line in the operator's language. An error that
// people in a chat are told in their own way has a second translation for the
// command line, cli.<key>.
func (p *program) fault(err error) string {
	w, broken := p.words()
	if broken != nil {
		return broken.Error()
	}
	key, args := flows.KeyOf(err), flows.Args{"cause": cause(err)}
	if errors.Is(err, context.Canceled) {
		key = "cli.interrupted"
	}
	maps.Copy(args, p.dated(flows.ArgsOf(err)))
	for _, key := range []string{"cli." + key, key} {
		if s := w.Fault(p.lang, &flows.Error{Key: key, Args: args}); s != key {
			return text.OneLine(s)
		}
	}
	return text.OneLine(err.Error())
}

// cause is why the system would not do something, in a few words.
func cause(err error) dialogue.Text {
	for _, known := range causes() {
		if errors.Is(err, known.is) {
			return dialogue.Say(known.key)
		}
	}
	return dialogue.Verbatim(root(err).Error())
}

// root is the error that all others wrap: the first one, where several were
// joined. What wraps it says codes of ours that help nobody at a terminal.
func root(err error) error {
	for {
		inner := errors.Unwrap(err)
		if several, ok := err.(interface{ Unwrap() []error }); ok && len(several.Unwrap()) > 0 {
			inner = several.Unwrap()[0]
		}
		if inner == nil {
			return err
		}
		err = inner
	}
}

type knownCause struct {
	is  error
	key string
}

func causes() []knownCause {
	return []knownCause{
		{fs.ErrNotExist, "cli.cause.missing"},
		{fs.ErrExist, "cli.cause.exists"},
		{fs.ErrPermission, "cli.cause.permission"},
		{syscall.ENOSPC, "cli.cause.full"},
		{syscall.EROFS, "cli.cause.readonly"},
		{syscall.ENOTDIR, "cli.cause.not_directory"},
		{syscall.EISDIR, "cli.cause.is_directory"},
		{syscall.EADDRINUSE, "cli.cause.address"},
		{syscall.ECONNREFUSED, "cli.cause.refused"},
		{context.DeadlineExceeded, "cli.cause.slow"},
	}
}
