package bot

import (
	"context"
	"errors"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// fetching is the effect with a way to the bytes of the document that asks for
// it. Until the effect takes it, nothing is fetched: it may yet refuse who sent it.
func (b *Bot) fetching(from Chat, e dialogue.Effect) dialogue.Effect {
	if e.Sent == nil {
		return e
	}
	sent := *e.Sent
	sent.Fetch = func(ctx context.Context) ([]byte, error) { return b.fetch(ctx, from, sent.Handle, sent.Max) }
	e.Sent = &sent
	return e
}

// fetch is final unless the time for the update has ended: what cannot be fetched
// is with the person still, who sends it again rather than have all they say wait
// behind it.
func (b *Bot) fetch(ctx context.Context, from Chat, handle string, most int64) ([]byte, error) {
	network, ok := b.Network.(FileNetwork)
	if !ok {
		return nil, flows.Fail(flows.NotFound, "bot.file.unfetched", nil)
	}
	data, err := network.Fetch(ctx, from, handle, most)
	switch {
	case err == nil && int64(len(data)) <= most:
		return data, nil
	case err == nil || errors.Is(err, ErrTooBig):
		wrong := dialogue.TooBig(most)
		return nil, flows.Fail(flows.Invalid, wrong.Key, wrong.Args)
	case ctx.Err() != nil:
		return nil, &flows.Error{Code: flows.Unavailable, Key: "bot.file.unfetched", Err: err}
	case !errors.Is(err, ErrNoFile):
		b.Log.WarnContext(ctx, "a document that was sent could not be fetched", "err", err)
	}
	return nil, flows.Fail(flows.NotFound, "bot.file.unfetched", nil)
}
