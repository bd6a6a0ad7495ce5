package bot

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// outage has the chats whose updates could not be taken for now. Those come
// again by themselves, here or in another process, so that people need do
// nothing; but a chat that stays silent looks broken.
type outage struct {
	mu      sync.Mutex
	chats   map[Chat]trouble
	now     func() time.Time
	dropped time.Time // last
	waits   bool      // there is something to be forgotten, and it will be looked what
}

// A trouble is what is known of a chat since its last update was handled.
type trouble struct {
	at       time.Time // last heard of
	told     bool
	messages []MessageID     // that told, of that and of mishaps
	failed   map[int64]*done // updates, and what they had done; none of long ago
}

const (
	maxTroubled = 10_000          // enough; beyond, people are simply not told
	remembered  = 3 * time.Minute // a tap comes again for 150 s (FACTS); what it did holds what somebody wrote
	forgetting  = time.Minute     // how often it is looked what is to be forgotten
)

// done is what an update did before it failed here, if it did.
func (o *outage) done(u Update, now func() time.Time) *done {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.now = now
	if now().Sub(o.dropped) >= forgetting {
		o.drop()
	}
	d := o.chats[u.Chat].failed[u.ID]
	if d == nil {
		return &done{}
	}
	if !d.shown {
		d.once = "" // what did not arrive is sent again
	}
	return d
}

// forget looks every minute what is to be dropped, as long as there is anything:
// also in a night in which nobody writes.
func (o *outage) forget() {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.waits = false
	o.drop()
	o.wait()
}

func (o *outage) wait() {
	if !o.waits && len(o.chats) > 0 {
		o.waits = true
		time.AfterFunc(forgetting, o.forget)
	}
}

// drop drops what did not come again for long: perhaps another process has handled
// it. It has to be told again, too, if it does.
func (o *outage) drop() {
	now := o.now()
	o.dropped = now
	for c, t := range o.chats {
		maps.DeleteFunc(t.failed, func(_ int64, d *done) bool { return now.Sub(d.failed) > remembered })
		t.told = t.told && len(t.failed) > 0
		if now.Sub(t.at) > remembered {
			t.messages = nil
		}
		o.keep(c, t)
	}
}

// fails notes that an update failed after it had done d.
func (o *outage) fails(u Update, d *done, now time.Time) {
	o.mu.Lock()
	defer o.mu.Unlock()
	t := o.chats[u.Chat]
	if t.failed == nil {
		t.failed = map[int64]*done{}
	}
	d.failed, t.at = now, now
	t.failed[u.ID] = d
	o.keep(u.Chat, t)
}

// keep keeps what there is to know of a chat.
func (o *outage) keep(c Chat, t trouble) {
	_, known := o.chats[c]
	switch {
	case !t.told && len(t.failed)+len(t.messages) == 0:
		delete(o.chats, c)
	case !known && len(o.chats) >= maxTroubled:
	case o.chats == nil:
		o.chats = map[Chat]trouble{c: t}
	default:
		o.chats[c] = t
	}
	o.wait()
}

// begins says whether this chat has not been told yet, and that it is now. An
// outage meets many at once: whoever finds no turn is told at the next try.
func (o *outage) begins(c Chat, turn func() bool) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	t, ok := o.chats[c]
	if !ok || t.told || !turn() {
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
	if id != 0 {
		t.at, t.messages = o.now(), append(t.messages, id)
	}
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
	t.told, t.messages = false, nil
	delete(t.failed, u.ID)
	o.keep(u.Chat, t)
}

// tell tells the person what err, which kept their update from being handled,
// means; after nil it only forgets that they were told. A tap is ended by that,
// so that its button does not spin until it comes again. Who has the receipt they
// tapped for already is told nothing.
func (b *Bot) tell(ctx context.Context, u Update, d *done, err error) {
	if err == nil {
		b.outage.ends(u)
		return
	}
	b.outage.fails(u, d, b.Now())
	if ctx.Err() != nil || d.shown {
		return
	}
	text := dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}
	if b.outage.begins(u.Chat, func() bool { return b.crowd.free(b.Now()) }) {
		b.acknowledge(ctx, u, d, "")
		err := b.inform(ctx, u, d, text)
		if _, busy := errors.AsType[*Busy](err); busy {
			b.crowd.rest(b.Now(), err)
		}
		return
	}
	b.acknowledge(ctx, u, d, b.Words.Say(d.language(u), text))
}

// inform says something in a message of its own, which the next update that is
// handled notes.
func (b *Bot) inform(ctx context.Context, u Update, d *done, text dialogue.Text) error {
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: text}}}
	id, err := b.Network.Send(ctx, u.Chat, b.Words.Render(d.language(u), card))
	b.outage.by(u.Chat, id)
	b.undelivered(ctx, err)
	return err
}
