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

// Settle writes the file anew in the order of its keys and empties the log
// (DESIGN 3.7). Until then the log holds old pages in the order in which they
// were written, and so do places in the file: cells within a page, and the
// pages of what is too large for one. While somebody reads it may be
// Unavailable: try again later.
//
// The log's index (-shm) lists the pages in the order of writing too, and
// emptying the log leaves that list as it is (sqlite.org/walformat.html, 2).
// What is written next begins it anew: so the log is emptied before as well, and
// the list is then that of the VACUUM.
func (s *SQLite) Settle(ctx context.Context, _ []Collection) error {
	if err := s.emptyLog(ctx); err != nil {
		return err
	}
	if _, err := s.writer.ExecContext(ctx, "VACUUM"); err != nil {
		return sqliteError(ctx, err)
	}
	return s.emptyLog(ctx)
}

func (s *SQLite) emptyLog(ctx context.Context) error {
	var busy, pages, moved int
	err := s.writer.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &moved)
	if err == nil && busy != 0 {
		return &flows.Error{Code: flows.Unavailable, Key: "store.away", Err: errors.New("sqlite: the log is in use")}
	}
	return sqliteError(ctx, err)
}
