package opinion

import (
	"strconv"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// FlowName is the name of the conversation; its topic is the round's id.
const FlowName = "opinion"

// The effects the conversation asks for.
const (
	EffectSubmit  = "opinion.submit"
	EffectNothing = "opinion.nothing"
	EffectDiscard = "opinion.discard"
)

// Step and answer names. They are kept in sessions: changing one means raising
// the flow's version.
const (
	subject = "subject"
	aspect  = "aspect"
	kind    = "kind"
	text    = "text"
	example = "case"
	remedy  = "remedy"
	receipt = "receipt"
	confirm = "confirm"
	done    = "done"
	thanks  = "thanks"
	full    = "full"

	nothing = "nothing" // as subject: 暂无意见建议
	unsure  = "unsure"  // as aspect: 不确定/其他
)

// A World is what the conversation depends on outside of what is said in it.
type World struct {
	Round flows.Round
	Self  flows.SubjectID // the person's own place in the team: not offered as a subject
	Names []string        // the person's names, for the guard; never kept
	Given int             // opinions this chat has given in the round
	Drawn bool            // a receipt was drawn for what is being written: it may have arrived
	Guard *Guard
}

// Flow is the conversation of DESIGN section 7, “Opinion”, for one round.
func Flow(w World) dialogue.Flow {
	return dialogue.Flow{Name: FlowName, Version: 1, Discard: w.discard, Steps: []dialogue.Step{
		fullStep(w),
		subjectStep(w),
		aspectStep(w),
		kindStep(),
		textStep(w), guardStep(w, text),
		exampleStep(), guardStep(w, example),
		remedyStep(), guardStep(w, remedy),
		confirmStep(w),
		doneStep(w),
		thanksStep(),
	}}
}

func fullStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: full, Title: dialogue.Say("opinion.full.title"),
		When:  func(dialogue.Answers) bool { return w.Given >= flows.MaxOpinions },
		Say:   body(dialogue.Say("opinion.full.body", "max", flows.MaxOpinions)),
		Page:  &dialogue.Page{Bare: true, Actions: []dialogue.Action{finish()}},
		Final: true,
	}
}

func subjectStep(w World) dialogue.Step {
	c := &dialogue.Choice{}
	for _, s := range w.Round.Subjects() {
		option := dialogue.Option{ID: string(s.ID), Label: subjectLabel(s)}
		switch s.ID {
		case w.Self:
		case flows.OtherSubject:
			c.Pinned = append(c.Pinned, option)
		default:
			c.Options = append(c.Options, option)
		}
	}
	if w.Given == 0 && !w.Drawn { // who has said something has not “nothing to say”
		c.Pinned = append(c.Pinned, dialogue.Option{ID: nothing, Label: dialogue.Say("opinion.subject.nothing"),
			Move: &dialogue.Move{Effect: EffectNothing, Goto: thanks}})
	}
	return dialogue.Step{
		ID: subject, Title: dialogue.Say("opinion.subject.title"),
		Say:    body(dialogue.Say("opinion.subject.body")),
		Choice: c,
	}
}

func aspectStep(w World) dialogue.Step {
	var options []dialogue.Option
	for i, a := range w.Round.Aspects {
		options = append(options, dialogue.Option{ID: string(a.ID), Label: dialogue.Verbatim(strconv.Itoa(i+1) + " " + a.Label)})
	}
	return dialogue.Step{
		ID: aspect, Title: dialogue.Say("opinion.aspect.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			blocks := []dialogue.Block{{Text: dialogue.Say("opinion.aspect.body")}}
			for i, a := range w.Round.Aspects {
				blocks = append(blocks, dialogue.Block{Text: dialogue.Verbatim(strconv.Itoa(i+1) + ". " + a.Text)})
			}
			return blocks
		},
		Choice: &dialogue.Choice{Options: options,
			Pinned: []dialogue.Option{{ID: unsure, Label: dialogue.Say("opinion.aspect.unsure")}}},
	}
}

func kindStep() dialogue.Step {
	return dialogue.Step{
		ID: kind, Title: dialogue.Say("opinion.kind.title"),
		Say: body(dialogue.Say("opinion.kind.body")),
		Choice: &dialogue.Choice{Options: []dialogue.Option{
			{ID: string(flows.Problem), Label: kindLabel(flows.Problem)},
			{ID: string(flows.Proposal), Label: kindLabel(flows.Proposal)},
		}},
	}
}

func textStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: text, Title: dialogue.Say("opinion.text.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{
				{Text: dialogue.Say("opinion.text.about", "subject", subjectOf(w.Round, a),
					"aspect", aspectOf(w.Round, a), "kind", kindLabel(flows.Kind(a[kind])))},
				{Text: dialogue.Say("opinion.text.body", "min", flows.MinText, "max", flows.MaxText)},
			}
		},
		Writing: &dialogue.Writing{Min: flows.MinText, Max: flows.MaxText},
		Clears:  []string{guardOf(text)},
	}
}

func exampleStep() dialogue.Step {
	return dialogue.Step{
		ID: example, Title: dialogue.Say("opinion.case.title"),
		Say:     body(dialogue.Say("opinion.case.body", "max", flows.MaxCase)),
		Writing: &dialogue.Writing{Max: flows.MaxCase, Optional: true},
		Clears:  []string{guardOf(example)},
	}
}

func remedyStep() dialogue.Step {
	return dialogue.Step{
		ID: remedy, Title: dialogue.Say("opinion.remedy.title"),
		When:    func(a dialogue.Answers) bool { return a[kind] != string(flows.Proposal) },
		Say:     body(dialogue.Say("opinion.remedy.body", "max", flows.MaxRemedy)),
		Writing: &dialogue.Writing{Max: flows.MaxRemedy, Optional: true},
		Clears:  []string{guardOf(remedy)},
	}
}

func body(t dialogue.Text) func(dialogue.Answers) []dialogue.Block {
	return func(dialogue.Answers) []dialogue.Block { return []dialogue.Block{{Text: t}} }
}
