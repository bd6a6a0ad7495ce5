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
	// Refused: the round is not open, or (receipt.withdrawn) the opinion was
	// withdrawn. Conflict: the receipt has another opinion.
	Put(ctx context.Context, round flows.RoundID, r flows.Receipt, o flows.Opinion) error

	// Find opens the opinion of a receipt, wherever it is. NotFound: there is none.
	// Refused (receipt.withdrawn): it was withdrawn.
	Find(ctx context.Context, r flows.Receipt) (flows.RoundID, flows.Opinion, error)

	// Withdraw takes the opinion of a receipt out of its round, for good.
	// NotFound: there is none. Refused: it was withdrawn already
	// (receipt.withdrawn), or its round takes no more writes (receipt.too_late).
	Withdraw(ctx context.Context, r flows.Receipt) (flows.RoundID, error)
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
	// Turnout is how many take part in a round, as far as it may be told: only
	// from k on.
	Turnout func(ctx context.Context, r flows.Round) (n int, told bool, err error)
	// Point is where in the report of a released round the opinion of a receipt
	// stands. Not told: nothing was made of any, each stands there by itself.
	// Refused (identity.needed): the organizer keeps the key to it.
	Point func(ctx context.Context, round flows.RoundID, r flows.Receipt) (p Point, told bool, err error)
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
		again := anew("opinion.confirm.again")
		again.Cards = []dialogue.Card{{Blocks: receiptBlocks(e.Answers[receipt])}}
		return again, nil
	}
	if flows.KeyOf(err) == withdrawn {
		// It arrived, its answer was lost, and it was withdrawn since. That stands.
		return anew("opinion.confirm.withdrawn"), nil
	}
	if err != nil {
		return Failed(err)
	}
	return dialogue.Outcome{Facts: given(e)}, nil
}

// anew is the outcome of a submit that kept nothing because its receipt was
// used before: another may be submitted, with a receipt of its own.
func anew(notice string) dialogue.Outcome {
	return dialogue.Outcome{Failed: true, Notice: dialogue.Say(notice),
		Set: dialogue.Answers{receipt: ""}, Move: &dialogue.Move{Goto: confirm}}
}

// Discard drops an opinion that was not submitted. If it was, and the answer was
// lost (DESIGN section 6), nobody may say that nothing was kept: its receipt is
// shown, and its author may withdraw it by that. It is not withdrawn here, as
// another process may be showing the receipt at this moment.
func (d Desk) Discard(ctx context.Context, e dialogue.Effect) (dialogue.Outcome, error) {
	_, _, err := d.Opinions.Find(ctx, flows.Receipt(e.Answers[receipt]))
	switch flows.CodeOf(err) {
	case flows.NotFound, flows.Refused:
		return dialogue.Outcome{}, nil
	}
	if err != nil {
		return dialogue.Outcome{}, err
	}
	return dialogue.Outcome{Notice: dialogue.Say("opinion.confirm.arrived"), Facts: given(e),
		Move: &dialogue.Move{Goto: done, Retire: dialogue.Say("opinion.confirm.submitted")}}, nil
}

// given are the facts once the effect's opinion is kept.
func given(e dialogue.Effect) []dialogue.Fact {
	return []dialogue.Fact{{Topic: e.Ref.Topic, Name: FactGiven, Value: e.Payload}}
}

// Lookup shows the opinion of the receipt in the effect's payload.
func (d Desk) Lookup(ctx context.Context, e dialogue.Effect) (dialogue.Outcome, error) {
	r, err := flows.ParseReceipt(e.Payload)
	if err != nil {
		return Failed(err)
	}
	id, o, err := d.Opinions.Find(ctx, r)
	if err != nil {
		return unfound(err)
	}
	round, err := d.Rounds.Round(ctx, id)
	if err != nil {
		return Failed(err)
	}
	fate, err := d.fate(ctx, round, r, o)
	if err != nil {
		return Failed(err)
	}
	return dialogue.Outcome{Cards: []dialogue.Card{found(round, o, fate)}}, nil
}

// Withdraw takes back the opinion of the receipt in the effect's payload.
func (d Desk) Withdraw(ctx context.Context, e dialogue.Effect) (dialogue.Outcome, error) {
	r, err := flows.ParseReceipt(e.Payload)
	if err != nil {
		return Failed(err)
	}
	_, err = d.Opinions.Withdraw(ctx, r)
	if err != nil && flows.CodeOf(err) != flows.Refused {
		return unfound(err)
	}
	// Done or never to be done: the next receipt is one to look up again.
	o, back := dialogue.Outcome{Notice: dialogue.Say("receipt.withdraw.done")}, ToLookup()
	if err != nil {
		o.Notice = told(err)
	}
	o.Move = &back
	return o, nil
}

// unfound is Failed, and a miss where it is because nobody has such a receipt.
func unfound(err error) (dialogue.Outcome, error) {
	o, passing := Failed(err)
	o.Missed = flows.CodeOf(err) == flows.NotFound
	return o, passing
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
