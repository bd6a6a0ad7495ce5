package storage

import (
	"context"
	"database/sql"
	"errors"
	"iter"
	"math"
	"time"
)

// SQLite is a Store in one file. Several processes may use the file at once.
// Create it with OpenSQLite.
type SQLite struct {
	writer *sql.DB // one connection: SQLite has one writer at a time
	reader *sql.DB
	now    func() time.Time

	get, page        *sql.Stmt // on reader
	seen, put, erase *sql.Stmt // on writer
}

var _ Store = (*SQLite)(nil)

// never is the expiry of what does not expire. As a number larger than every
// moment it needs no second condition in any query.
const never = math.MaxInt64

// pageSize is how many records List holds in memory at a time.
const pageSize = 128

// Get implements Store.
func (s *SQLite) Get(ctx context.Context, key Key) (Rec, error) {
	if err := verifyKey(key); err != nil {
		return Rec{}, err
	}
	version, value, err := s.read(ctx, s.get, key)
	if err == nil && version == 0 {
		err = ErrNotFound
	}
	return Rec{Key: key, Version: version, Value: value}, sqliteError(ctx, err)
}

// read finds the live record under key; an absent one is at version 0.
func (s *SQLite) read(ctx context.Context, query *sql.Stmt, key Key) (version uint64, value []byte, err error) {
	from, to := s.alive(key.Fleeting)
	err = query.QueryRowContext(ctx, key.Tag, key.Name, key.ID, from, to).Scan(&version, &value)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil, nil
	}
	return version, value, err
}

// alive is the span of expiries (both included) of the records that are there.
func (s *SQLite) alive(fleeting bool) (from, to int64) {
	if fleeting {
		return s.now().UnixMilli() + 1, never - 1
	}
	return never, never
}

// Apply implements Store.
func (s *SQLite) Apply(ctx context.Context, ops ...Op) error {
	if err := verifyOps(ops); err != nil || len(ops) == 0 {
		return err
	}
	return sqliteError(ctx, s.transact(ctx, func(tx *sql.Tx) error {
		found, err := s.weigh(ctx, tx, ops)
		switch {
		case err != nil:
			return err
		case found.fresh:
			return s.write(ctx, tx, ops)
		case found.repeat:
			return nil
		default:
			return ErrConflict
		}
	}))
}

// transact does work in a transaction that is the only writer from its start
// (BEGIN IMMEDIATE, see dsn), so that what it has read stays true.
func (s *SQLite) transact(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		_ = tx.Rollback() // the first error is the one to tell
		return err
	}
	return tx.Commit()
}

func (s *SQLite) weigh(ctx context.Context, tx *sql.Tx, ops []Op) (verdict, error) {
	v := verdict{fresh: true, repeat: true}
	seen := tx.StmtContext(ctx, s.seen)
	for _, op := range ops {
		version, value, err := s.read(ctx, seen, op.Key)
		if err != nil {
			return v, err
		}
		v.weigh(op, version, value)
	}
	return v, nil
}

func (s *SQLite) write(ctx context.Context, tx *sql.Tx, ops []Op) error {
	put, erase := tx.StmtContext(ctx, s.put), tx.StmtContext(ctx, s.erase)
	for _, op := range ops {
		var err error
		switch op.Do {
		case Put:
			_, err = put.ExecContext(ctx, op.Tag, op.Name, op.ID, op.makes(), op.Value, expiresAt(op))
		case Delete:
			_, err = erase.ExecContext(ctx, op.Tag, op.Name, op.ID)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func expiresAt(op Op) int64 {
	if op.Fleeting {
		return op.Expires.UnixMilli()
	}
	return never
}

// List implements Store. It reads page by page, in the order of the ids, and
// holds no connection while the caller looks at a record: what the caller does
// meanwhile neither waits for it nor keeps the log from being checkpointed.
func (s *SQLite) List(ctx context.Context, c Collection) iter.Seq2[Rec, error] {
	return func(yield func(Rec, error) bool) {
		if err := verifyListed(c); err != nil {
			yield(Rec{}, err)
			return
		}
		for last := ""; ; {
			recs, err := s.pageAfter(ctx, c, last)
			if err != nil {
				yield(Rec{}, sqliteError(ctx, err))
				return
			}
			for _, rec := range recs {
				if !yield(rec, nil) {
					return
				}
				last = rec.ID
			}
			if len(recs) < pageSize {
				return
			}
		}
	}
}

func (s *SQLite) pageAfter(ctx context.Context, c Collection, last string) ([]Rec, error) {
	rows, err := s.page.QueryContext(ctx, c.Tag, c.Name, last, int64(never), pageSize)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var recs []Rec
	for rows.Next() {
		rec := Rec{Key: Key{Collection: c}}
		if err := rows.Scan(&rec.ID, &rec.Version, &rec.Value); err != nil {
			return nil, err
		}
		recs = append(recs, rec)
	}
	return recs, rows.Err()
}

// Close implements Store.
func (s *SQLite) Close() error {
	return sqliteError(context.Background(), errors.Join(s.reader.Close(), s.writer.Close()))
}
