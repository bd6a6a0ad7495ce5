package bot

import (
	"context"

	"soundings/flows"
	"soundings/flows/opinion"
)

// Remind reminds whoever asked for it, once for each day that their round comes to
// close after, in the hours in which it reminds (flows.Round.Reminder). Who was not
// reached in those hours is not reminded any more.
func (b *Bot) Remind(ctx context.Context) error {
	return b.send(ctx, mailing{to: b.Addresses, secret: b.Rounds.Secret, due: flows.Round.RemindsFor, card: opinion.Reminder})
}
