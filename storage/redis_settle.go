package storage

import (
	"context"
	_ "embed"
	"errors"
	"strings"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

//go:embed settle.lua
var settleScript string

// maxSettled is up to how many records a collection is put in order: it keeps
// everybody else waiting, some 30 ms for 5,000 opinions. In a larger one it
// still shows, of some pairs of records, which came first.
const maxSettled = 5_000

// Settle puts the hashes of collections in an order of their own and has every
// master begin to rewrite its append-only file, which holds the writes one by
// one until then (DESIGN 3.7). It returns before that is finished. Unavailable
// where a rewrite was under way: that one began before. Refused
// (store.order_stays) where the commands are forbidden.
func (r *Redis) Settle(ctx context.Context, written []Collection) error {
	for _, c := range written {
		if err := r.reorder.Run(ctx, r.client, []string{hash(c)}, maxSettled).Err(); err != nil {
			return settleError(ctx, err)
		}
	}
	return r.eachMaster(ctx, func(ctx context.Context, master redis.Cmdable) error {
		err := master.BgRewriteAOF(ctx).Err()
		if err != nil && strings.Contains(err.Error(), "in progress") {
			return redisAway(errors.New("redis: an earlier rewrite is under way"))
		}
		return settleError(ctx, err)
	})
}

// settleError says of a Redis that forbids the commands what is then not
// promised: store.order_stays.
func settleError(ctx context.Context, err error) error {
	if isForbidden(err) {
		return flows.Fail(flows.Refused, "store.order_stays", nil)
	}
	return redisError(ctx, err)
}
