package bot

import (
	"context"
	"sync"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// outage tells people once that their update could not be taken for now. It
// comes again by itself, so they need do nothing; but a chat that stays silent
// looks broken.
type outage struct {
	mu   sync.Mutex
	told map[Chat]MessageID
}

const maxTold = 10_000 // enough; beyond, people are simply not told

// begins says whether this chat has not been told yet, and that it is now.
func (o *outage) begins(c Chat) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.told == nil {
		o.told = map[Chat]MessageID{}
	}
	if _, ok := o.told[c]; ok || len(o.told) >= maxTold {
		return false
	}
	o.told[c] = 0
	return true
}

// by notes the message that told it.
func (o *outage) by(c Chat, id MessageID) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.told[c] = id
}

// message is the one that told the chat; 0 without one.
func (o *outage) message(c Chat) MessageID {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.told[c]
}

func (o *outage) ends(c Chat) {
	o.mu.Lock()
	defer o.mu.Unlock()
	delete(o.told, c)
}

// tell tells the person what err, which kept their update from being handled,
// means; after nil it only forgets that they were told.
func (b *Bot) tell(ctx context.Context, u Update, err error) {
	if err == nil {
		b.outage.ends(u.Chat)
		return
	}
	if ctx.Err() != nil || !b.outage.begins(u.Chat) {
		return
	}
	text := dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}
	card := dialogue.Card{Blocks: []dialogue.Block{{Text: text}}}
	id, failed := b.Network.Send(ctx, u.Chat, b.Words.Render(languageFor(u.Lang), card))
	b.outage.by(u.Chat, id)
	b.undelivered(ctx, failed)
}
