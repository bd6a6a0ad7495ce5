package main

import (
	"context"
	"log/slog"
	"sync/atomic"
	"time"
)

// A pulse knows whether Telegram answers.
type pulse struct {
	now  func() time.Time
	last atomic.Pointer[time.Time] // of an answer; nil: the last question had none
}

func newPulse(now func() time.Time) *pulse { return &pulse{now: now} }

// fresh says whether Telegram answered the last time, and lately.
func (p *pulse) fresh() bool {
	last := p.last.Load()
	return last != nil && p.now().Sub(*last) < 3*pulseEvery
}

// pulseSoon is when to ask again while there is no answer.
const pulseSoon = 5 * time.Second

// feelPulse asks Telegram who we are, again and again, until ctx ends.
func (v *service) feelPulse(ctx context.Context) error {
	v.pulse.feel(ctx, v.log, func(ctx context.Context) error {
		_, err := v.client.UserName(ctx)
		return err
	})
	return nil
}

// feel asks until ctx ends. One question is tried for some seconds already, so
// that a single one without an answer tells.
func (p *pulse) feel(ctx context.Context, log *slog.Logger, ask func(context.Context) error) {
	for silent := false; ; {
		next := pulseEvery
		err := ask(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			at := p.now()
			p.last.Store(&at)
		default:
			p.last.Store(nil)
			if !silent {
				log.Warn("telegram does not answer", "err", err)
			}
		}
		if silent = err != nil; silent {
			next = pulseSoon
		}
		if !pause(ctx, next) {
			return
		}
	}
}
