package storage

import (
	"context"
	"errors"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"soundings/flows"
)

// sqliteError sorts an error by whether waiting helps. SQLite's own messages
// name no values: every value is bound, none is part of a statement.
func sqliteError(ctx context.Context, err error) error {
	if err == nil || errors.Is(err, ErrNotFound) || errors.Is(err, ErrConflict) {
		return err
	}
	if _, ours := errors.AsType[*flows.Error](err); ours {
		return err
	}
	if ctx.Err() != nil { // SQLite itself only says that it was interrupted
		return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: ctx.Err()}
	}
	switch sqliteCode(err) {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL,
		sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOMEM:
		return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: err}
	}
	return &flows.Error{Code: flows.Internal, Key: "store.broken", Err: err}
}

// openError is sqliteError while opening, when a file may be anything.
func openError(ctx context.Context, path string, err error) error {
	switch sqliteCode(err) {
	case sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_CORRUPT:
		return &flows.Error{Code: flows.Refused, Key: "store.not_ours", Args: flows.Args{"path": path}, Err: err}
	case sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM, sqlite3.SQLITE_READONLY:
		return cannotOpen(path, err)
	}
	return sqliteError(ctx, err)
}

func cannotOpen(path string, err error) error {
	return &flows.Error{Code: flows.Refused, Key: "store.cannot_open", Args: flows.Args{"path": path}, Err: err}
}

// sqliteCode is the primary result code (sqlite.org/rescode.html), 0 if err is
// not SQLite's.
func sqliteCode(err error) int {
	if e, ok := errors.AsType[*sqlite.Error](err); ok {
		return e.Code() & 0xff
	}
	return 0
}
