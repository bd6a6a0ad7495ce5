package main

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"slices"
	"time"

	"soundings/flows"
	"soundings/storage"
)

// lookAtStore opens the store, if it is there: a file is made by serve.
func (d *doctor) lookAtStore(ctx context.Context) []finding {
	label := d.settings.StoreLabel()
	if path := d.settings.Database(); path != "" {
		info, err := os.Stat(path)
		if errors.Is(err, fs.ErrNotExist) || err == nil && info.Mode().IsRegular() && info.Size() == 0 {
			d.fresh = true
			return []finding{find(well, "doctor.store_new", "store", label)}
		}
	}
	store, err := storage.Open(ctx, d.settings.Store.Reveal(), d.now)
	if err != nil {
		return []finding{{failure, err}}
	}
	d.store = store
	return []finding{find(well, "doctor.store", "store", label)}
}

// lookAtDurability: what is confirmed must stay, and not show when it came.
func (d *doctor) lookAtDurability(ctx context.Context) (found []finding) {
	examined, ok := d.store.(interface {
		Examine(context.Context) ([]storage.Warning, error)
	})
	if !ok {
		return nil // a file of ours is written with settings of ours
	}
	warnings, err := examined.Examine(ctx)
	if err != nil {
		return []finding{{failure, err}}
	}
	for _, w := range warnings {
		g := warning
		if w.Fatal {
			g = failure
		}
		found = append(found, finding{g, &flows.Error{Key: w.Key, Args: w.Args}})
	}
	if len(found) == 0 {
		found = []finding{find(well, "doctor.durable")}
	}
	return found
}

// lookAtSettling: may the order of writing be hidden (promise 7)?
func (d *doctor) lookAtSettling(ctx context.Context) []finding {
	settled, ok := d.store.(interface {
		MaySettle(context.Context) (bool, error)
	})
	if !ok {
		return nil
	}
	known, err := settled.MaySettle(ctx)
	switch {
	case flows.KeyOf(err) == "store.order_stays":
		return []finding{{warning, err}}
	case err != nil:
		return []finding{{failure, err}}
	case !known:
		return []finding{find(warning, "doctor.settle_unknown")}
	}
	return []finding{find(well, "doctor.settle")}
}

// How often the store is asked, and what it may take: an update asks it twice.
const (
	roundTrips = 5
	slowTrip   = 20 * time.Millisecond
)

func (d *doctor) lookAtLatency(ctx context.Context) []finding {
	if d.fresh {
		return nil
	}
	var took []time.Duration
	for range roundTrips {
		began := d.now()
		if err := answers(ctx, d.store); err != nil {
			return []finding{{failure, err}}
		}
		took = append(took, d.now().Sub(began))
	}
	slices.Sort(took)
	median := took[roundTrips/2]
	if median > slowTrip {
		return []finding{find(warning, "doctor.slow", "took", brief(median), "limit", brief(slowTrip))}
	}
	return []finding{find(well, "doctor.latency", "took", brief(median))}
}

// brief is a time as short as it can be told.
func brief(d time.Duration) string {
	for _, unit := range []time.Duration{time.Second, time.Millisecond} {
		if d >= 10*unit {
			return d.Round(unit).String()
		}
	}
	return d.Round(10 * time.Microsecond).String()
}
