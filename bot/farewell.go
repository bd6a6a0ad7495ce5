package bot

import (
	"context"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// farewellEvery is how often it is looked for whoever is to be bidden farewell: nobody
// waits for it.
const farewellEvery = 30 * time.Second

// Bid sends the closing message of a round to whoever asked for it, once, in the hours
// in which people are written to, and forgets where each was to be found.
func (b *Bot) Bid(ctx context.Context) error {
	now := b.Now()
	if now.Sub(b.crowd.bidden) < farewellEvery {
		return nil
	}
	b.crowd.bidden = now
	return b.send(ctx, mailing{to: b.Hearers, secret: b.Rounds.Hearing, due: flows.Round.BidsFor, card: closing, last: true})
}

// closing is the closing message. It is in all languages, the same for everybody.
func closing(r flows.Round) dialogue.Card {
	return dialogue.Card{Blocks: opinion.FarewellBlocks(r, *r.Farewell, []string{Chinese, English})}
}
