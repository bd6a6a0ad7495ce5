package bot

import (
	"context"
	"log/slog"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/organize"
)

// An EffectFunc does an effect outside the conversation. v gives the chat's
// pseudonyms, to the effects that may know one. An error is a
// passing failure: the update stays unhandled and comes again.
type EffectFunc func(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error)

// A Watch is told what only the Bot can see of an update. It learns of the
// update from ctx, if at all.
type Watch interface {
	// Repeated: the update came before.
	Repeated(ctx context.Context)
	// Panicked: handling the update panicked, and it is given up.
	Panicked(ctx context.Context)
}

// A Bot answers the updates of one chat network. All its fields but Watch and Menus must
// be set before the first Handle.
type Bot struct {
	Network  Network
	Sessions Sessions
	Rounds   Rounds
	Effects  map[string]EffectFunc
	// Recall finds the rounds a chat takes part in when its session is new.
	Recall func(ctx context.Context, v flows.Visitor) ([]dialogue.Fact, error)
	// Heard finds the rounds whose closing message a chat has asked for; nil: none.
	Heard func(ctx context.Context, v flows.Visitor) ([]flows.Round, error)
	Guard *opinion.Guard
	Seats Seats
	Words *Words
	Now   func() time.Time
	Days  int // that a released round is kept, see flows.Round.KeptUntil
	Log   *slog.Logger
	Watch Watch
	Talks Talks
	Clerk organize.Clerk // what organizers are shown
	Menus Menus          // nil: everybody has the same menu
	// Addresses are whom Remind reminds, Hearers whom Bid bids farewell, Post whom
	// Inform informs; nil: nobody.
	Addresses Addresses
	Hearers   Addresses
	Post      Post

	lanes  lanes
	crowd  crowd
	outage outage
}

// tries bound how often an update is worked out anew because another replica
// saved the session first.
const tries = 5

// Handle takes one update in, does what it asks for and answers. After nil its
// effect is stored and its answer sent, or given up on after the network's
// bounded wait, or it panicked and the person was told; the update must not come
// again, and does no harm if it does. An error is a *flows.Error: the update is
// not handled and must come again.
func (b *Bot) Handle(ctx context.Context, u Update) error {
	if !u.Private {
		return b.decline(ctx, u)
	}
	defer b.lanes.enter(u.Chat)()
	d := b.outage.done(u, b.Now)
	ok, err := b.answer(ctx, u, d)
	if !ok {
		b.apologize(ctx, u, d)
		return nil
	}
	b.tell(ctx, u, d, err)
	return err
}

func (b *Bot) attempt(ctx context.Context, u Update, d *done) error {
	for range tries {
		err := b.handle(ctx, u, d)
		if flows.CodeOf(err) != flows.Conflict {
			return err
		}
	}
	return flows.Fail(flows.Unavailable, "session.busy", nil)
}

func (b *Bot) handle(ctx context.Context, u Update, d *done) error {
	data, err := b.load(ctx, u)
	if err != nil {
		return err
	}
	s := decode(data)
	if s.Dialogue.Lang == "" {
		s.Dialogue.Lang = languageFor(u.Lang)
	}
	d.lang, d.frames = s.Dialogue.Lang, len(s.Dialogue.Frames)
	repeated, before := s.knows(u.ID), s.Dialogue.Nonce
	was := b.role(s.Dialogue)
	if repeated && b.Watch != nil {
		b.Watch.Repeated(ctx)
	}
	keeps := u.Input.Kind == dialogue.Tapped && dialogue.Keeps(u.Input.Text)
	lost := b.lost(u, s, data.Lost)
	if repeated || lost && s.gone && u.Input.Kind != dialogue.Command {
		// What it answers is done already, or gone with its round.
		u.Input, d.asked = dialogue.Input{Kind: dialogue.Show}, nil
	}
	u.Input = s.leave(d.leaves, u.Input)
	b.arrive(u, &s)
	r, err := b.advance(ctx, u, &s, lost, d)
	if err != nil {
		return err
	}
	r.Fresh = r.Fresh || keeps
	if repeated && r.Once == "" && r.Session.Nonce == before {
		b.deliver(ctx, u, r, d)
		b.note(ctx, u.Chat, s, d.sent)
		return nil
	}
	s.remember(u.ID, b.Now())
	if err := b.conclude(ctx, u, s, r, d); err != nil {
		return err
	}
	b.setMenu(ctx, u.Chat, was, b.role(r.Session))
	return nil
}

