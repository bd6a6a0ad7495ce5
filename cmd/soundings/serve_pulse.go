package main

import (
	"context"
	"sync/atomic"
	"time"
)

// A pulse knows when Telegram last answered.
type pulse struct {
	now  func() time.Time
	last atomic.Pointer[time.Time]
}

func newPulse(now func() time.Time) *pulse { return &pulse{now: now} }

func (p *pulse) felt() {
	at := p.now()
	p.last.Store(&at)
}

// fresh says whether Telegram answered one of the last few times.
func (p *pulse) fresh() bool {
	last := p.last.Load()
	return last != nil && p.now().Sub(*last) < 3*pulseEvery
}

// pulseSoon is when to ask again while there is no answer.
const pulseSoon = 5 * time.Second

// feelPulse asks Telegram who we are, again and again, until ctx ends.
func (v *service) feelPulse(ctx context.Context) error {
	for silent := false; ; {
		next := pulseEvery
		_, err := v.client.UserName(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case err == nil:
			v.pulse.felt()
		case !silent:
			v.log.Warn("telegram does not answer", "err", err)
		}
		if silent = err != nil; silent {
			next = pulseSoon
		}
		if !pause(ctx, next) {
			return nil
		}
	}
}
