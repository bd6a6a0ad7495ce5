package storage

import (
	"context"
	"database/sql"
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/cenkalti/backoff/v5"
	_ "modernc.org/sqlite" // the driver
	sqlite3 "modernc.org/sqlite/lib"

	"soundings/flows"
)

const (
	applicationID = 0x536e6467 // "Sndg", in the header of every file of ours
	schemaVersion = 1
	readers       = 4
	busyTimeout   = 5 * time.Second
)

// Versions are per record and there is no rowid, so that no column and no order
// tells which record came first (DESIGN 3.7).
const schema = `CREATE TABLE records (
	tag     TEXT    NOT NULL,
	name    TEXT    NOT NULL,
	id      TEXT    NOT NULL,
	version INTEGER NOT NULL,
	value   BLOB    NOT NULL,
	expires INTEGER NOT NULL,
	PRIMARY KEY (tag, name, id)
) STRICT, WITHOUT ROWID`

const (
	selectOne = `SELECT version, value FROM records
		WHERE tag = ? AND name = ? AND id = ? AND expires BETWEEN ? AND ?`
	selectPage = `SELECT id, version, value FROM records
		WHERE tag = ? AND name = ? AND id > ? AND expires = ? ORDER BY id LIMIT ?`
	upsert = `INSERT INTO records (tag, name, id, version, value, expires) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET version = excluded.version, value = excluded.value, expires = excluded.expires`
	deleteOne = `DELETE FROM records WHERE tag = ? AND name = ? AND id = ?`
)

// OpenSQLite opens the file at path, which it makes (0600, its directory 0700)
// when it is missing and takes when it is empty. A file that holds anything else
// is refused, store.not_ours or store.newer, and left as it is. Close it after
// use.
func OpenSQLite(ctx context.Context, path string, now func() time.Time) (*SQLite, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	if err := makeOrExamine(ctx, path); err != nil {
		return nil, err
	}
	s, err := connect(path, now)
	if err != nil {
		return nil, cannotOpen(path, err)
	}
	err = s.establish(ctx, path)
	if err == nil {
		err = s.prepare(ctx)
	}
	if err != nil {
		_ = s.Close() // the first error is the one to tell
		return nil, openError(ctx, path, err)
	}
	return s, nil
}

func makeOrExamine(ctx context.Context, path string) error {
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, os.ErrNotExist):
		err = makeFile(path)
	case err == nil && !info.Mode().IsRegular():
		err = errors.New("not a regular file")
	case err == nil && info.Size() == 0:
		err = os.Chmod(path, 0o600)
	case err == nil:
		return examine(ctx, path)
	}
	if err != nil {
		return cannotOpen(path, err)
	}
	return nil
}

// makeFile makes an empty file, unless another process was quicker: then it must
// not open it, see examine. SQLite gives its -wal and -shm the same mode.
func makeFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, os.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

// examine looks at a file's header without changing anything: immutable keeps
// SQLite from taking locks, recovering, or making files beside it. SQLite itself
// reads it because closing a descriptor of one's own would drop this process's
// locks (sqlite.org/howtocorrupt.html, 2.2).
//
// Another process may be letting the file grow meanwhile, so that the header
// counts pages that are not there yet: writable_schema has SQLite overlook that,
// and the header's own pragmas read nothing beyond it.
func examine(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", dsn(path, url.Values{
		"mode": {"ro"}, "immutable": {"1"}, "_pragma": {"writable_schema(ON)"}}))
	if err != nil {
		return cannotOpen(path, err)
	}
	defer db.Close()
	found, err := readHeader(ctx, db)
	if err != nil {
		return openError(ctx, path, err)
	}
	return found.judge(path)
}

// An identity is what a database says of itself.
type identity struct{ application, version, tables int }

type querier interface {
	QueryRowContext(context.Context, string, ...any) *sql.Row
}

func readHeader(ctx context.Context, q querier) (id identity, err error) {
	err = errors.Join(
		q.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id.application),
		q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&id.version))
	return id, err
}