// lost says that something of the session went with a round that has closed:
// a part of it, or all, as somebody taps a button or writes on where nothing is
// open any more, and nothing is known of them.
func (b *Bot) lost(u Update, s session, part bool) bool {
	return part || s.returned(u) && (u.Input.Kind == dialogue.Tapped || u.Input.Kind == dialogue.Typed && !b.anyOpen())
}

// conclude saves the session and answers. What is shown only once is sent
// first, so that it need not be kept: if the process ends in between, the same
// update leads to the same screen again.
func (b *Bot) conclude(ctx context.Context, u Update, s session, r dialogue.Result, d *done) error {
	s.Dialogue = r.Session
	if r.Once != "" {
		return b.showOnce(ctx, u, s, r, d)
	}
	s.Trail.Sending = sends(u, r)
	if err := b.save(ctx, u.Chat, &s); err != nil {
		return err
	}
	b.deliver(ctx, u, r, d)
	b.note(ctx, u.Chat, s, d.sent)
	return nil
}

func (b *Bot) showOnce(ctx context.Context, u Update, s session, r dialogue.Result, d *done) error {
	if d.once != r.Once {
		d.once = r.Once
		b.deliver(ctx, u, r, d)
	}
	if d.shown {
		s.Dialogue = dialogue.Forget(b.book(r.Session, &s, u.Names), r.Session)
	}
	s.trace(b.Now(), d.sent)
	err := b.save(ctx, u.Chat, &s)
	if flows.CodeOf(err) == flows.Conflict && b.hasClosed(s.place.Round) {
		return nil // it arrived, and the session went with its round
	}
	return err
}

// save saves the session. That of an organizer who takes part goes with the
// round they have closed this very moment; the desk stays.
func (b *Bot) save(ctx context.Context, c Chat, s *session) error {
	err := b.put(ctx, c, s)
	if flows.CodeOf(err) == flows.Conflict && organizer(s.Dialogue) && b.hasClosed(s.place.Round) {
		s.outlive()
		err = b.put(ctx, c, s)
	}
	return err
}

func (b *Bot) put(ctx context.Context, c Chat, s *session) error {
	data, err := s.encode()
	if err != nil {
		return err
	}
	place, err := b.Sessions.Save(ctx, visitor{b, c}, data)
	if err == nil {
		s.place = place
	}
	return err
}

// advance takes the update's input through the conversation, with the effects
// it asks for.
func (b *Bot) advance(ctx context.Context, u Update, s *session, lost bool, d *done) (dialogue.Result, error) {
	if err := b.recall(ctx, u, s); err != nil {
		return dialogue.Result{}, err
	}
	u.Input.Random = d.random(0)
	facts, err := b.enlist(ctx, u, s, s.Dialogue)
	if err != nil {
		return dialogue.Result{}, err
	}
	s.Dialogue = s.Dialogue.With(facts)
	book := b.book(s.Dialogue, s, u.Names)
	expired := s.expire(book, b.Now())
	if expired && s.Dialogue.Nonce == "" && !u.Input.Commands() {
		u.Input.Kind = dialogue.Show // what it answers is gone
	}
	r := d.resume(book, s.Dialogue, dialogue.Advance(book, s.Dialogue, u.Input))
	for n := 1; r.Effect != nil; n++ {
		e := *r.Effect
		outcome, err := b.effect(ctx, u, s, e, d)
		if err != nil {
			return r, err
		}
		d.did(e)
		after := r.Session.With(outcome.Facts)
		if facts, err = b.enlist(ctx, u, s, after); err != nil {
			return r, err
		}
		outcome.Facts, after = append(outcome.Facts, facts...), after.With(facts)
		r = dialogue.Conclude(b.book(after, s, u.Names), r.Session, e, outcome, d.random(n))
	}
	switch {
	case d.leaves > 0:
		r = noticed(r, dialogue.Say("bot.left"))
	case expired:
		r = noticed(r, dialogue.Say("engine.expired"))
	case lost && r.Notice.Zero() && (s.gone || len(s.joined) == 0):
		r = noticed(r, dialogue.Say("engine.gone"))
	}
	return r, nil
}

// recall finds out which rounds the chat takes part in, once a session. A link
// that brings somebody in is not kept waiting for it.
func (b *Bot) recall(ctx context.Context, u Update, s *session) error {
	if s.Recalled || u.Input.Kind == dialogue.Command && u.Input.Text == "start" && u.Input.Payload != "" {
		return nil
	}
	facts, err := b.Recall(ctx, visitor{b, u.Chat})
	if err != nil {
		return err
	}
	s.Dialogue, s.Recalled = s.Dialogue.With(facts), true
	return nil
}
