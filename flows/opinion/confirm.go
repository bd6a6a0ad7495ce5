package opinion

import (
	"cmp"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// confirmStep shows the record exactly as it will be kept. The receipt is drawn
// here, so that a repeated submit puts the same opinion under the same id.
func confirmStep(w World) dialogue.Step {
	submit := dialogue.Move{Effect: EffectSubmit, Payload: w.count(), Goto: done,
		Retire: dialogue.Say("opinion.confirm.submitted")}
	return dialogue.Step{
		ID: confirm, Title: dialogue.Say("opinion.confirm.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			return append(recordBlocks(w.Round, Record(a)), dialogue.Block{Text: readers(w.Round)},
				dialogue.Block{Text: dialogue.Say("opinion.confirm.kept", "title", w.Round.Title)},
				dialogue.Block{Text: dialogue.Say("opinion.not_kept")})
		},
		Draw: drawReceipt,
		Review: &dialogue.Review{
			Submit:  dialogue.Action{ID: "submit", Label: dialogue.Say("opinion.confirm.submit"), Move: submit},
			Discard: dialogue.Action{ID: "discard", Label: dialogue.Say("opinion.confirm.discard"), Move: w.giveUp()},
			Fields: []dialogue.Field{
				{Step: subject, Label: dialogue.Say("opinion.subject.title")},
				{Step: aspect, Label: dialogue.Say("opinion.aspect.title")},
				{Step: kind, Label: dialogue.Say("opinion.kind.title")},
				{Step: text, Label: dialogue.Say("opinion.text.title")},
				{Step: example, Label: dialogue.Say("opinion.case.title")},
				{Step: remedy, Label: dialogue.Say("opinion.remedy.title")},
			},
		},
	}
}

// count is how many opinions there are once this one is kept.
func (w World) count() string { return strconv.Itoa(w.Given + 1) }

// giveUp drops what was written, unless it turns out that it was submitted.
func (w World) giveUp() dialogue.Move {
	return dialogue.Move{Effect: EffectDiscard, Payload: w.count(), Leave: true, Notice: dialogue.Say("engine.cancelled")}
}

// discard is giveUp once a receipt was drawn. Before that nothing was submitted.
func (w World) discard(a dialogue.Answers) *dialogue.Move {
	if a[receipt] == "" {
		return nil
	}
	m := w.giveUp()
	return &m
}

func drawReceipt(r dialogue.Random) dialogue.Answers {
	var random [19]byte
	// The nonce takes the first five bytes of the same randomness; it is shown
	// to the chat network, the receipt must not follow from it.
	copy(random[:], r[5:])
	return dialogue.Answers{receipt: string(flows.NewReceipt(random))}
}

// doneStep shows the receipt, once, always in a message of its own.
func doneStep(w World) dialogue.Step {
	again := dialogue.Action{ID: "again", Label: dialogue.Say("opinion.done.again"), Move: dialogue.Move{Restart: true}, Row: 1}
	return dialogue.Step{
		ID: done, Title: dialogue.Say("opinion.done.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			if a[receipt] == "" {
				return []dialogue.Block{{Text: dialogue.Say("opinion.done.shown")}}
			}
			return receiptBlocks(a[receipt])
		},
		Page:  &dialogue.Page{Bare: true, Actions: []dialogue.Action{copyReceipt(), again, sweepChat(), finish()}},
		Fresh: true, Once: receipt, Final: true,
	}
}

func receiptBlocks(r string) []dialogue.Block {
	return []dialogue.Block{
		{Text: dialogue.Say("opinion.done.body")},
		{Kind: dialogue.Code, Text: dialogue.Verbatim(flows.Receipt(r).String())},
		{Text: dialogue.Say("opinion.done.keep")},
	}
}

func copyReceipt() dialogue.Action {
	return dialogue.Action{ID: "copy", Label: dialogue.Say("opinion.done.copy"),
		Copy: func(a dialogue.Answers) string { return flows.Receipt(a[receipt]).String() }}
}