func identify(ctx context.Context, q querier) (identity, error) {
	id, err := readHeader(ctx, q)
	if err != nil {
		return id, err
	}
	err = q.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&id.tables)
	return id, err
}

func (id identity) judge(path string) error {
	switch {
	case id.application != applicationID:
		return flows.Fail(flows.Refused, "store.not_ours", flows.Args{"path": path})
	case id.version > schemaVersion:
		return flows.Fail(flows.Refused, "store.newer", flows.Args{"path": path})
	}
	return nil
}

// dsn names the file as a URI, so that any character may stand in its path.
func dsn(path string, query url.Values) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: query.Encode()}
	return u.String()
}

// connect opens the pools. Pragmas in the DSN hold on every connection of a
// pool; secure_delete is what makes deleting real (FACTS).
func connect(path string, now func() time.Time) (*SQLite, error) {
	wait := strconv.FormatInt(busyTimeout.Milliseconds(), 10)
	pragmas := []string{"busy_timeout(" + wait + ")", "synchronous(FULL)",
		"secure_delete(ON)", "temp_store(MEMORY)", "trusted_schema(OFF)"}
	writer, err := sql.Open("sqlite", dsn(path, url.Values{"_txlock": {"immediate"}, "_pragma": pragmas}))
	if err != nil {
		return nil, err
	}
	reader, err := sql.Open("sqlite", dsn(path, url.Values{"_pragma": append(pragmas, "query_only(ON)")}))
	if err != nil {
		return nil, errors.Join(err, writer.Close())
	}
	writer.SetMaxOpenConns(1)
	reader.SetMaxOpenConns(readers)
	reader.SetMaxIdleConns(readers)
	return &SQLite{writer: writer, reader: reader, now: now}, nil
}

// establish makes an empty file ours, and turns the log on only then: so the
// header that examine reads says from the first moment whose the file is.
// Several processes may do this at once.
func (s *SQLite) establish(ctx context.Context, path string) error {
	_, err := backoff.Retry(ctx, func() (struct{}, error) {
		err := s.establishOnce(ctx, path)
		if err != nil && sqliteCode(err) != sqlite3.SQLITE_BUSY {
			err = backoff.Permanent(err)
		}
		return struct{}{}, err
	}, backoff.WithMaxElapsedTime(busyTimeout))
	return err
}

func (s *SQLite) establishOnce(ctx context.Context, path string) error {
	found, err := readHeader(ctx, s.writer)
	if err == nil && found.application == 0 { // perhaps for a moment only: create looks again
		found, err = s.create(ctx)
	}
	if err != nil {
		return err
	}
	if err := found.judge(path); err != nil {
		return err
	}
	// This may be busy at once: SQLite does not wait where that might deadlock.
	_, err = s.writer.ExecContext(ctx, "PRAGMA journal_mode(WAL)")
	return err
}

func (s *SQLite) create(ctx context.Context) (found identity, err error) {
	err = s.transact(ctx, func(tx *sql.Tx) error {
		if found, err = identify(ctx, tx); err != nil || found != (identity{}) {
			return err // another process was first
		}
		found = identity{application: applicationID, version: schemaVersion, tables: 1}
		_, err = tx.ExecContext(ctx, schema+`;
			PRAGMA application_id = `+strconv.Itoa(applicationID)+`;
			PRAGMA user_version = `+strconv.Itoa(schemaVersion))
		return err
	})
	return found, err
}

func (s *SQLite) prepare(ctx context.Context) (err error) {
	for _, p := range []struct {
		stmt  **sql.Stmt
		db    *sql.DB
		query string
	}{
		{&s.get, s.reader, selectOne},
		{&s.page, s.reader, selectPage},
		{&s.seen, s.writer, selectOne},
		{&s.put, s.writer, upsert},
		{&s.erase, s.writer, deleteOne},
	} {
		if *p.stmt, err = p.db.PrepareContext(ctx, p.query); err != nil {
			return err
		}
	}
	return nil
}
