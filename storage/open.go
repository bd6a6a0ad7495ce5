package storage

import (
	"context"
	"strings"
	"time"
)

// Open opens the Store that dsn names: sqlite:PATH (OpenSQLite), redis://… or
// rediss://… (OpenRedis). Anything else is Invalid, store.bad_url; the error
// never holds the dsn, which may hold a password.
func Open(ctx context.Context, dsn string, now func() time.Time) (Store, error) {
	scheme, rest, _ := strings.Cut(dsn, ":")
	switch {
	case scheme == "sqlite" && rest != "":
		return opened(OpenSQLite(ctx, rest, now))
	case scheme == "redis" || scheme == "rediss":
		return opened(OpenRedis(ctx, dsn))
	default:
		return nil, badURL()
	}
}

// opened keeps a nil pointer from becoming a Store that is not nil.
func opened[S Store](s S, err error) (Store, error) {
	if err != nil {
		return nil, err
	}
	return s, nil
}
