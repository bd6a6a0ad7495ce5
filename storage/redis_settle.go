package storage

import (
	"context"
	"strings"

	"github.com/redis/go-redis/v9"
)

// Checkpoint has every master begin to rewrite its append-only file, so that it
// no longer holds what was overwritten, such as keys that were destroyed. It
// returns before that is finished; that one is under way already is no error.
func (r *Redis) Checkpoint(ctx context.Context) error {
	return r.eachMaster(ctx, func(ctx context.Context, master redis.Cmdable) error {
		err := master.BgRewriteAOF(ctx).Err()
		if err != nil && strings.Contains(err.Error(), "in progress") {
			return nil
		}
		return redisError(ctx, err)
	})
}
