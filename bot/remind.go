package bot

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"

	"soundings/flows"
	"soundings/flows/opinion"
)

// Addresses are the chats that want to be reminded before a round closes. Of all
// its methods Refused says that the round has closed, and they with it.
type Addresses interface {
	// Waiting are those that were not reminded for that day.
	Waiting(ctx context.Context, round flows.RoundID, day string) ([]flows.Address, error)
	// Claim notes that one is reminded, before it is, and gives the round as it
	// stands. due is the day for which it is then; Refused as well where there is
	// none, another process has claimed it, or it is gone.
	Claim(ctx context.Context, round flows.RoundID, at flows.AddressID, due func(flows.Round) string) (flows.Round, error)
	// Return takes a claim back.
	Return(ctx context.Context, round flows.RoundID, at flows.AddressID) error
	// Drop deletes one.
	Drop(ctx context.Context, round flows.RoundID, at flows.AddressID) error
}

// Remind reminds whoever asked for it, once for each day that their round comes to
// close after, in the hours in which it reminds (flows.Round.Reminder). Several
// processes may do so: each person is claimed before they are written to, so a
// process that ends in between leaves one without a reminder, and nobody with two.
// Who was not reached in those hours is not reminded any more.
func (b *Bot) Remind(ctx context.Context) error {
	if err := b.resting(); err != nil {
		return err
	}
	calls, err := b.calls(ctx)
	return b.run(ctx, calls, err)
}

// A call is a reminder that is to be made.
type call struct {
	round flows.RoundID
	at    flows.AddressID
	chat  Chat
}

// calls are those that are due, of all rounds, in an order that says nothing, and
// in which processes seldom meet. A round that cannot be read holds up no other.
func (b *Bot) calls(ctx context.Context) (all []errand, first error) {
	for _, r := range b.Rounds.Known() {
		day := r.RemindsFor(b.Now())
		if day == "" {
			continue
		}
		some, err := b.callsOf(ctx, r.ID, day)
		if err != nil && flows.CodeOf(err) != flows.Refused {
			first = cmp.Or(first, err)
		}
		for _, to := range some {
			all = append(all, errand{to.chat, func(ctx context.Context) error { return b.remind(ctx, to) }})
		}
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, first
}

// callsOf are the calls of one round. An address nobody can be reached by is
// dropped.
func (b *Bot) callsOf(ctx context.Context, id flows.RoundID, day string) (all []call, err error) {
	secret, err := b.Rounds.Secret(ctx, id)
	if err != nil {
		return nil, err
	}
	waiting, err := b.Addresses.Waiting(ctx, id, day)
	for _, a := range waiting {
		chat, ok := b.Seats.chat(secret, a)
		if !ok {
			err = errors.Join(err, b.Addresses.Drop(ctx, id, a.ID))
			continue
		}
		all = append(all, call{id, a.ID, chat})
	}
	return all, err
}

// remind reminds one chat.
func (b *Bot) remind(ctx context.Context, to call) error {
	data, err := b.Sessions.Load(ctx, visitor{b, to.chat})
	if err != nil {
		return err
	}
	r, err := b.Addresses.Claim(ctx, to.round, to.at, func(r flows.Round) string { return r.RemindsFor(b.Now()) })
	if flows.CodeOf(err) == flows.Refused {
		return nil
	}
	if err != nil {
		return uncertain(err) // perhaps it was claimed
	}
	return b.claimed(ctx, to, data, r)
}

// claimed sends a reminder that is this process's to send, in the language of
// the chat's session.
func (b *Bot) claimed(ctx context.Context, to call, data flows.SessionData, r flows.Round) error {
	id, err := b.Network.Send(ctx, to.chat, b.Words.Render(decode(data).Dialogue.Lang, opinion.Reminder(r)))
	switch {
	case err == nil:
		b.noteUnasked(ctx, to.chat, data, id)
		return nil
	case errors.Is(err, ErrGone):
		return b.Addresses.Drop(ctx, to.round, to.at)
	case surelyUnsent(err):
		return errors.Join(err, b.Addresses.Return(ctx, to.round, to.at))
	}
	return uncertain(err) // perhaps it was sent: it is not sent again
}

// noteUnasked notes a message for a sweep in the chat's session, if it has one
// and that has nothing to tell first: that a round it was in has closed.
func (b *Bot) noteUnasked(ctx context.Context, c Chat, data flows.SessionData, id MessageID) {
	if data.Version > 0 && !data.Lost {
		b.note(ctx, c, decode(data), sent{messages: []MessageID{id}})
	}
}
