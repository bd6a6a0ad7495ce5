package storage

import (
	"bytes"
	"context"
	_ "embed"
	"errors"
	"iter"
	"math/rand/v2"
	"strconv"
	"sync/atomic"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

//go:embed apply.lua
var applyScript string

// Redis is a Store in a Redis of version 6.2 or later. Create it with OpenRedis.
//
// A collection is a hash, soundings:{tag}:name, with a field a record, so that
// listing never scans the keyspace. Hashes cannot expire field by field: a
// fleeting record is a string of its own, soundings:{tag}:name:id. The braces
// keep all of one tag in one slot of a cluster. Versions stand before the value,
// "7:bytes".
//
// Under an ACL it needs the keys soundings:* and the commands eval, evalsha,
// get, set, del, hget, hset, hdel, hscan, ping and hello; in a cluster also
// cluster|slots (or cluster|shards) and command; config|get so that Durable can
// look, hlen, hgetall and bgrewriteaof so that Settle can do its work, and info
// so that it can see the end of it. With command|info, acl|whoami and acl|dryrun
// MaySettle knows whether it can, and with time Clock.
type Redis struct {
	client redis.UniversalClient
	apply  *redis.Script
	// reorder is settle.lua.
	reorder *redis.Script
	// orderStays is set once Settle was refused.
	orderStays atomic.Bool
}

var _ Store = (*Redis)(nil)

// scanCount is how many fields HSCAN is asked for at a time.
const scanCount = 256

// OpenRedis connects to the Redis that url names, in the form
//
//	redis[s]://[user[:password]@]host[:port][,host[:port]…][/db][?option=value…]
//
// One host is a single server. Several are the Sentinels of the master that the
// option master_name names (with sentinel_username and sentinel_password where
// these want their own), or without it nodes of a Cluster; cluster=true says so
// where a cluster has one address. rediss is TLS, verified against the system's
// roots. go-redis's own options (read_timeout, pool_size, …) are taken too.
//
// It waits for the first answer and fails when there is none.
func OpenRedis(ctx context.Context, url string) (*Redis, error) {
	options, err := redisOptions(url)
	if err != nil {
		return nil, err
	}
	r := &Redis{
		client:  redis.NewUniversalClient(options),
		apply:   redis.NewScript(applyScript),
		reorder: redis.NewScript(settleScript),
	}
	if err := r.client.Ping(ctx).Err(); err != nil {
		_ = r.client.Close() // the first error is the one to tell
		return nil, redisError(ctx, err)
	}
	return r, nil
}

// Get implements Store.
func (r *Redis) Get(ctx context.Context, key Key) (Rec, error) {
	if err := verifyKey(key); err != nil {
		return Rec{}, err
	}
	held, err := r.read(ctx, key).Bytes()
	if errors.Is(err, redis.Nil) {
		return Rec{}, ErrNotFound
	}
	if err != nil {
		return Rec{}, redisError(ctx, err)
	}
	return decode(key, held)
}

func (r *Redis) read(ctx context.Context, key Key) *redis.StringCmd {
	where, field := place(key)
	if field == "" {
		return r.client.Get(ctx, where)
	}
	return r.client.HGet(ctx, where, field)
}

// place is where a record lies: a field of a hash, or a string by itself.
func place(key Key) (where, field string) {
	if key.Fleeting {
		return hash(key.Collection) + ":" + key.ID, ""
	}
	return hash(key.Collection), key.ID
}

func hash(c Collection) string { return "soundings:{" + c.Tag + "}:" + c.Name }

// Apply implements Store. It may reach Redis twice, since go-redis repeats a
// command whose answer was lost; the script knows the repeat.
func (r *Redis) Apply(ctx context.Context, ops ...Op) error {
	if err := verifyOps(ops); err != nil || len(ops) == 0 {
		return err
	}
	keys, args := make([]string, 0, len(ops)), make([]any, 0, 5*len(ops))
	for _, op := range ops {
		where, field := place(op.Key)
		keys = append(keys, where)
		args = append(args, letter(op.Do), field, strconv.FormatUint(op.Expect, 10), encode(op), deadline(op))
	}
	done, err := r.apply.Run(ctx, r.client, keys, args...).Bool()
	if err != nil {
		return redisError(ctx, err)
	}
	if !done {
		return ErrConflict
	}
	return nil
}

func letter(do Do) string { return "cpd"[do : do+1] }

func encode(op Op) []byte {
	if op.Do != Put {
		return nil
	}
	held := make([]byte, 0, len(op.Value)+21) // 20 digits and a colon
	held = strconv.AppendUint(held, op.makes(), 10)
	return append(append(held, ':'), op.Value...)
}

// deadline is op's PXAT, which Redis wants to be positive.
func deadline(op Op) int64 { return max(1, op.Expires.UnixMilli()) }

func decode(key Key, held []byte) (Rec, error) {
	digits, value, _ := bytes.Cut(held, []byte(":"))
	version, err := strconv.ParseUint(string(digits), 10, 64)
	if err != nil { // without the cause: it holds the digits
		return Rec{}, flows.Fail(flows.Internal, "store.broken", nil)
	}
	return Rec{Key: key, Version: version, Value: value}, nil
}

// List implements Store. HSCAN goes by the hash of the fields' names and may
// give a field twice; within a batch the order of a bucket's fields would still
// say which came last, so each batch is shuffled.
func (r *Redis) List(ctx context.Context, c Collection) iter.Seq2[Rec, error] {
	return func(yield func(Rec, error) bool) {
		if err := verifyListed(c); err != nil {
			yield(Rec{}, err)
			return
		}
		seen := map[string]struct{}{}
		for cursor, more := uint64(0), true; more; more = cursor != 0 {
			recs, next, err := r.batch(ctx, c, cursor)
			if err != nil {
				yield(Rec{}, err)
				return
			}
			for _, rec := range recs {
				if _, twice := seen[rec.ID]; twice {
					continue
				}
				seen[rec.ID] = struct{}{}
				if !yield(rec, nil) {
					return
				}
			}
			cursor = next
		}
	}
}

func (r *Redis) batch(ctx context.Context, c Collection, cursor uint64) ([]Rec, uint64, error) {
	pairs, next, err := r.client.HScan(ctx, hash(c), cursor, "", scanCount).Result()
	if err != nil {
		return nil, 0, redisError(ctx, err)
	}
	recs := make([]Rec, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		rec, err := decode(Key{c, pairs[i]}, []byte(pairs[i+1]))
		if err != nil {
			return nil, 0, err
		}
		recs = append(recs, rec)
	}
	rand.Shuffle(len(recs), func(i, j int) { recs[i], recs[j] = recs[j], recs[i] })
	return recs, next, nil
}

// Close implements Store.
func (r *Redis) Close() error {
	return redisError(context.Background(), r.client.Close())
}
