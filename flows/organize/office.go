package organize

import (
	"context"
	"time"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// Rounds is what an organizer's commands need of the rounds.
type Rounds interface {
	DatedRounds
	Create(ctx context.Context, r flows.Round) (flows.Round, error)
	Round(ctx context.Context, id flows.RoundID) (flows.Round, error)
}

// Issuer makes tickets, takes them back, and counts a round's people.
type Issuer interface {
	Issue(ctx context.Context, round flows.RoundID, n int) ([]flows.Ticket, error)
	// Revoke takes back every ticket that is not spent, and says how many, and in
	// which state the round was then. Refused: see Round.Ticketed.
	Revoke(ctx context.Context, round flows.RoundID) (n int, under flows.State, err error)
	// Counts leave out the tickets that were taken back.
	Counts(ctx context.Context, round flows.RoundID) (issued, participants, nothing int, err error)
}

// Ballot opens the opinions of a closed round.
type Ballot interface {
	All(ctx context.Context, round flows.RoundID, identity age.Identity) ([]flows.Opinion, error)
}

// TalkBook has the talks of a round, and what was carried over from them once it
// has closed.
type TalkBook interface {
	List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error)
	Opinions(ctx context.Context, round flows.RoundID) ([]flows.TalkOpinion, error)
}

// An Office does what an organizer asks for, in the chat or on the command line.
type Office struct {
	Rounds   Rounds
	Tickets  Issuer
	Opinions Ballot
	Members  Roster
	Talks    TalkBook // nil, and Members too: none are logged
	Now      func() time.Time
}

// Edit replaces a draft by what its file says now.
func (o Office) Edit(ctx context.Context, id flows.RoundID, to flows.Round) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) {
		if err := r.Editable(); err != nil {
			return r, err
		}
		to.ID, to.State = r.ID, r.State
		return to, nil
	})
}

// Open opens a draft now.
func (o Office) Open(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Open(o.Now()) })
}

// Extend moves the closing moment of an open round to a later one.
func (o Office) Extend(ctx context.Context, id flows.RoundID, closes time.Time) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Extend(closes, o.Now()) })
}

// Close closes an open round, for good.
func (o Office) Close(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Close(o.Now()) })
}

// Destroy destroys a round's keys and all that it collected, for good. Where
// that was begun and not finished it goes on.
func (o Office) Destroy(ctx context.Context, id flows.RoundID) (flows.Round, error) {
	return o.Rounds.Destroy(ctx, id)
}

// Turnout is how many take part as it may be told: rounded down to a multiple
// of k, and only from k on (promise 3).
func (o Office) Turnout(ctx context.Context, r flows.Round) (n int, told bool, err error) {
	_, participants, _, err := o.Tickets.Counts(ctx, r.ID)
	if err != nil || participants < r.K {
		return 0, false, err
	}
	return participants / r.K * r.K, true, nil
}

// Release opens what a closed round collected, if at least k took part, and
// notes that it was released. identity may be nil; see Ballot. The round is read
// before its people are counted: once it has closed there are no more of them.
func (o Office) Release(ctx context.Context, id flows.RoundID, identity age.Identity) (report.Input, error) {
	r, err := o.Rounds.Round(ctx, id)
	if err != nil {
		return report.Input{}, err
	}
	issued, participants, nothing, err := o.Tickets.Counts(ctx, id)
	if err == nil {
		err = r.Releasable(participants)
	}
	if err != nil {
		return report.Input{}, err
	}
	opinions, err := o.Opinions.All(ctx, id, identity)
	if err != nil {
		return report.Input{}, err
	}
	talks, err := o.talked(ctx, id)
	if err != nil {
		return report.Input{}, err
	}
	r, err = o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Release(participants, o.Now()) })
	return report.Input{Round: r, Invited: issued, Participants: participants, NoOpinion: nothing, Opinions: opinions, Talks: talks}, err
}

// talked is what the documents tell of the talks of a round that has closed: who
// was asked about one has no more time to answer.
func (o Office) talked(ctx context.Context, id flows.RoundID) (in report.TalkInput, err error) {
	if o.Talks == nil {
		return in, nil
	}
	if in.Records, err = o.Talks.List(ctx, id); err != nil {
		return in, err
	}
	if in.Opinions, err = o.Talks.Opinions(ctx, id); err != nil {
		return in, err
	}
	in.Asked, err = o.Members.Claimed(ctx, id)
	return in, err
}
