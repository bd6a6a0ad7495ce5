package metrics

import (
	"context"
	"errors"
	"time"

	"soundings/bot"
)

// The calls of a network. Sending, editing and deleting are one: only what
// submits edits a card and sends another, and mostly who submitted sweeps.
var (
	card   = call{name: "card"}
	answer = call{name: "answer"}
	file   = call{name: "file"}
)

func sendCalls() []call { return []call{card, answer, file} }

// What sending comes to: gone is a chat that is closed to us.
func sendOutcomes() []string { return []string{"ok", "gone", "busy", "failed"} }

func sent(err error) string {
	if _, busy := errors.AsType[*bot.Busy](err); busy {
		return "busy"
	}
	switch {
	case err == nil, errors.Is(err, bot.ErrNoCard), // then a new one is sent
		errors.Is(err, bot.ErrNoFile), errors.Is(err, bot.ErrTooBig): // then the person is told
		return "ok"
	case errors.Is(err, bot.ErrGone):
		return "gone"
	}
	return "failed"
}

// Network stands around a network. It hands over and takes documents where that does.
func (m *Meter) Network(inner bot.Network) bot.Network {
	if m == nil {
		return inner
	}
	n := network{Network: inner, meter: m}
	if files, ok := inner.(bot.FileNetwork); ok {
		return fileNetwork{network: n, files: files}
	}
	return n
}

type network struct {
	bot.Network
	meter *Meter
}

// did notes a call that began then.
func (n network) did(ctx context.Context, c call, began time.Time, err error) {
	n.meter.note(ctx, n.meter.sending, c, sent(err), began)
}

// Send implements bot.Network.
func (n network) Send(ctx context.Context, to bot.Chat, m bot.Message) (id bot.MessageID, err error) {
	defer func(began time.Time) { n.did(ctx, card, began, err) }(n.meter.now())
	return n.Network.Send(ctx, to, m)
}

// Edit implements bot.Network.
func (n network) Edit(ctx context.Context, to bot.Chat, id bot.MessageID, m bot.Message) (err error) {
	defer func(began time.Time) { n.did(ctx, card, began, err) }(n.meter.now())
	return n.Network.Edit(ctx, to, id, m)
}

// Delete implements bot.Network.
func (n network) Delete(ctx context.Context, from bot.Chat, ids []bot.MessageID) (left []bot.MessageID, err error) {
	defer func(began time.Time) { n.did(ctx, card, began, err) }(n.meter.now())
	return n.Network.Delete(ctx, from, ids)
}

// Acknowledge implements bot.Network.
func (n network) Acknowledge(ctx context.Context, tap, notice string) (err error) {
	defer func(began time.Time) { n.did(ctx, answer, began, err) }(n.meter.now())
	return n.Network.Acknowledge(ctx, tap, notice)
}

type fileNetwork struct {
	network
	files bot.FileNetwork
}

// SendFile implements bot.FileNetwork.
func (n fileNetwork) SendFile(ctx context.Context, to bot.Chat, name string, data []byte) (id bot.MessageID, err error) {
	defer func(began time.Time) { n.did(ctx, file, began, err) }(n.meter.now())
	return n.files.SendFile(ctx, to, name, data)
}

// Fetch implements bot.FileNetwork.
func (n fileNetwork) Fetch(ctx context.Context, from bot.Chat, handle string, most int64) (data []byte, err error) {
	defer func(began time.Time) { n.did(ctx, file, began, err) }(n.meter.now())
	return n.files.Fetch(ctx, from, handle, most)
}

// note notes a call: with the update that made it, else by itself, if at all.
func (m *Meter) note(ctx context.Context, in *family, c call, outcome string, began time.Time) {
	if unseen(ctx) {
		return
	}
	took := m.now().Sub(began)
	if t := tallyOf(ctx); t != nil {
		t.add(in, c, outcome, took)
		return
	}
	in.observe(c, outcome, took)
}
