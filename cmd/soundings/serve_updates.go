package main

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/cenkalti/backoff/v5"

	"soundings/bot/telegram"
	"soundings/flows"
)

// way is how updates come, for the log.
func (v *service) way() string {
	if v.Webhook.URL != "" {
		return "webhook"
	}
	return "polling"
}

// receive has updates come in until ctx ends: it keeps the webhook registered,
// which listen serves, or polls, and finishes what is under way.
func (v *service) receive(ctx context.Context) error {
	if v.Webhook.URL != "" {
		return v.hook().keep(ctx)
	}
	poller := telegram.Poller{Client: v.client, Handler: v.handler, Name: v.Telegram.Bot, Log: v.log, Watch: v.meter}
	if err := poller.Run(ctx); err != nil {
		return tokenRefused(err)
	}
	return nil
}

// persist tries a call until it succeeds, with growing pauses, or ctx ends. Its
// only error is that Telegram refuses the token.
func (v *service) persist(ctx context.Context, what string, call func(context.Context) error) error {
	pauses := backoff.NewExponentialBackOff()
	for {
		err := call(ctx)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		if refused(err) {
			return tokenRefused(err)
		}
		v.log.Warn("a call failed; it is tried again", "call", what, "err", err)
		if !pause(ctx, pauses.NextBackOff()) {
			return nil
		}
	}
}

// refused says whether Telegram does not know the token (401), or not even its
// form (404).
func refused(err error) bool {
	e, ok := errors.AsType[*telegram.Error](err)
	return ok && (e.Status == http.StatusUnauthorized || e.Status == http.StatusNotFound)
}

func tokenRefused(err error) error {
	return &flows.Error{Code: flows.Refused, Key: "cli.token_refused", Err: err}
}

// pause waits; it is false if ctx ended first.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}
