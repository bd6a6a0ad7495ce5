package bot

import (
	"context"

	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// ears looks up which closing messages the chat has asked for, where that is shown: as
// the store has it, since no session says so. Who gives an opinion is looked up nowhere.
func (b *Bot) ears(ctx context.Context, u Update, s *session, d dialogue.Session) (opinion.Ears, error) {
	if b.Heard == nil || !s.looked && !showsEars(d) {
		return nil, nil
	}
	asked, err := b.Heard(ctx, visitor{b, u.Chat})
	return opinion.EarsOf(asked, s.joined, b.Now()), err
}

func showsEars(d dialogue.Session) bool {
	n := len(d.Frames)
	return n > 0 && (d.Frames[n-1].Flow == opinion.HearName || d.Frames[n-1].Flow == opinion.PrivacyName)
}
