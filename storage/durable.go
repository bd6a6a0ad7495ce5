package storage

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/redis/go-redis/v9"

	"soundings/flows"
)

// A Warning is something an operator should know of a store: a translation key
// with its arguments.
type Warning struct {
	Key  string
	Args flows.Args
	// Fatal says that the store may lose what it confirmed.
	Fatal bool
}

// Durable looks at the settings of every master. A Redis that may lose what it
// confirmed or evict it is an error: store.not_durable, store.evicts (Args:
// setting, value). What only weakens a promise is a warning: store.slowlog,
// store.keeps_order and store.snapshots (same Args), or store.config_forbidden
// where the settings cannot be read.
func (r *Redis) Durable(ctx context.Context) ([]Warning, error) {
	warnings, err := r.Examine(ctx)
	for _, w := range warnings {
		if w.Fatal {
			return nil, flows.Fail(flows.Refused, w.Key, w.Args)
		}
	}
	return warnings, err
}

// Examine is Durable that refuses nothing and says all there is to say.
func (r *Redis) Examine(ctx context.Context) ([]Warning, error) {
	var mu sync.Mutex // masters of a cluster are asked concurrently
	var warnings []Warning
	err := r.eachMaster(ctx, func(ctx context.Context, master redis.Cmdable) error {
		found, err := examineMaster(ctx, master)
		mu.Lock()
		defer mu.Unlock()
		for _, w := range found {
			if !slices.ContainsFunc(warnings, func(have Warning) bool { return have.Key == w.Key }) {
				warnings = append(warnings, w)
			}
		}
		return err
	})
	return warnings, err
}

func (r *Redis) eachMaster(ctx context.Context, do func(context.Context, redis.Cmdable) error) error {
	cluster, ok := r.client.(*redis.ClusterClient)
	if !ok {
		return do(ctx, r.client)
	}
	err := cluster.ForEachMaster(ctx, func(ctx context.Context, master *redis.Client) error {
		return do(ctx, master)
	})
	if _, ours := err.(*flows.Error); ours {
		return err
	}
	return redisError(ctx, err)
}

// A concern is a setting that can break a promise, and how we speak of it.
type concern struct {
	setting string
	wrong   func(value string) bool
	key     string
	fatal   bool
}

func concerns() []concern {
	return []concern{
		{"appendonly", func(v string) bool { return v != "yes" }, "store.not_durable", true},
		{"maxmemory-policy", func(v string) bool { return v != "noeviction" }, "store.evicts", true},
		{"save", func(v string) bool { return v != "" }, "store.snapshots", false},
		{"slowlog-log-slower-than", func(v string) bool { return v[0] != '-' }, "store.slowlog", false},
		{"hash-max-listpack-value", func(v string) bool { return atLeast(v, MinValue) }, "store.keeps_order", false},
	}
}

func atLeast(value string, n int) bool {
	have, err := strconv.Atoi(value)
	return err == nil && have >= n
}

func examineMaster(ctx context.Context, master redis.Cmdable) (warnings []Warning, err error) {
	for _, c := range concerns() {
		value, err := setting(ctx, master, c.setting)
		if isForbidden(err) {
			return append(warnings, Warning{Key: "store.config_forbidden"}), nil
		}
		if err != nil {
			return nil, redisError(ctx, err)
		}
		if value == "" || !c.wrong(value) {
			continue
		}
		args := flows.Args{"setting": c.setting, "value": value}
		warnings = append(warnings, Warning{Key: c.key, Args: args, Fatal: c.fatal})
	}
	return warnings, nil
}

// setting reads one setting; several at a time are not possible before Redis 7.
// One this Redis does not know is empty.
func setting(ctx context.Context, master redis.Cmdable, name string) (string, error) {
	values, err := master.ConfigGet(ctx, name).Result()
	return values[name], err
}

// isForbidden knows an ACL's refusal and a command that was renamed away.
func isForbidden(err error) bool {
	return err != nil && (redis.HasErrorPrefix(err, "NOPERM") ||
		strings.HasPrefix(strings.ToLower(err.Error()), "err unknown"))
}
