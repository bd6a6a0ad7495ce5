package bot

import (
	"cmp"
	"context"
	"sync"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// outage has the chats whose updates could not be taken for now. Those come
// again by themselves, here or in another process, so that people need do
// nothing; but a chat that stays silent looks broken.
type outage struct {
	mu    sync.Mutex
	chats map[Chat]trouble
}

// A trouble is what is known of a chat since its last update was handled.
type trouble struct {
	told     bool
	messages []MessageID // that told, of that and of mishaps
	update   int64       // that failed last
	done     *done       // what that had done; nil when it was long ago
	at       time.Time
}

const (
	maxTroubled = 10_000          // enough; beyond, people are simply not told
	remembered  = 3 * time.Minute // a tap comes again for 150 s (FACTS); what it did holds what somebody wrote
)

// done is what an update did before it failed here, if it did.
func (o *outage) done(u Update, now time.Time) *done {
	o.mu.Lock()
	defer o.mu.Unlock()
	for c, t := range o.chats {
		if now.Sub(t.at) > remembered {
			t.done = nil
			o.keep(c, t)
		}
	}
	t := o.chats[u.Chat]
	if t.done == nil || t.update != u.ID {
		return &done{}
	}
	if !t.done.shown {
		t.done.once = "" // what did not arrive is sent again
	}
	return t.done
}

// fails notes that an update failed after it had done d.
func (o *outage) fails(u Update, d *done, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.chats[u.Chat]
	t.update, t.done, t.at = u.ID, d, now
	o.keep(u.Chat, t)
}

// keep keeps what there is to know of a chat.
func (o *outage) keep(c Chat, t trouble) {
	_, known := o.chats[c]
	switch {
	case !t.told && t.done == nil && len(t.messages) == 0:
		delete(o.chats, c)
	case !known && len(o.chats) >= maxTroubled:
	case o.chats == nil:
		o.chats = map[Chat]trouble{c: t}
	default:
		o.chats[c] = t
	}
}

// begins says whether this chat has not been told yet, and that it is now.
func (o *outage) begins(c Chat) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	t, ok := o.chats[c]
	if !ok || t.told {
		return false
	}
	t.told = true
	o.chats[c] = t
	return true
}

// by notes a message that told.
func (o *outage) by(c Chat, id MessageID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.chats[c]
	t.messages = append(t.messages, id)
	o.keep(c, t)
}

// messages are those that told the chat.
func (o *outage) messages(c Chat) []MessageID {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.chats[c].messages
}

// ends notes that an update of a chat was handled. Another that failed still
// comes again.
func (o *outage) ends(u Update) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.chats[u.Chat]
	if t.told, t.messages = false, nil; t.update == u.ID {
		t.done = nil
	}
	o.keep(u.Chat, t)
}

// tell tells the person what err, which kept their update from being handled,
// means; after nil it only forgets that they were told. Who has the receipt they
// tapped for already is told nothing.
func (b *Bot) tell(ctx context.Context, u Update, d *done, err error) {
	if err == nil {
		b.outage.ends(u)
		return
	}
	b.outage.fails(u, d, b.Now())
	if ctx.Err() != nil || d.shown || !b.outage.begins(u.Chat) {
		return
	}
	b.inform(ctx, u, d, dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)})
}

// inform says something in a message of its own, which the next update that is
// handled notes.
func (b *Bot) inform(ctx context.Context, u Update, d *done, text dialogue.Text) {
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: text}}}
	id, err := b.Network.Send(ctx, u.Chat, b.Words.Render(cmp.Or(d.lang, languageFor(u.Lang)), card))
	b.outage.by(u.Chat, id)
	b.undelivered(ctx, err)
}
