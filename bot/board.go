package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/talk"
)

// board reads the talks of the round on an organizer's desk, while they are looked
// at. Who does anything else waits for nothing.
func (b *Bot) board(ctx context.Context, u Update, d dialogue.Session) (*talk.Matrix, error) {
	n := len(d.Frames)
	if n == 0 || d.Frames[n-1].Flow != organize.DeskName || d.Fact("", organize.FactTalks) == "" || !organizer(d) {
		return nil, nil
	}
	return b.Clerk.Matrix(ctx, visitor{b, u.Chat}, flows.RoundID(d.Fact("", organize.FactDesk)))
}
