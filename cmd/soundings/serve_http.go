package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"time"

	"soundings/bot/telegram"
	"soundings/storage"
)

// The times of the HTTP server. Answering a webhook takes as long as handling
// the update, so that drain is longer than that.
const (
	readHeader = 5 * time.Second
	readAll    = 15 * time.Second
	answer     = 60 * time.Second
	idle       = 2 * time.Minute
	drain      = 15 * time.Second
	lookWithin = 2 * time.Second // for the store, by /readyz
)

// listen serves the webhook and what tells whether we are well.
func (v *service) listen(ctx context.Context) error { return v.serveHTTP(ctx, v.listener, v.routes()) }

// serveHTTP serves until ctx ends and requests under way are answered.
func (v *service) serveHTTP(ctx context.Context, on net.Listener, with http.Handler) error {
	server := &http.Server{Handler: with, ReadHeaderTimeout: readHeader, ReadTimeout: readAll,
		WriteTimeout: answer, IdleTimeout: idle, MaxHeaderBytes: 16 << 10, ErrorLog: mute()}
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(on) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), drain)
	defer cancel()
	if err := server.Shutdown(bounded); err != nil {
		v.log.Warn("requests were still under way at the end", "err", err)
		_ = server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}

// mute keeps net/http from printing panics, whose values may hold anything.
func mute() *log.Logger { return log.New(io.Discard, "", 0) }

// routes compares paths as they are: the webhook's is the operator's and may
// hold what a pattern would read in its own way.
func (v *service) routes() http.Handler {
	webhook := &telegram.Webhook{Secret: v.Webhook.Secret.Reveal(), Handler: v.handler, Name: v.Telegram.Bot, Log: v.log, Watch: v.meter}
	path := v.webhookPath()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case path != "" && r.URL.Path == path:
			webhook.ServeHTTP(w, r)
		case r.URL.Path == "/healthz":
			fmt.Fprintln(w, "ok")
		case r.URL.Path == "/readyz":
			v.ready(w, r)
		default:
			http.NotFound(w, r)
		}
	})
}

// webhookPath is the path updates are posted to; empty without a webhook.
func (v *service) webhookPath() string {
	u, err := url.Parse(v.Webhook.URL)
	switch {
	case err != nil || v.Webhook.URL == "":
		return ""
	case u.Path == "":
		return "/"
	}
	return u.Path
}

// ready answers 200 when the store can be reached and Telegram answered lately.
func (v *service) ready(w http.ResponseWriter, r *http.Request) {
	store, network := "ok", "ok"
	if !v.storeReachable(r.Context()) {
		store = "unreachable"
	}
	if !v.pulse.fresh() {
		network = "no answer"
	}
	if store != "ok" || network != "ok" {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	fmt.Fprintf(w, "store: %s\ntelegram: %s\n", store, network)
}

func (v *service) storeReachable(ctx context.Context) bool {
	ctx, cancel := context.WithTimeout(ctx, lookWithin)
	defer cancel()
	return answers(ctx, v.store) == nil
}

// answers asks the store for something, whatever it is.
func answers(ctx context.Context, store storage.Store) error {
	some := storage.Key{Collection: storage.Collection{Tag: "service", Name: "meta"}, ID: "key"}
	_, err := store.Get(ctx, some)
	if errors.Is(err, storage.ErrNotFound) {
		return nil
	}
	return err
}
