package organize

import (
	"context"
	"slices"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
	"soundings/flows/talk"
)

// Tickets keeps who may take part in a round and who does.
type Tickets interface {
	// Join spends a ticket and records the participant, both or neither; to come
	// back spends nothing. NotFound, Conflict (used, revoked), Refused (not open).
	Join(ctx context.Context, round flows.RoundID, t flows.Ticket, p flows.Participant) error
	// Enter records the participant of a round that is open to everybody.
	Enter(ctx context.Context, round flows.RoundID, p flows.Participant) error
	// Joined says whether somebody takes part.
	Joined(ctx context.Context, round flows.RoundID, p flows.Participant) (bool, error)
	// Nothing notes that a participant has nothing to say, once.
	Nothing(ctx context.Context, round flows.RoundID, p flows.Participant) error
}

// KnownRounds are the rounds there are, from memory, and that read anew.
type KnownRounds interface {
	Known() []flows.Round
	Refresh(ctx context.Context) error
}

// A Door lets chats into rounds. It is the only part of the conversations that
// handles participants, and it never meets an opinion (promise 2).
type Door struct {
	Tickets Tickets
	Members Members
	Rounds  KnownRounds
	Clerk   Clerk
}

// Start payloads, before the dash: what kind of link it was.
const (
	TicketLink = "t_"
	RoundLink  = "r_"
	ClerkLink  = "o_"
)

// Arrive lets a chat into the round that the effect's payload names: t_ and a
// ticket, r_ and a round's id, m_ and a member's token, or a ticket as typed.
func (d Door) Arrive(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	if token, ok := strings.CutPrefix(e.Payload, ClerkLink); ok {
		return d.Clerk.Claim(ctx, v, token)
	}
	in, err := d.enter(ctx, v, e.Payload)
	if notYet(err) {
		if err := d.Rounds.Refresh(ctx); err != nil {
			return opinion.Failed(err)
		}
		in, err = d.enter(ctx, v, e.Payload)
	}
	if err != nil {
		o, err := opinion.Failed(err)
		o.Missed = leadsNowhere(o.Notice.Key)
		return o, err
	}
	return in, nil
}

func (d Door) enter(ctx context.Context, v flows.Visitor, payload string) (dialogue.Outcome, error) {
	if token, ok := strings.CutPrefix(payload, MemberLink); ok {
		return d.claim(ctx, v, token)
	}
	round, err := d.admit(ctx, v, payload)
	return dialogue.Outcome{
		Notice: dialogue.Say("join.welcome", "title", round.Title),
		Facts:  []dialogue.Fact{joined(round.ID)},
	}, err
}

// leadsNowhere says of a refusal that it is about the ticket or the link, and not
// about its round.
func leadsNowhere(key string) bool {
	return slices.Contains([]string{"ticket.unknown", "ticket.elsewhere", "ticket.used", "ticket.revoked", "link.unknown", "link.used"}, key)
}

// notYet says whether it may be that another process has made or opened the
// round just now.
func notYet(err error) bool {
	return flows.CodeOf(err) == flows.NotFound || flows.KeyOf(err) == "round.not_open_yet"
}

func (d Door) admit(ctx context.Context, v flows.Visitor, payload string) (flows.Round, error) {
	if id, ok := strings.CutPrefix(payload, RoundLink); ok {
		return d.byLink(ctx, v, flows.RoundID(id))
	}
	if len(payload) > 1 && payload[1] == '_' && !strings.HasPrefix(payload, TicketLink) {
		return flows.Round{}, flows.Fail(flows.Invalid, "link.unknown", nil)
	}
	ticket, err := flows.ParseTicket(strings.TrimPrefix(payload, TicketLink))
	if err != nil {
		return flows.Round{}, err
	}
	return d.byTicket(ctx, v, ticket)
}

func (d Door) byLink(ctx context.Context, v flows.Visitor, id flows.RoundID) (flows.Round, error) {
	rounds := d.Rounds.Known()
	i := slices.IndexFunc(rounds, func(r flows.Round) bool { return r.ID == id })
	if i < 0 {
		return flows.Round{}, flows.Fail(flows.NotFound, "link.unknown", nil)
	}
	round := rounds[i]
	if round.Admission != flows.Open {
		return round, flows.Fail(flows.Refused, "link.needs_ticket", nil)
	}
	p, err := participant(ctx, v, round)
	if err != nil {
		return round, err
	}
	return round, d.Tickets.Enter(ctx, id, p)
}

// byTicket tries the rounds whose code the ticket has: nearly always one. None
// means that it is of another bot, or of a round that is gone.
func (d Door) byTicket(ctx context.Context, v flows.Visitor, t flows.Ticket) (flows.Round, error) {
	err := error(flows.Fail(flows.NotFound, "ticket.elsewhere", nil))
	for _, round := range d.Rounds.Known() {
		if !t.Of(round.ID) {
			continue
		}
		var p flows.Participant
		if p, err = participant(ctx, v, round); err == nil {
			err = d.Tickets.Join(ctx, round.ID, t, p)
		}
		if flows.CodeOf(err) != flows.NotFound {
			return round, err
		}
	}
	return flows.Round{}, err
}

// participant is the chat's pseudonym at the door of a round that is open: all
// others have nobody to let in, each for its own reason.
func participant(ctx context.Context, v flows.Visitor, r flows.Round) (flows.Participant, error) {
	switch r.State {
	case flows.Opened:
		return v.Participant(ctx, r.ID)
	case flows.Draft:
		return "", flows.Fail(flows.Refused, "round.not_open_yet", flows.Args{"title": r.Title})
	}
	return "", r.Writable(time.Time{}) // at no time any more
}

// Nothing notes that a participant has nothing to say.
func (d Door) Nothing(ctx context.Context, v flows.Visitor, e dialogue.Effect) (dialogue.Outcome, error) {
	id := flows.RoundID(e.Ref.Topic)
	p, err := v.Participant(ctx, id)
	if err == nil {
		err = d.Tickets.Nothing(ctx, id, p)
	}
	if err != nil {
		return opinion.Failed(err)
	}
	return dialogue.Outcome{}, nil
}

// Recall finds the rounds a chat takes part in, and the teams it is a member of,
// when its session is gone: by its pseudonyms at the doors of each open round.
func (d Door) Recall(ctx context.Context, v flows.Visitor) ([]dialogue.Fact, error) {
	facts, err := d.Clerk.Recall(ctx, v)
	if err != nil {
		return nil, err
	}
	for _, r := range d.Rounds.Known() {
		if r.State != flows.Opened {
			continue
		}
		known, err := d.recall(ctx, v, r.ID)
		if flows.CodeOf(err) == flows.Refused {
			continue // it closed this very moment
		}
		if err != nil {
			return nil, err
		}
		facts = append(facts, known...)
	}
	return facts, nil
}

func (d Door) recall(ctx context.Context, v flows.Visitor, id flows.RoundID) (facts []dialogue.Fact, err error) {
	p, err := v.Participant(ctx, id)
	if err != nil {
		return nil, err
	}
	in, err := d.Tickets.Joined(ctx, id, p)
	if in {
		facts = append(facts, joined(id))
	}
	if err != nil {
		return nil, err
	}
	m, err := d.Members.Who(ctx, id, v.Member(id))
	if m != "" {
		facts = append(facts, talk.IsMember(id, m))
	}
	return facts, err
}

func joined(id flows.RoundID) dialogue.Fact {
	return dialogue.Fact{Topic: string(id), Name: opinion.FactJoined, Value: "1"}
}
