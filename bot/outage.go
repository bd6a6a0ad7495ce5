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
	told map[Chat]struct{}
}

const maxTold = 10_000 // enough; beyond, people are simply not told

// begins says whether this chat has not been told yet.
func (o *outage) begins(c Chat) bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.told == nil {
		o.told = map[Chat]struct{}{}
	}
	if _, ok := o.told[c]; ok || len(o.told) >= maxTold {
		return false
	}
	o.told[c] = struct{}{}
	return true
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
	_, failed := b.Network.Send(ctx, u.Chat, b.Words.Render(languageFor(u.Lang), card))
	b.undelivered(ctx, failed)
}
