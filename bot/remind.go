package bot

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"soundings/flows"
	"soundings/flows/opinion"
)

// Addresses are the chats that want to be reminded before a round closes. Of all
// its methods Refused says that the round has closed, and they with it.
type Addresses interface {
	// Waiting are those that were not reminded.
	Waiting(ctx context.Context, round flows.RoundID) ([]flows.Address, error)
	// Claim notes that one is reminded, before it is, and gives the round as it
	// stands. Refused as well where it is not due then, another process has claimed
	// it, or it is gone.
	Claim(ctx context.Context, round flows.RoundID, at flows.AddressID, due func(flows.Round) bool) (flows.Round, error)
	// Return takes a claim back.
	Return(ctx context.Context, round flows.RoundID, at flows.AddressID) error
	// Drop deletes one.
	Drop(ctx context.Context, round flows.RoundID, at flows.AddressID) error
}

// Remind reminds whoever asked for it, once, in the hours in which their round
// reminds (flows.Round.Reminder). It is to be called every few seconds. Several
// processes may do so: each person is claimed before they are written to, so a
// process that ends in between leaves one without a reminder, and nobody with
// two. Who was not reached in those hours is not reminded any more.
func (b *Bot) Remind(ctx context.Context) error {
	for _, r := range b.Rounds.Known() {
		if !r.Reminds(b.Now()) {
			continue
		}
		if err := b.remindAll(ctx, r.ID); err != nil && flows.CodeOf(err) != flows.Refused {
			return err
		}
	}
	return nil
}

func (b *Bot) remindAll(ctx context.Context, id flows.RoundID) error {
	waiting, err := b.Addresses.Waiting(ctx, id)
	if err != nil {
		return err
	}
	// In an order that says nothing, and in which processes seldom meet.
	rand.Shuffle(len(waiting), func(i, j int) { waiting[i], waiting[j] = waiting[j], waiting[i] })
	for _, a := range waiting {
		if err := b.crowd.turn(ctx, b.Now()); err != nil {
			return err
		}
		if err := b.remind(ctx, id, a); err != nil {
			return err
		}
	}
	return nil
}

// remindTime is the time for one reminder.
const remindTime = 15 * time.Second

// remind reminds one chat, in its lane, so that the reminder comes between two of
// its screens. What is begun is finished though the process is asked to stop.
func (b *Bot) remind(ctx context.Context, id flows.RoundID, a flows.Address) error {
	secret, err := b.Rounds.Secret(ctx, id)
	if err != nil {
		return err
	}
	chat, ok := b.Seats.chat(secret, a)
	if !ok {
		return b.Addresses.Drop(ctx, id, a.ID) // nobody can be reached by it
	}
	defer b.lanes.enter(chat)()
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), remindTime)
	defer cancel()
	data, err := b.Sessions.Load(ctx, visitor{b, chat})
	if err != nil {
		return err
	}
	r, err := b.Addresses.Claim(ctx, id, a.ID, func(r flows.Round) bool { return r.Reminds(b.Now()) })
	if flows.CodeOf(err) == flows.Refused {
		return nil
	}
	if err != nil {
		return err
	}
	return b.claimed(ctx, chat, data, r, a.ID)
}

// claimed sends a reminder that is this process's to send, in the language of
// the chat's session.
func (b *Bot) claimed(ctx context.Context, c Chat, data flows.SessionData, r flows.Round, at flows.AddressID) error {
	id, err := b.Network.Send(ctx, c, b.Words.Render(decode(data).Dialogue.Lang, opinion.Reminder(r)))
	_, busy := errors.AsType[*Busy](err)
	switch {
	case err == nil:
		b.noteUnasked(ctx, c, data, id)
	case errors.Is(err, ErrGone):
		return b.Addresses.Drop(ctx, r.ID, at)
	case busy || errors.Is(err, ErrUnsent):
		b.crowd.rest(b.Now(), err)
		return errors.Join(err, b.Addresses.Return(ctx, r.ID, at))
	default:
		b.undelivered(ctx, err) // but perhaps it was: it is not sent again
	}
	return nil
}

// noteUnasked notes a message for a sweep in the chat's session, if it has one
// and that has nothing to tell first: that a round it was in has closed.
func (b *Bot) noteUnasked(ctx context.Context, c Chat, data flows.SessionData, id MessageID) {
	if data.Version > 0 && !data.Lost {
		b.note(ctx, c, decode(data), sent{messages: []MessageID{id}})
	}
}
