package opinion

import (
	"context"
	"errors"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Opinions keeps opinions, each sealed under an id that follows from its
// receipt. What it is told is all it may know: there is no writer among it.
type Opinions interface {
	// Put keeps an opinion in an open round. To put the same again is no error.
	// Refused: the round is not open. Conflict: the receipt has another opinion.
	Put(ctx context.Context, round flows.RoundID, r flows.Receipt, o flows.Opinion) error

	// Find opens the opinion of a receipt, wherever it is. NotFound: there is none.
	Find(ctx context.Context, r flows.Receipt) (flows.RoundID, flows.Opinion, error)
}

// Rounds finds rounds as they stand.
type Rounds interface {
	Round(ctx context.Context, id flows.RoundID) (flows.Round, error)
}

// A Desk does for the conversations what cannot be done inside them. Errors it
// returns are passing ones (the store is away): the same effect may be asked
// for again. What a person can mend comes as a failed Outcome.
type Desk struct {
	Opinions Opinions
	Rounds   Rounds
}

// Submit keeps the opinion that the effect's answers make.
func (d Desk) Submit(ctx context.Context, e dialogue.Effect) (dialogue.Outcome, error) {
	id, o := flows.RoundID(e.Ref.Topic), Record(e.Answers)
	round, err := d.Rounds.Round(ctx, id)
	if err == nil {
		err = o.Validate(round)
	}
	if err == nil {
		err = d.Opinions.Put(ctx, id, flows.Receipt(e.Answers[receipt]), o)
	}
	if flows.CodeOf(err) == flows.Conflict {
		// An earlier wording arrived after all, its answer was lost, and the text
		// was edited since. It stays; this one gets a receipt of its own.
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("opinion.confirm.again"),
			Cards: []dialogue.Card{{Blocks: receiptBlocks(e.Answers[receipt])}},
			Set:   dialogue.Answers{receipt: ""}, Move: &dialogue.Move{Goto: confirm}}, nil
	}
	if err != nil {
		return Failed(err)
	}
	return dialogue.Outcome{Facts: []dialogue.Fact{{Topic: e.Ref.Topic, Name: FactGiven, Value: e.Payload}}}, nil
}

// Lookup shows the opinion of the receipt in the effect's payload.
func (d Desk) Lookup(ctx context.Context, e dialogue.Effect) (dialogue.Outcome, error) {
	r, err := flows.ParseReceipt(e.Payload)
	if err != nil {
		return Failed(err)
	}
	id, o, err := d.Opinions.Find(ctx, r)
	if err != nil {
		return Failed(err)
	}
	round, err := d.Rounds.Round(ctx, id)
	if err != nil {
		return Failed(err)
	}
	return dialogue.Outcome{Cards: []dialogue.Card{found(round, o)}}, nil
}

// Failed makes the outcome of an error: a notice where people can do something
// about it, else the error itself.
func Failed(err error) (dialogue.Outcome, error) {
	e, ok := errors.AsType[*flows.Error](err)
	if !ok || e.Code == flows.Unavailable || e.Code == flows.Internal {
		return dialogue.Outcome{}, err
	}
	return dialogue.Outcome{Failed: true, Notice: told(err)}, nil
}

// told is what people are told of an error, nothing where there is none.
func told(err error) dialogue.Text {
	if err == nil {
		return dialogue.Text{}
	}
	return dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}
}
