package bot

import (
	"context"
	"fmt"

	"soundings/flows/dialogue"
)

// answer attempts an update. It is false where that panicked: it is our fault
// then, and what was not saved by then is as it was. A conversation that panics
// each time would trap whoever is in it, so the commands that lead out leave
// conversations behind, from the table on, until there is no panic any more.
func (b *Bot) answer(ctx context.Context, u Update, d *done) (ok bool, err error) {
	for d.leaves = 0; ; d.leaves++ {
		if b.unharmed(ctx, func() { err = b.attempt(ctx, u, d) }) {
			return true, err
		}
		if d.leaves >= d.frames || !leadsOut(u.Input) {
			return false, nil
		}
	}
}

func leadsOut(in dialogue.Input) bool {
	return in.Kind == dialogue.Command && (in.Text == "start" || in.Text == "cancel")
}

// unharmed does something and says whether it did not panic.
func (b *Bot) unharmed(ctx context.Context, do func()) (ok bool) {
	defer func() {
		if v := recover(); v != nil {
			b.Log.ErrorContext(ctx, "handling an update panicked", "panic", fmt.Sprintf("%T", v), "at", Where())
			ok = false
		}
	}()
	do()
	return true
}

// leave is the input for a session that has left conversations behind: leaving
// is what a cancel is for, and another would be cancelled with it.
func (s *session) leave(n int, in dialogue.Input) dialogue.Input {
	if n == 0 {
		return in
	}
	s.Dialogue.Frames, s.Dialogue.Nonce = s.Dialogue.Frames[:max(0, len(s.Dialogue.Frames)-n)], ""
	if in.Text == "cancel" {
		in = dialogue.Input{Kind: dialogue.Show}
	}
	return in
}

// apologize tells the person that their update could not be taken, and what
// they can do. The update is given up: it would panic again, and everything
// they write afterwards would wait behind it.
func (b *Bot) apologize(ctx context.Context, u Update, d *done) {
	if b.Watch != nil {
		b.Watch.Panicked(ctx)
	}
	b.acknowledge(ctx, u, d, "")
	_ = b.inform(ctx, u, d, dialogue.Say("bot.broken")) // logged by it
}
