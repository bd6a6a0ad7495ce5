package storage

import (
	"context"
	"errors"

	"soundings/flows"
)

// Sweep deletes what has expired. Nothing depends on it but the file's size and
// what can be read in a stolen one: run it now and then in the background.
func (s *SQLite) Sweep(ctx context.Context) error {
	_, err := s.writer.ExecContext(ctx, "DELETE FROM records WHERE expires <= ?", s.now().UnixMilli())
	return sqliteError(ctx, err)
}

// Checkpoint moves the log's contents into the file and empties the log, which
// until then holds old pages in the order in which they were written (DESIGN
// 3.7). While somebody reads it may be Unavailable: try again later.
func (s *SQLite) Checkpoint(ctx context.Context) error {
	var busy, pages, moved int
	err := s.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: errors.New("sqlite: the log is in use")}
	}
	return sqliteError(ctx, err)
}
