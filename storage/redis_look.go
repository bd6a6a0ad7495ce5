package storage

import (
	"context"
	"sync/atomic"
	"time"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

// Clock is what time it is for Redis. Refused where that may not be asked.
func (r *Redis) Clock(ctx context.Context) (time.Time, error) {
	at, err := r.client.Time(ctx).Result()
	return at, redisError(ctx, err)
}

// MaySettle says whether Settle will be let do its work, without doing any.
// Refused (store.order_stays) where it will not; not known where this Redis is
// too old to say, or may not be asked.
func (r *Redis) MaySettle(ctx context.Context) (known bool, err error) {
	var unknown atomic.Bool // masters of a cluster are asked concurrently
	err = r.eachMaster(ctx, func(ctx context.Context, master redis.Cmdable) error {
		any, ok := master.(interface {
			Do(ctx context.Context, args ...any) *redis.Cmd
		})
		if !ok {
			unknown.Store(true)
			return nil
		}
		sure, err := maySettle(ctx, any.Do)
		if !sure {
			unknown.Store(true)
		}
		return err
	})
	return !unknown.Load(), err
}

// settling are the commands that Settle needs, besides those of every Apply.
func settling() [][]any {
	const somewhere = "soundings:{doctor}:none"
	return [][]any{{"bgrewriteaof"}, {"hlen", somewhere}, {"hgetall", somewhere}}
}

type doFunc func(ctx context.Context, args ...any) *redis.Cmd

// maySettle asks whether the commands are there, which one that was renamed away
// is not, and has the ACL judge them (since Redis 7).
func maySettle(ctx context.Context, do doFunc) (known bool, err error) {
	for _, command := range settling() {
		if info, err := do(ctx, "command", "info", command[0]).Slice(); err == nil && len(info) == 1 && info[0] == nil {
			return true, flows.Fail(flows.Refused, "store.order_stays", nil)
		}
	}
	user, err := do(ctx, "acl", "whoami").Text()
	for _, command := range settling() {
		if err != nil {
			break
		}
		var verdict string
		verdict, err = do(ctx, append([]any{"acl", "dryrun", user}, command...)...).Text()
		if err == nil && verdict != "OK" {
			return true, flows.Fail(flows.Refused, "store.order_stays", nil)
		}
	}
	if _, replied := err.(redis.Error); replied {
		return false, nil
	}
	return err == nil, redisError(ctx, err)
}
