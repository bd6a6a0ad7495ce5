package storage

import (
	"context"
	_ "embed"
	"errors"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

//go:embed settle.lua
var settleScript string

// maxSettled is up to how many records a collection is put in order: it keeps
// everybody else waiting, some 30 ms for 5,000 opinions. In a larger one it
// still shows, of some pairs of records, which came first.
const maxSettled = 5_000

// rewritePatience bounds how long a rewrite is waited for: it takes seconds where
// there is a gigabyte.
const rewritePatience = 2 * time.Minute

// Settle puts the hashes of collections in an order of their own and has every
// master rewrite its append-only file, which holds the writes one by one until
// then (DESIGN 3.7). It returns once that is done: Unavailable where it failed or
// takes too long; where INFO is forbidden, as soon as it is begun. Refused
// (store.order_stays) where the commands are forbidden: then it is not tried
// again, since putting in order without rewriting only lets the file grow.
func (r *Redis) Settle(ctx context.Context, written []Collection) error {
	if r.orderStays.Load() {
		return errOrderStays()
	}
	ctx, cancel := context.WithTimeout(ctx, rewritePatience)
	defer cancel()
	err := r.putInOrder(ctx, written)
	if err == nil {
		err = r.eachMaster(ctx, rewrite)
	}
	if isRefused(err) {
		r.orderStays.Store(true)
	}
	return err
}

func (r *Redis) putInOrder(ctx context.Context, written []Collection) error {
	for _, c := range written {
		if err := r.reorder.Run(ctx, r.client, []string{hash(c)}, maxSettled).Err(); err != nil {
			return settleError(ctx, err)
		}
	}
	return nil
}

// rewrite has a master rewrite its append-only file. A rewrite that is under way
// began too soon and is waited for first.
func rewrite(ctx context.Context, master redis.Cmdable) error {
	if _, err := atRest(ctx, master); err != nil {
		return err
	}
	err := master.BgRewriteAOF(ctx).Err()
	if err != nil && strings.Contains(err.Error(), "in progress") {
		return redisAway(errors.New("redis: an earlier rewrite is under way"))
	}
	if err != nil {
		return settleError(ctx, err)
	}
	done, err := atRest(ctx, master)
	if err == nil && !done {
		return redisAway(errors.New("redis: the rewrite failed"))
	}
	return err
}

// atRest waits until a master neither rewrites nor is about to, and says whether
// the last rewrite was done. Where that cannot be seen, it is taken to be so.
func atRest(ctx context.Context, master redis.Cmdable) (done bool, err error) {
	pauses := &backoff.ExponentialBackOff{InitialInterval: 5 * time.Millisecond, Multiplier: 1.5, MaxInterval: time.Second}
	pauses.Reset()
	for {
		info, err := master.Info(ctx, "persistence").Result()
		switch {
		case isForbidden(err):
			return true, nil
		case err != nil:
			return false, redisError(ctx, err)
		case !strings.Contains(info, "aof_rewrite_in_progress:1") && !strings.Contains(info, "aof_rewrite_scheduled:1"):
			return !strings.Contains(info, "aof_last_bgrewrite_status:err"), nil
		}
		select {
		case <-time.After(pauses.NextBackOff()):
		case <-ctx.Done():
			return false, redisAway(ctx.Err())
		}
	}
}

// settleError says of a Redis that forbids the commands what is then not
// promised: store.order_stays.
func settleError(ctx context.Context, err error) error {
	if isForbidden(err) {
		return errOrderStays()
	}
	return redisError(ctx, err)
}

// isRefused knows that refusal, which is for good, from one for a wrong password.
func isRefused(err error) bool { return flows.KeyOf(err) == "store.order_stays" }

func errOrderStays() error { return flows.Fail(flows.Refused, "store.order_stays", nil) }
