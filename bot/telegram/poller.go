package telegram

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"time"
)

// A Poller fetches updates with getUpdates. Updates of one chat are handled in
// order, different chats at the same time. An update is confirmed when it and
// all before it are handled; one that fails is tried again, and meanwhile the
// others are handled, but not confirmed beyond it.
type Poller struct {
	Client  *Client
	Handler Handler
	Name    string       // the bot's user name, to know commands meant for others in groups
	Log     *slog.Logger // nothing is logged when nil
	Watch   Watch        // nobody when nil

	PollTimeout   time.Duration // how long an empty getUpdates waits; 50 s
	HandleTimeout time.Duration // the time for one update; 30 s
	Grace         time.Duration // the time at the end for what is under way; 10 s
	AtOnce        int           // the most updates handled at the same time; 64
}

// run is a Poller at work.
type run struct {
	Poller
	window *window
	lanes  *lanes
}

// Run polls until ctx ends, then finishes what is under way and confirms it. It
// gives an error only if Telegram refuses the token.
func (p *Poller) Run(ctx context.Context) error {
	r := &run{Poller: *p, window: newWindow()}
	r.defaults()
	r.lanes = newLanes(r)
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	work, giveUp := context.WithCancel(context.WithoutCancel(ctx))
	defer giveUp()

	err := r.persist(ctx, "deleteWebhook", r.Client.DeleteWebhook)
	if err == nil {
		err = r.poll(ctx, work)
	}
	stop() // also when the token is refused
	grace := time.AfterFunc(r.Grace, giveUp)
	defer grace.Stop()
	r.lanes.wait()
	r.confirm(ctx)
	return err
}

func (r *run) defaults() {
	r.Log, r.Watch = quiet(r.Log), watched(r.Watch)
	r.PollTimeout = or(r.PollTimeout, 50*time.Second)
	r.HandleTimeout = or(r.HandleTimeout, handleTimeout)
	r.Grace = or(r.Grace, 10*time.Second)
	if r.AtOnce == 0 {
		r.AtOnce = 64
	}
}

// poll fetches updates until ctx ends or the token is refused. While some are
// being handled a getUpdates would answer at once with the same ones: then the
// next one waits until there is room, or a moment.
func (r *run) poll(ctx, work context.Context) error {
	moment := growing(25*time.Millisecond, 250*time.Millisecond)
	for ctx.Err() == nil {
		var batch []json.RawMessage
		err := r.persist(ctx, "getUpdates", func(ctx context.Context) (err error) {
			batch, err = r.get(ctx)
			return err
		})
		if err != nil {
			return err
		}
		if fresh := r.take(ctx, work, batch); fresh > 0 {
			moment.Reset()
		}
		if len(batch) > 0 && r.window.rest(ctx, moment.NextBackOff()) {
			moment.Reset()
		}
	}
	return nil
}

// batchLimit is the most updates a getUpdates gives.
const batchLimit = 100

func (r *run) get(ctx context.Context) ([]json.RawMessage, error) {
	timeout := r.PollTimeout
	if r.window.open() > 0 {
		timeout = 0
	}
	ctx, cancel := context.WithTimeout(ctx, timeout+15*time.Second)
	defer cancel()
	batch, err := r.Client.updates(ctx, r.window.ask(), batchLimit, timeout)
	if err == nil {
		r.window.answered()
	}
	return batch, err
}

// take hands out the updates that are new to this process and says how many
// they were.
func (r *run) take(ctx, work context.Context, batch []json.RawMessage) int {
	fresh := 0
	for _, raw := range batch {
		id, kind := sniff(raw)
		if !r.window.add(id) {
			continue
		}
		fresh++
		u, ok, err := convert(raw, r.Name)
		if err != nil {
			r.Log.Error("telegram: an update that cannot be decoded is given up", "kind", kind, "size", len(raw))
			r.Watch.Undecodable()
		}
		if !ok || err != nil {
			r.window.done(id)
			continue
		}
		r.lanes.put(ctx, work, u)
	}
	r.lanes.crowded(len(batch) == batchLimit && fresh == 0)
	return fresh
}

// confirm tells Telegram at the end what is handled.
func (r *run) confirm(ctx context.Context) {
	if r.window.next() == 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if _, err := r.Client.updates(ctx, r.window.next(), 1, 0); err != nil {
		r.Log.Warn("telegram: what was handled last is not confirmed and will come again", "err", err)
	}
}

// persist tries a call until it succeeds, ctx ends, or the token is refused,
// which alone is an error.
func (r *run) persist(ctx context.Context, method string, call func(context.Context) error) error {
	pauses := growing(500*time.Millisecond, 30*time.Second)
	for ctx.Err() == nil {
		err := call(ctx)
		if err == nil || ctx.Err() != nil {
			return nil
		}
		switch status(err) {
		case http.StatusUnauthorized, http.StatusNotFound:
			return err
		case http.StatusConflict:
			r.Log.Warn("telegram: something else receives this bot's updates: another process with the same " +
				"token, or a webhook; stop it")
		default:
			r.Log.Warn("telegram: no updates for now", "call", method, "err", err)
		}
		if r.Client.wait(ctx, r.pause(err, pauses.NextBackOff())) != nil {
			return nil
		}
		r.Watch.Retried(ctx, status(err))
	}
	return nil
}