func finish() dialogue.Action {
	return dialogue.Action{ID: "finish", Label: dialogue.Say("opinion.done.finish"),
		Move: dialogue.Move{Leave: true}, Row: 2}
}

// thanksStep ends the conversation of somebody who had nothing to say.
func thanksStep() dialogue.Step {
	return dialogue.Step{
		ID: thanks, Title: dialogue.Say("opinion.thanks.title"),
		Say: body(dialogue.Say("opinion.thanks.body")),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "again", Label: dialogue.Say("opinion.thanks.still"), Move: dialogue.Move{Restart: true}, Row: 1},
			sweepChat(), finish()}},
		Final: true,
	}
}

// Record is the opinion that the answers make: what is shown at the preview is
// this, and what is kept is this.
func Record(a dialogue.Answers) flows.Opinion {
	o := flows.Opinion{Subject: flows.SubjectID(a[subject]), Kind: flows.Kind(a[kind]), Text: a[text], Case: a[example]}
	if a[aspect] != unsure {
		o.Aspect = flows.AspectID(a[aspect])
	}
	if o.Kind == flows.Problem {
		o.Remedy = a[remedy]
	}
	return o
}

// recordBlocks show an opinion field by field.
func recordBlocks(r flows.Round, o flows.Opinion) []dialogue.Block {
	s, _ := r.Subject(o.Subject)
	blocks := []dialogue.Block{{Text: dialogue.Say("opinion.record", "subject", subjectLabel(s),
		"aspect", aspectLabel(r, o.Aspect), "kind", kindLabel(o.Kind))}}
	for _, part := range []struct{ key, words string }{
		{"opinion.text.title", o.Text}, {"opinion.case.title", o.Case}, {"opinion.remedy.title", o.Remedy},
	} {
		if part.words != "" {
			blocks = append(blocks, dialogue.Block{Text: dialogue.Say("opinion.part", "name", dialogue.Say(part.key))},
				dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(part.words)})
		}
	}
	return blocks
}

// readers says who will be able to read it.
func readers(r flows.Round) dialogue.Text {
	key := "opinion.confirm.readers"
	if r.Recipient != "" {
		key = "opinion.confirm.readers_own_key"
	}
	return dialogue.Say(key, "k", r.K)
}

func subjectLabel(s flows.Subject) dialogue.Text {
	switch s.Kind {
	case flows.TeamKind:
		return teamLabel(s.Name)
	case flows.OtherKind:
		return dialogue.Say("opinion.subject.other")
	}
	if s.Post == "" {
		return dialogue.Verbatim(s.Name)
	}
	return dialogue.Say("opinion.subject.member", "name", s.Name, "post", s.Post)
}

// teamLabel says that it is the team, unless its name does.
func teamLabel(name string) dialogue.Text {
	if name == "" || strings.HasSuffix(name, "班子") {
		return dialogue.Verbatim(cmp.Or(name, "领导班子"))
	}
	return dialogue.Say("opinion.subject.team", "name", name)
}

func subjectOf(r flows.Round, a dialogue.Answers) dialogue.Text {
	s, _ := r.Subject(flows.SubjectID(a[subject]))
	return subjectLabel(s)
}

func aspectOf(r flows.Round, a dialogue.Answers) dialogue.Text {
	return aspectLabel(r, flows.AspectID(a[aspect]))
}

func aspectLabel(r flows.Round, id flows.AspectID) dialogue.Text {
	if a, ok := r.Aspect(id); ok {
		return dialogue.Verbatim(a.Label)
	}
	return dialogue.Say("opinion.aspect.unsure")
}

func kindLabel(k flows.Kind) dialogue.Text {
	if k == flows.Proposal {
		return dialogue.Say("opinion.kind.proposal")
	}
	return dialogue.Say("opinion.kind.problem")
}
