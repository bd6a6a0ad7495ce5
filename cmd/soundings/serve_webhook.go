package main

import (
	"context"
	"log/slog"
	"time"

	"soundings/bot/telegram"
)

const (
	// webhookConnections is how many updates Telegram may post at once: its own
	// default.
	webhookConnections = 40
	hookEvery          = 30 * time.Second // looking whether it is still there
)

// A hook is the webhook that all replicas share. Any of them may register it, and
// none removes it: others may serve it still.
type hook struct {
	url      string
	register func(context.Context) error // until it is
	look     func(context.Context) (telegram.Delivery, error)
	log      *slog.Logger
}

func (v *service) hook() hook {
	set := func(ctx context.Context) error {
		return v.client.SetWebhook(ctx, v.Webhook.URL, v.Webhook.Secret.Reveal(), webhookConnections)
	}
	return hook{url: v.Webhook.URL, look: v.client.Delivery, log: v.log,
		register: func(ctx context.Context) error { return v.persist(ctx, "registering the webhook", set) }}
}

// keep registers the webhook, and again whenever it was removed, until ctx ends:
// a process that polls with the same token removes it, and nobody would be served
// any more.
func (h hook) keep(ctx context.Context) error {
	for {
		if err := h.register(ctx); err != nil {
			return err
		}
		if !h.removed(ctx) {
			return nil
		}
		h.log.Warn("the webhook was removed, as by another process with the same token that polls; it is registered again")
	}
}

// removed waits until the webhook is no more; it is false if ctx ended first. One
// at another address is left alone: it may be our successor's.
func (h hook) removed(ctx context.Context) bool {
	for told := false; pause(ctx, hookEvery); {
		now, err := h.look(ctx)
		switch {
		case err != nil:
		case now.URL == "":
			return true
		case now.URL != h.url && !told:
			told = true
			h.log.Warn("telegram posts updates to another address than the one we are to serve")
		}
	}
	return false
}
