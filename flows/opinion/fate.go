package opinion

import (
	"context"

	"soundings/flows"
	"soundings/flows/dialogue"
	typed "soundings/flows/text"
)

// A Fate is what became of an opinion, as far as its author is told. Where it
// says more one day, that is one more field here, and a block of its own.
type Fate struct {
	Round   flows.Round
	Stage   Stage
	Part    Part   // of the report, once it was released
	Wording string // of the report, where it is not the author's own

	State flows.LedgerState // how far it has come since; empty: there is no ledger
}

// A Stage is how far an opinion has come: the state of its round, or more closely.
type Stage string

// What a state alone does not say.
const (
	Below    Stage = "below"    // fewer than k took part, so it is never released
	Merged   Stage = "merged"   // it was released, with others as one
	Reworded Stage = "reworded" // it was released, by itself and in other words
	Unseen   Stage = "unseen"   // it was released, and what became of it only the organizer's key opens
)

// A Part is where in the report an opinion stands.
type Part struct{ Subject, Aspect dialogue.Text }

// A Point is what the report makes of an opinion: where it stands, in which words,
// and whether others say the same.
type Point struct {
	Subject flows.SubjectID
	Aspect  flows.AspectID
	Text    string
	Merged  bool
	State   flows.LedgerState // of the ledger; empty: there is none
}

// maxWording is the longest wording of a point, in UTF-16 units, that is shown in
// full: it shares a message of 4,096 with what the author wrote.
const maxWording = 300

// released is what became of an opinion of a released round, which went into p.
func released(r flows.Round, o flows.Opinion, p Point) Fate {
	s, _ := r.Subject(p.Subject)
	f := Fate{Round: r, Stage: Stage(flows.Released), Part: Part{subjectLabel(s), aspectLabel(r, p.Aspect)}, State: p.State}
	switch {
	case p.Merged:
		f.Stage, f.Wording = Merged, p.Text
	case p.Text != o.Text:
		f.Stage, f.Wording = Reworded, p.Text
	}
	return f
}

// fate finds out what became of the opinion of a receipt. People are counted, and
// the report is opened, only where it matters.
func (d Desk) fate(ctx context.Context, r flows.Round, code flows.Receipt, o flows.Opinion) (Fate, error) {
	f := Fate{Round: r, Stage: Stage(r.State)}
	switch r.State {
	case flows.Closed:
		_, enough, err := d.Turnout(ctx, r)
		if !enough {
			f.Stage = Below
		}
		return f, err
	case flows.Released:
		return d.reported(ctx, r, code, o)
	}
	return f, nil
}

func (d Desk) reported(ctx context.Context, r flows.Round, code flows.Receipt, o flows.Opinion) (Fate, error) {
	p, told, err := d.Point(ctx, r.ID, code)
	switch {
	case flows.KeyOf(err) == "identity.needed":
		return Fate{Round: r, Stage: Unseen}, nil
	case err != nil:
		return Fate{}, err
	case !told:
		p = Point{Subject: o.Subject, Aspect: o.Aspect, Text: o.Text}
	}
	return released(r, o, p), nil
}

func (f Fate) blocks() []dialogue.Block {
	blocks := []dialogue.Block{{Text: dialogue.Say("receipt.fate."+string(f.Stage), "k", f.Round.K,
		"subject", f.Part.Subject, "aspect", f.Part.Aspect)}}
	if f.Wording != "" {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(typed.Cut(f.Wording, maxWording))})
	}
	if f.State != "" {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("receipt.ledger." + string(f.State))})
	}
	return blocks
}
