package opinion

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// A Fate is what became of an opinion, as far as its author is told. Where it
// says more one day (the wording it was merged into, what was done about it),
// that is one more field here, set by fateOf, and a block of its own.
type Fate struct {
	Round flows.Round
	Stage Stage
	Part  Part // of the report, once it was released
}

// A Stage is how far an opinion has come: the state of its round, or Below.
type Stage string

// Below: fewer than k took part, so it is never released.
const Below Stage = "below"

// A Part is where in the report an opinion stands. As nothing is merged yet, it
// stands there by itself, in its own words.
type Part struct{ Subject, Aspect dialogue.Text }

// fateOf works out what became of an opinion. enough says whether at least k
// took part; it matters only for a round that has closed.
func fateOf(r flows.Round, o flows.Opinion, enough bool) Fate {
	f := Fate{Round: r, Stage: Stage(r.State)}
	switch {
	case r.State == flows.Closed && !enough:
		f.Stage = Below
	case r.State == flows.Released:
		s, _ := r.Subject(o.Subject)
		f.Part = Part{subjectLabel(s), aspectLabel(r, o.Aspect)}
	}
	return f
}

// fate is fateOf with the turnout, which is counted only where it matters.
func (d Desk) fate(ctx context.Context, r flows.Round, o flows.Opinion) (Fate, error) {
	if r.State != flows.Closed {
		return fateOf(r, o, true), nil
	}
	_, enough, err := d.Turnout(ctx, r)
	return fateOf(r, o, enough), err
}

func (f Fate) blocks() []dialogue.Block {
	return []dialogue.Block{{Text: dialogue.Say("receipt.fate."+string(f.Stage), "k", f.Round.K,
		"subject", f.Part.Subject, "aspect", f.Part.Aspect)}}
}
