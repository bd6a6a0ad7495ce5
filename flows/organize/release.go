package organize

import (
	"context"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/report"
)

// A Result is a round's opinions solicited, as its documents tell them.
type Result struct {
	Round flows.Round
	Model report.Model
	Talks *report.TalkBook // nil: the round has to do with no talks

	Ledger report.Ledger // of its points, with what was taken in of it
	alike  float64       // see Office.Alike
}

// Release opens what a closed round collected, if at least k took part, and
// notes that it was released. identity may be nil; see Ballot. What its documents
// are made from is kept the first time, with the ids in it, and found again from
// then on.
func (o Office) Release(ctx context.Context, id flows.RoundID, identity age.Identity) (Result, error) {
	in, err := o.releasable(ctx, id)
	if err != nil {
		return Result{}, err
	}
	if in.Talks, err = o.talked(ctx, id); err != nil {
		return Result{}, err
	}
	k, err := o.solicited(ctx, in, identity)
	if err != nil {
		return Result{}, err
	}
	ledger, _, err := o.ledger(ctx, id, identity)
	if err != nil {
		return Result{}, err
	}
	before, err := o.previous(ctx, in.Round, identity)
	if err != nil {
		return Result{}, err
	}
	in.Round, err = o.Rounds.Change(ctx, id, func(r flows.Round) (flows.Round, error) { return r.Release(in.Participants, o.Now()) }, o.did(flows.Exported))
	if err != nil {
		return Result{}, err
	}
	r, err := resultOf(in, k.Model)
	r.Ledger, r.Model.Previous = k.Model.Ledger(ledger), before
	r.alike = o.Alike
	return r, err
}

// releasable is a round whose documents may be let out, and its people. The round
// is read before they are counted: once it has closed there are no more of them.
func (o Office) releasable(ctx context.Context, id flows.RoundID) (in report.Input, err error) {
	if in.Round, err = o.Rounds.Round(ctx, id); err != nil {
		return in, err
	}
	in.Invited, in.Participants, in.NoOpinion, err = o.Tickets.Counts(ctx, id)
	if err == nil {
		err = in.Round.Releasable(in.Participants)
	}
	return in, err
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

// solicited is what is kept of a round, or is from now on. Where another process
// was first, that is what stands.
func (o Office) solicited(ctx context.Context, in report.Input, identity age.Identity) (kept, error) {
	k, err := o.present(ctx, in.Round.ID, identity)
	if flows.KeyOf(err) != "result.none" {
		return k, err
	}
	k, err = o.assemble(ctx, in, identity)
	if err != nil {
		return k, err
	}
	err = o.keep(ctx, in.Round.ID, k)
	if flows.KeyOf(err) == "result.changed" {
		return o.present(ctx, in.Round.ID, identity)
	}
	return k, err
}

func (o Office) assemble(ctx context.Context, in report.Input, identity age.Identity) (kept, error) {
	stored, err := o.Opinions.All(ctx, in.Round.ID, identity)
	if err != nil {
		return kept{}, err
	}
	for _, s := range stored {
		in.Opinions = append(in.Opinions, s.Opinion)
	}
	m, err := report.Assemble(in, o.Random)
	return kept{Model: m, Origins: origins(stored, m)}, err
}

// resultOf puts what is kept beside the talks. What was carried over from them is
// counted where the Model has it now.
func resultOf(in report.Input, m report.Model) (Result, error) {
	r := Result{Round: in.Round, Model: m}
	if !in.Talked() {
		return r, nil
	}
	in.Talks.Opinions = nil
	for _, o := range m.Opinions {
		if o.Channel == report.FromTalk {
			in.Talks.Opinions = append(in.Talks.Opinions, flows.TalkOpinion{Subject: o.Subject})
		}
	}
	book, err := report.AssembleTalks(in)
	r.Talks = &book
	return r, err
}
