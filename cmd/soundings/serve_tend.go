package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"soundings/flows"
	"soundings/flows/organize"
	"soundings/storage"
)

// durable looks at a store before it is served: one that may lose what it
// confirmed is refused, unless that is allowed.
func (c *serveCmd) durable(p *program) func(context.Context, storage.Store) error {
	return func(ctx context.Context, store storage.Store) error {
		examined, ok := store.(interface {
			Durable(context.Context) ([]storage.Warning, error)
		})
		if !ok {
			return nil
		}
		warnings, err := examined.Durable(ctx)
		for _, w := range warnings {
			p.warnOf(w.Key, w.Args)
		}
		if flows.CodeOf(err) == flows.Refused && c.AllowVolatile {
			p.warnOf(flows.KeyOf(err), flows.ArgsOf(err))
			return nil
		}
		return err
	}
}

// keep opens and closes rounds at their dates, and sees what other processes
// did to them.
func (v *service) keep(ctx context.Context, now func() time.Time) error {
	keeper := organize.Keeper{Rounds: v.rounds, Now: now, Days: v.days, Few: organize.Few(v.tickets),
		Expire: func(ctx context.Context, id flows.RoundID) error { return v.ledgers.Expire(ctx, id, v.ledgerDays) }}
	return repeat(ctx, v.log, keepEvery, "looking after the rounds", keeper.Tick)
}

// runErrands writes to whoever is to be written to unasked. How many they are is told
// nowhere.
func (p *program) runErrands(ctx context.Context, whoever func(context.Context) error) error {
	return repeat(ctx, p.log, errandEvery, "writing to people unasked", func(ctx context.Context) error {
		return whoever(p.meter.Unseen(ctx))
	})
}

// sweep deletes expired sessions where the store does not do it by itself.
func (v *service) sweep(ctx context.Context) error {
	swept, ok := v.store.(interface{ Sweep(context.Context) error })
	if !ok {
		return nil
	}
	return repeat(ctx, v.log, sweepEvery, "sweeping expired sessions", swept.Sweep)
}

// tend keeps the store from showing in which order it was written (promise 7).
// Where the store does not let us, it is said once what is then not promised.
func (p *program) tend(ctx context.Context, h *house) error {
	say := sync.OnceFunc(func() { p.warnUnsettled(h) })
	return repeat(ctx, p.log, tendEvery, "hiding the order of writing", func(ctx context.Context) error {
		err := h.vault.Tend(ctx)
		if flows.KeyOf(err) == "store.order_stays" {
			say()
			return nil // trying again and again does not help
		}
		return err
	})
}

// leave settles the store once more before it is closed: a service is stopped,
// copied, and started again. It waits a while, whatever ended ctx.
func (p *program) leave(ctx context.Context, h *house) {
	h.vault.Settle(context.WithoutCancel(ctx))
	p.warnUnsettled(h)
}

// warnUnsettled says so where what was destroyed, and the order of writing, may
// still be seen in the store's files.
func (p *program) warnUnsettled(h *house) {
	switch err := h.vault.Unsettled(); {
	case flows.KeyOf(err) == "store.order_stays":
		p.warn("store.order_stays")
	case err != nil:
		p.warn("cli.unsettled")
	}
}

// repeat does something at once and then regularly, until ctx ends. A failure
// is logged when it begins and when it is over, not every time.
func repeat(ctx context.Context, log *slog.Logger, every time.Duration, what string, do func(context.Context) error) error {
	ticker := time.NewTicker(every)
	defer ticker.Stop()
	failing := false
	for {
		err := do(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil && !failing {
			log.Warn("work in the background fails; it is tried again and again", "call", what, "err", err)
		}
		if err == nil && failing {
			log.Info("work in the background goes on again", "call", what)
		}
		failing = err != nil
		select {
		case <-ticker.C:
		case <-ctx.Done():
			return nil
		}
	}
}
