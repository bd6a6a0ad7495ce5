package talk

import (
	"context"

	"soundings/flows"
)

// Mailing knows where members can be written to, and whom an organizer has asked to
// nudge.
type Mailing interface {
	// Addresses are where the members of a round can be written to, those who can be.
	Addresses(ctx context.Context, round flows.RoundID) (map[flows.SubjectID]flows.Address, error)
	// Forget drops one of them.
	Forget(ctx context.Context, round flows.RoundID, m flows.SubjectID, at flows.AddressID) error
	// PendingNudges were asked for and not claimed. ClaimNudge notes that one is
	// delivered, before it is; false: another process was first, or it stands no longer.
	// UnclaimNudge takes that back.
	PendingNudges(ctx context.Context, round flows.RoundID) ([]flows.Nudge, error)
	ClaimNudge(ctx context.Context, round flows.RoundID, m flows.SubjectID, day string) (bool, error)
	UnclaimNudge(ctx context.Context, round flows.RoundID, m flows.SubjectID, day string) error
}

// News keeps what members were told of talks.
type News interface {
	List(ctx context.Context, round flows.RoundID) ([]flows.TalkRecord, error)
	// Tell notes that a member is told of a talk, before they are. Refused: there is
	// nothing to tell any more. Untell takes that back.
	Tell(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error
	Untell(ctx context.Context, round flows.RoundID, id flows.TalkID, m flows.SubjectID) error
}

// A Post knows what members are to be told without having asked this moment: of
// talks that wait for their word, and that they have talks missing where an
// organizer has them nudged. Who delivers a letter claims it first: a process that
// ends in between leaves somebody without it, and nobody with two. What it is about
// is found under /talks all the same.
type Post struct {
	Mailing Mailing
	News    News
}

// A Letter is what one member of a round is to be told.
type Letter struct {
	Round  flows.Round
	Member flows.SubjectID
	To     flows.Address
	Talks  []flows.TalkRecord // to look at
	Nudge  string             // day of the nudge; empty: none
	Rate   Rate               // of what is required of them, for the nudge
}

// Waiting are the letters of an open round, on a day. Of whom nothing is known where to write
// to there is none.
func (p Post) Waiting(ctx context.Context, r flows.Round, day string) ([]Letter, error) {
	at, err := p.Mailing.Addresses(ctx, r.ID)
	if err != nil || len(at) == 0 {
		return nil, err
	}
	nudges, err := p.Mailing.PendingNudges(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	records, err := p.News.List(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	standings := Standings(r, talksOf(records))
	var all []Letter
	for _, m := range r.Members {
		l := Letter{Round: r, Member: m.ID, To: at[m.ID], Talks: untold(m.ID, records, day)}
		l.nudged(nudges, rateOf(StandingsOf(m.ID, standings)))
		if len(l.To.Sealed) > 0 && len(l.Talks)+len(l.Nudge) > 0 {
			all = append(all, l)
		}
	}
	return all, nil
}

func untold(m flows.SubjectID, records []flows.TalkRecord, day string) []flows.TalkRecord {
	var all []flows.TalkRecord
	for _, r := range records {
		if r.Untold(m, day) {
			all = append(all, r)
		}
	}
	return all
}

func (l *Letter) nudged(nudges []flows.Nudge, rate Rate) {
	for _, n := range nudges {
		if n.Member == l.Member {
			l.Nudge, l.Rate = n.Day, rate
		}
	}
}

// Claim notes that a letter is delivered, and says what of it is left for this
// process to deliver; false: nothing. A nudge for who has nothing missing any more
// is claimed and not delivered. Where the member's place is another's by now it is
// not for who was there before.
func (p Post) Claim(ctx context.Context, l Letter) (Letter, bool, error) {
	left := l
	left.Talks, left.Nudge = nil, ""
	if at, err := p.Mailing.Addresses(ctx, l.Round.ID); err != nil || at[l.Member].ID != l.To.ID {
		return left, false, err
	}
	for _, r := range l.Talks {
		err := p.News.Tell(ctx, l.Round.ID, r.ID, l.Member)
		if flows.CodeOf(err) == flows.Refused || flows.CodeOf(err) == flows.NotFound {
			continue
		}
		if err != nil {
			return left, false, err
		}
		left.Talks = append(left.Talks, r)
	}
	if l.Nudge != "" {
		claimed, err := p.Mailing.ClaimNudge(ctx, l.Round.ID, l.Member, l.Nudge)
		if err != nil {
			return left, false, err
		}
		if claimed && l.Rate.Done < l.Rate.Due {
			left.Nudge = l.Nudge
		}
	}
	return left, len(left.Talks)+len(left.Nudge) > 0, nil
}

// Return takes back a claim of what was surely not sent.
func (p Post) Return(ctx context.Context, l Letter) error {
	for _, r := range l.Talks {
		if err := p.News.Untell(ctx, l.Round.ID, r.ID, l.Member); err != nil && flows.CodeOf(err) != flows.Refused {
			return err
		}
	}
	if l.Nudge == "" {
		return nil
	}
	return p.Mailing.UnclaimNudge(ctx, l.Round.ID, l.Member, l.Nudge)
}

// Drop forgets where a letter was to go: nobody is there any more.
func (p Post) Drop(ctx context.Context, l Letter) error {
	return p.Mailing.Forget(ctx, l.Round.ID, l.Member, l.To.ID)
}
