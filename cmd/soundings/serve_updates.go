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

// webhookConnections is how many updates Telegram may post at once: its own
// default.
const webhookConnections = 40

// way is how updates come, for the log.
func (v *service) way() string {
	if v.Webhook.URL != "" {
		return "webhook"
	}
	return "polling"
}

// receive has updates come in: it registers the webhook, which listen serves,
// or polls until ctx ends and what is under way is done.
func (v *service) receive(ctx context.Context) error {
	if v.Webhook.URL != "" {
		return v.persist(ctx, "registering the webhook", func(ctx context.Context) error {
			return v.client.SetWebhook(ctx, v.Webhook.URL, v.Webhook.Secret.Reveal(), webhookConnections)
		})
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
