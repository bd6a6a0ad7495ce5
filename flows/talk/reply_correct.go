package talk

import (
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// isWrong says whether a field is to be corrected.
func isWrong(f flows.TalkField) func(dialogue.Answers) bool {
	return func(a dialogue.Answers) bool {
		return corrects(a) && slices.Contains(dialogue.Several(a[wrong]), string(f))
	}
}

// correctStep asks how a field was, beside how the log has it.
func correctStep(v Overview, f flows.TalkField) dialogue.Step {
	step := v.asks(f)
	step.ID, step.Title, step.When = string(f), fieldTitle(f), isWrong(f)
	say := step.Say
	step.Say = func(a dialogue.Answers) []dialogue.Block {
		blocks := v.logged(f, a)
		if say != nil {
			blocks = append(blocks, say(a)...)
		}
		return blocks
	}
	return step
}

func (v Overview) asks(f flows.TalkField) dialogue.Step {
	switch f {
	case flows.DateField:
		return dateStep(World{Round: v.Round, Self: v.Self, Today: v.Today})
	case flows.KindField:
		return dialogue.Step{Choice: &dialogue.Choice{For: v.otherKinds}}
	case flows.PlaceField:
		return dialogue.Step{Choice: &dialogue.Choice{For: otherPlace}}
	}
	return dialogue.Step{Writing: &dialogue.Writing{Min: 1, Max: flows.MaxTalkText}}
}

// logged is how the log has a field, and the question.
func (v Overview) logged(f flows.TalkField, a dialogue.Answers) []dialogue.Block {
	r, _ := v.find(a[about])
	was, name := r.Talk.Field(f), v.name(r.Talk.By)
	switch {
	case short(f):
		return []dialogue.Block{{Text: dialogue.Say("talk.reply.short", "name", name, "was", v.wording(f, was))}}
	case was == "":
		return []dialogue.Block{{Text: dialogue.Say("talk.reply.blank", "name", name)}}
	}
	return []dialogue.Block{{Text: dialogue.Say("talk.reply.part", "name", name)}, {Kind: dialogue.Quote, Text: dialogue.Verbatim(was)},
		{Text: dialogue.Say("talk.reply.how", "max", flows.MaxTalkText)}}
}

// otherKinds are those that the log does not say.
func (v Overview) otherKinds(a dialogue.Answers) dialogue.Choice {
	r, _ := v.find(a[about])
	var c dialogue.Choice
	for _, k := range flows.TalkKinds() {
		if k != r.Talk.Kind {
			c.Options = append(c.Options, dialogue.Option{ID: string(k), Label: KindLabel(k)})
		}
	}
	return c
}

// otherPlace is typed.
func otherPlace(a dialogue.Answers) dialogue.Choice {
	c := dialogue.Choice{Typed: readPlace}
	if said := a[place]; said != "" {
		c.Options = []dialogue.Option{{ID: "said", Value: said, Label: dialogue.Verbatim(said)}}
	}
	return c
}
