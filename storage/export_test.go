package storage

import (
	"context"
	"database/sql"
	"testing"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

// PragmaOnEveryConnection asks the writer and as many readers as there can be.
func PragmaOnEveryConnection(t testing.TB, s *SQLite, pragma string) (values []string) {
	t.Helper()
	ask := func(db *sql.DB) (release func() error) {
		conn, err := db.Conn(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		var value string
		if err := conn.QueryRowContext(context.Background(), "PRAGMA "+pragma).Scan(&value); err != nil {
			t.Fatal(err)
		}
		values = append(values, value)
		return conn.Close
	}
	defer ask(s.writer)()
	for range readers {
		defer ask(s.reader)() // held until the end, so that the next is another
	}
	return values
}

// Examine looks at a file as OpenSQLite does before it touches it.
func Examine(ctx context.Context, path string) error { return examine(ctx, path) }

// RedisOptions shows what a URL is read as.
func RedisOptions(url string) (*redis.UniversalOptions, error) { return redisOptions(url) }

// RedisError shows what is kept of an error.
func RedisError(err error) error { return redisError(context.Background(), err) }

// ScanTwice has HSCAN give every field twice, as it may while a hash shrinks.
func ScanTwice(r *Redis) { r.client.AddHook(twice{}) }

type twice struct{}

func (twice) DialHook(next redis.DialHook) redis.DialHook { return next }

func (twice) ProcessPipelineHook(next redis.ProcessPipelineHook) redis.ProcessPipelineHook {
	return next
}

func (twice) ProcessHook(next redis.ProcessHook) redis.ProcessHook {
	return func(ctx context.Context, cmd redis.Cmder) error {
		err := next(ctx, cmd)
		if scan, ok := cmd.(*redis.ScanCmd); ok {
			page, cursor := scan.Val()
			scan.SetVal(append(page, page...), cursor)
		}
		return err
	}
}

// ReceiptID is where a receipt's opinion is stored.
func ReceiptID(r flows.Receipt) string { return receiptID(r) }

// OpensWithServiceKey says whether any key that follows from the service key alone
// opens a record.
func OpensWithServiceKey(keys Keys, rec Rec) bool {
	for _, label := range []string{"session", "sessions", "meta", "index", "round", "ring", "blank", "links", "organizers", "seat", "address", "members", "links", "talks", "talkopinions", "acts"} {
		if _, err := open(keys.For(label), rec.place(), rec.Value); err == nil {
			return true
		}
		if _, err := open(keys.forRound(flows.Secret{}, label), rec.place(), rec.Value); err == nil {
			return true
		}
	}
	return false
}

// OfAnEarlierVersion takes the key of talks from a round, as if it had been made
// before there was one.
func OfAnEarlierVersion(ctx context.Context, s *Rounds, id flows.RoundID) error {
	e, err := s.load(ctx, id)
	if err != nil {
		return err
	}
	e.keys.Talks = nil
	if err := s.vault.apply(ctx, s.putRound(e), s.putRing(id, e.keys, e.ringAt)); err != nil {
		return err
	}
	_, err = s.load(ctx, id)
	return err
}

// OpenedAs opens a record with the key that each use has in a round, and says by
// which uses it opens.
func OpenedAs(ctx context.Context, s *Rounds, id flows.RoundID, rec Rec) (plain []byte, by []string, err error) {
	e, err := s.load(ctx, id)
	if err != nil {
		return nil, nil, err
	}
	for _, use := range []string{"session", "address", "blank", "members", "talks", "talkopinions"} {
		for from, secret := range map[string][]byte{"secret": e.keys.Secret, "talks": e.keys.Talks, "service": make([]byte, 32)} {
			key := s.vault.keys.forRound(flows.Secret(secret), use)
			if from == "service" {
				key = s.vault.keys.For(use)
			}
			if opened, err := open(key, rec.place(), rec.Value); err == nil {
				plain, by = opened, append(by, from+" "+use)
			}
		}
	}
	return plain, by, nil
}
