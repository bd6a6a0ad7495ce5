package bot

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"soundings/flows"
	"soundings/flows/talk"
)

// Post knows what members are to be told without having asked this moment. Each is
// claimed before it is sent.
type Post interface {
	Waiting(ctx context.Context, r flows.Round, day string) ([]talk.Letter, error)
	// Claim says what of a letter is this process's to send; false: nothing.
	Claim(ctx context.Context, l talk.Letter) (talk.Letter, bool, error)
	Return(ctx context.Context, l talk.Letter) error
	// Drop forgets where it was to go.
	Drop(ctx context.Context, l talk.Letter) error
}

// informEvery is how often it is looked for letters: nobody waits for one, and to
// look reads the talks of a round.
const informEvery = 30 * time.Second

// Inform tells members what waits for them: talks to look at, and that an organizer
// reminds them of those that are missing. Nobody is written to at night.
func (b *Bot) Inform(ctx context.Context) error {
	now := b.Now()
	if b.Post == nil || !flows.Awake(now) || now.Sub(b.crowd.informed) < informEvery {
		return nil
	}
	if err := b.resting(); err != nil {
		return err
	}
	b.crowd.informed = now
	letters, err := b.letters(ctx)
	return b.run(ctx, letters, err)
}

// letters are those that wait, of all rounds. A round that cannot be read holds up
// no other.
func (b *Bot) letters(ctx context.Context) (all []errand, first error) {
	for _, r := range b.Rounds.Known() {
		if !b.writable(r) {
			continue
		}
		some, err := b.lettersOf(ctx, r)
		if err != nil && flows.CodeOf(err) != flows.Refused {
			first = cmp.Or(first, err)
		}
		all = append(all, some...)
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, first
}

// lettersOf are those of one round. An address nobody can be reached by is dropped.
func (b *Bot) lettersOf(ctx context.Context, r flows.Round) (all []errand, err error) {
	waiting, err := b.Post.Waiting(ctx, r, b.Now().Format(time.DateOnly))
	if err != nil || len(waiting) == 0 {
		return nil, err
	}
	secret, err := b.Rounds.Secret(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	for _, l := range waiting {
		chat, ok := b.Seats.chat(secret, l.To)
		if !ok {
			err = errors.Join(err, b.Post.Drop(ctx, l))
			continue
		}
		all = append(all, errand{chat, func(ctx context.Context) error { return b.writeTo(ctx, chat, l) }})
	}
	return all, err
}

// writeTo sends one letter, if it is this process's to send, in the language of the
// chat's session.
func (b *Bot) writeTo(ctx context.Context, c Chat, l talk.Letter) error {
	data, err := b.Sessions.Load(ctx, visitor{b, c})
	if err != nil {
		return err
	}
	l, ok, err := b.Post.Claim(ctx, l)
	if err != nil {
		return uncertain(err) // perhaps it was claimed
	}
	if !ok {
		return nil
	}
	id, err := b.Network.Send(ctx, c, b.Words.Render(decode(data).Dialogue.Lang, l.Card(b.Now().Location())))
	switch {
	case err == nil:
		b.noteUnasked(ctx, c, data, id)
		return nil
	case errors.Is(err, ErrGone):
		return errors.Join(b.Post.Return(ctx, l), b.Post.Drop(ctx, l))
	case surelyUnsent(err):
		return errors.Join(err, b.Post.Return(ctx, l))
	}
	return uncertain(err) // perhaps it was sent: it is not sent again
}
