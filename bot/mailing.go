package bot

import (
	"cmp"
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Addresses are the chats that want to be written to, for one purpose. Of all its
// methods Refused says that they are not kept any more.
type Addresses interface {
	// Waiting are those that were not written to for that day.
	Waiting(ctx context.Context, round flows.RoundID, day string) ([]flows.Address, error)
	// Claim notes that one is written to, before it is, and gives the round as it
	// stands. due is the day for which it is then; Refused as well where there is
	// none, another process has claimed it, or it is gone.
	Claim(ctx context.Context, round flows.RoundID, at flows.AddressID, due func(flows.Round) string) (flows.Round, error)
	// Return takes a claim back.
	Return(ctx context.Context, round flows.RoundID, at flows.AddressID) error
	// Drop deletes one.
	Drop(ctx context.Context, round flows.RoundID, at flows.AddressID) error
}

// A mailing is what goes to whoever asked for it, once for each day on which it is due.
// Several processes may send one: each person is claimed before they are written to, so
// a process that ends in between leaves one without the message, and nobody with two.
type mailing struct {
	to     Addresses // nil: nobody
	secret func(context.Context, flows.RoundID) (flows.Secret, error)
	due    func(flows.Round, time.Time) string // the day; empty: it is not
	card   func(flows.Round) dialogue.Card
	last   bool // an address is deleted with the message
}

// send sends what is due.
func (b *Bot) send(ctx context.Context, m mailing) error {
	if err := b.resting(); err != nil || m.to == nil {
		return err
	}
	calls, err := b.calls(ctx, m)
	return b.run(ctx, calls, err)
}

// A call is one message that is to be sent.
type call struct {
	mailing
	round flows.RoundID
	at    flows.AddressID
	chat  Chat
}

// calls are those that are due, of all rounds, in an order that says nothing, and
// in which processes seldom meet. A round that cannot be read holds up no other.
func (b *Bot) calls(ctx context.Context, m mailing) (all []errand, first error) {
	for _, r := range b.Rounds.Known() {
		day := m.due(r, b.Now())
		if day == "" {
			continue
		}
		some, err := b.callsOf(ctx, m, r.ID, day)
		if err != nil && flows.CodeOf(err) != flows.Refused {
			first = cmp.Or(first, err)
		}
		for _, to := range some {
			all = append(all, errand{to.chat, func(ctx context.Context) error { return b.call(ctx, to) }})
		}
	}
	rand.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	return all, first
}

// callsOf are the calls of one round. An address nobody can be reached by is
// dropped.
func (b *Bot) callsOf(ctx context.Context, m mailing, id flows.RoundID, day string) (all []call, err error) {
	secret, err := m.secret(ctx, id)
	if err != nil {
		return nil, err
	}
	waiting, err := m.to.Waiting(ctx, id, day)
	for _, a := range waiting {
		chat, ok := b.Seats.chat(secret, a)
		if !ok {
			err = errors.Join(err, m.to.Drop(ctx, id, a.ID))
			continue
		}
		all = append(all, call{m, id, a.ID, chat})
	}
	return all, err
}

// call writes to one chat.
func (b *Bot) call(ctx context.Context, to call) error {
	data, err := b.Sessions.Load(ctx, visitor{b, to.chat})
	if err != nil {
		return err
	}
	r, err := to.to.Claim(ctx, to.round, to.at, func(r flows.Round) string { return to.due(r, b.Now()) })
	if flows.CodeOf(err) == flows.Refused {
		return nil
	}
	if err != nil {
		return uncertain(err) // perhaps it was claimed
	}
	return b.claimed(ctx, to, data, r)
}

// claimed sends a message that is this process's to send, in the language of the
// chat's session.
func (b *Bot) claimed(ctx context.Context, to call, data flows.SessionData, r flows.Round) error {
	id, err := b.Network.Send(ctx, to.chat, b.Words.Render(decode(data).Dialogue.Lang, to.card(r)))
	switch {
	case err == nil:
		b.noteUnasked(ctx, to.chat, data, id)
		return b.done(ctx, to)
	case errors.Is(err, ErrGone):
		return to.to.Drop(ctx, to.round, to.at)
	case surelyUnsent(err):
		return errors.Join(err, to.to.Return(ctx, to.round, to.at))
	}
	return errors.Join(uncertain(err), b.done(ctx, to)) // perhaps it was sent: it is not sent again
}

// done deletes an address that nothing is sent to any more. What cannot be deleted goes
// with its round's others.
func (b *Bot) done(ctx context.Context, to call) error {
	if !to.last {
		return nil
	}
	return to.to.Drop(ctx, to.round, to.at)
}

// noteUnasked notes a message for a sweep in the chat's session, if it has one
// and that has nothing to tell first: that a round it was in has closed.
func (b *Bot) noteUnasked(ctx context.Context, c Chat, data flows.SessionData, id MessageID) {
	if data.Version > 0 && !data.Lost {
		b.note(ctx, c, decode(data), sent{messages: []MessageID{id}})
	}
}
