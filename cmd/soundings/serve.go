package main

import (
	"context"
	"log/slog"
	"net"
	"time"

	"golang.org/x/sync/errgroup"

	"soundings/bot/telegram"
	"soundings/cmd/soundings/metrics"
	"soundings/configs"
	"soundings/flows"
)

type serveCmd struct {
	settingsFlags
	AllowVolatile bool
}

// How often the background work is done.
const (
	keepEvery   = 2 * time.Second  // opening and closing at the dates
	errandEvery = 5 * time.Second  // looking whether anybody is to be written to
	sweepEvery  = 5 * time.Minute  // expired sessions
	tendEvery   = 10 * time.Second // looking whether the order of writing is to be hidden
	pulseEvery  = 30 * time.Second // asking Telegram whether it is there
)

// Run is the bot, from start to stop. Nothing remote but the store stands
// between the start and the first update. When ctx ends no more updates are
// taken, those under way are finished, and then the store is settled and closed.
func (c *serveCmd) Run(ctx context.Context, p *program) error {
	s, err := p.settings(c.settingsFlags)
	if err != nil {
		return err
	}
	if s.Telegram.Token == "" {
		return flows.Fail(flows.Refused, "cli.no_token", nil)
	}
	p.log = newLogger(p.stderr, s.Log)
	if s.Metrics.Listen != "" {
		p.meter = metrics.New(time.Now)
	}
	h, err := p.open(ctx, s, c.durable(p))
	if err != nil {
		return err
	}
	defer h.close()
	client, err := telegram.NewClient(s.Telegram.Token.Reveal(), telegram.Options{API: s.Telegram.API, Watch: p.meter})
	if err != nil {
		return err
	}
	b, err := p.newBot(h, client, p.telegramPrinter(s))
	if err != nil {
		return err
	}
	b.Menus = client
	v := &service{Settings: s, house: h, client: client, handler: p.meter.Updates(b.Handle), errands: b.Errands, log: p.log,
		pulse: newPulse(time.Now), meter: p.meter}
	if err := v.occupy(); err != nil {
		return err
	}
	return p.serve(ctx, v)
}

// A service is all that runs while the bot is served.
type service struct {
	configs.Settings
	*house
	client  *telegram.Client
	handler telegram.Handler
	errands func(context.Context) error
	log     *slog.Logger
	pulse   *pulse
	meter   *metrics.Meter // nil: nothing is measured
	// listener is for the webhook and /healthz, measured for /metrics; that one
	// may be nil.
	listener, measured net.Listener
}

// serve runs everything until ctx ends or one part fails for good.
func (p *program) serve(ctx context.Context, v *service) error {
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return v.listen(ctx) })
	group.Go(func() error { return v.tellMetrics(ctx) })
	group.Go(func() error { return v.receive(ctx) })
	group.Go(func() error { return v.keep(ctx, p.clock()) })
	group.Go(func() error { return p.runErrands(ctx, v.errands) })
	group.Go(func() error { return v.sweep(ctx) })
	group.Go(func() error { return p.tend(ctx, v.house) })
	group.Go(func() error { return v.feelPulse(ctx) })
	group.Go(func() error { return v.setMenus(ctx, p) })
	v.log.Info("serving", "listen", v.listener.Addr().String(), "store", v.StoreLabel(), "updates", v.way())
	err := group.Wait()
	p.leave(ctx, v.house)
	v.log.Info("stopped")
	return err
}
