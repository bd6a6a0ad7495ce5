package talk

import (
	"strconv"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// ReplyName is the conversation in which the other side of a talk says how it was;
// its topic is the round's id.
const ReplyName = "talkreply"

// EffectReply keeps what the other side answers: see Reply. It may be asked for
// again.
const EffectReply = "talk.reply"

// Step and answer names of it. The steps that correct a field have the field's
// name, as the log's conversation has.
const (
	verdict  = "verdict"
	wrong    = "wrong" // which fields
	response = "text"

	about   = "talk"    // its id
	edition = "edition" // of the log, as it was shown
)

// toReply begins the answer to a talk as it stands; without a verdict it is asked for.
func toReply(round flows.RoundID, r flows.TalkRecord, said flows.TalkVerdict) *dialogue.Move {
	m := &dialogue.Move{Enter: ref(ReplyName, round), Begin: dialogue.Answers{about: string(r.ID), edition: strconv.Itoa(r.Edition)}}
	if said != "" {
		m.Begin[verdict], m.Next = string(said), true
	}
	return m
}

// ReplyFlow is the conversation of the other side: is it so, what was otherwise,
// and what they have to say to it.
func ReplyFlow(v Overview) dialogue.Flow {
	steps := []dialogue.Step{verdictStep(v), wrongStep()}
	for _, f := range flows.TalkFields() {
		steps = append(steps, correctStep(v, f))
	}
	return dialogue.Flow{Name: ReplyName, Version: 1, Steps: append(steps, responseStep(), replyCheckStep(v), replyThanksStep(v))}
}

func verdictStep(v Overview) dialogue.Step {
	c := &dialogue.Choice{}
	for _, said := range []flows.TalkVerdict{flows.TalkConfirmed, flows.TalkCorrected, flows.TalkObjected} {
		c.Options = append(c.Options, dialogue.Option{ID: string(said), Label: verdictLabel(said)})
	}
	return dialogue.Step{
		ID: verdict, Title: dialogue.Say("talk.reply.title"), Choice: c,
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, ok := v.find(a[about])
			if !ok {
				return []dialogue.Block{{Text: dialogue.Say("talk.one.gone")}}
			}
			by := dialogue.Block{Text: dialogue.Say("talk.one.by", "name", v.name(r.Talk.By))}
			return append([]dialogue.Block{by}, recordBlocks(v.Round, r.Talk, v.Today.Location())...)
		},
	}
}

func corrects(a dialogue.Answers) bool { return a[verdict] == string(flows.TalkCorrected) }

func wrongStep() dialogue.Step {
	c := &dialogue.Choice{Many: true, Stay: true, Columns: 2}
	for _, f := range flows.TalkFields() {
		c.Options = append(c.Options, dialogue.Option{ID: string(f), Label: fieldTitle(f)})
	}
	return dialogue.Step{
		ID: wrong, Title: dialogue.Say("talk.reply.wrong.title"), When: corrects, Choice: c,
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.reply.wrong.body")}}
		},
	}
}

func responseStep() dialogue.Step {
	return dialogue.Step{
		ID: response, Title: dialogue.Say("talk.reply.text.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.reply.text.body", "max", flows.MaxTalkText)}}
		},
		Writing: &dialogue.Writing{Min: 1, Max: flows.MaxTalkText, Optional: true},
	}
}

func replyCheckStep(v Overview) dialogue.Step {
	fields := []dialogue.Field{{Step: verdict, Label: dialogue.Say("talk.reply.title")}, {Step: wrong, Label: dialogue.Say("talk.reply.wrong.title")}}
	for _, f := range flows.TalkFields() {
		fields = append(fields, dialogue.Field{Step: string(f), Label: fieldTitle(f)})
	}
	return dialogue.Step{
		ID: check, Title: dialogue.Say("talk.check.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, ok := v.find(a[about])
			if !ok {
				return []dialogue.Block{{Text: dialogue.Say("talk.one.gone")}}
			}
			blocks := []dialogue.Block{{Text: dialogue.Say("talk.reply.check", "name", v.name(r.Talk.By), "date", v.day(r.Talk.Date),
				"state", dialogue.Say("talk.verdict."+a[verdict]))}}
			reply := Reply(v.Self, r, a)
			if corrects(a) && len(reply.Corrections) == 0 {
				blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.reply.same")})
			}
			return append(append(blocks, v.saidBlocks(r.Talk.By, reply)...), dialogue.Block{Text: dialogue.Say("talk.reply.readers")})
		},
		Review: &dialogue.Review{
			Submit: dialogue.Action{ID: "save", Label: dialogue.Say("talk.reply.save"), Move: dialogue.Move{Effect: EffectReply, Goto: thanks}},
			Discard: dialogue.Action{ID: "discard", Label: dialogue.Say("talk.check.discard"),
				Move: dialogue.Move{Leave: true, Notice: dialogue.Say("engine.cancelled")}},
			Fields: append(fields, dialogue.Field{Step: response, Label: dialogue.Say("talk.reply.text.title")}),
		},
	}
}

func replyThanksStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: thanks, Title: dialogue.Say("talk.thanks.title"), Final: true,
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.reply.thanks")}}
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "list", Label: dialogue.Say("talk.thanks.list"), Move: leaving(ToList(v.Round.ID))},
			{ID: "finish", Label: dialogue.Say("talk.thanks.finish"), Move: dialogue.Move{Leave: true}},
		}},
	}
}

// leaving ends the conversation on the table before the move.
func leaving(m dialogue.Move) dialogue.Move { m.Leave = true; return m }

// Reply is what the answers of a member make of a talk as it stands: what is shown
// at the preview, and what is kept. A correction that changes nothing is none.
func Reply(by flows.SubjectID, r flows.TalkRecord, a dialogue.Answers) flows.TalkAnswer {
	n, _ := strconv.Atoi(a[edition])
	reply := flows.TalkAnswer{By: by, Verdict: flows.TalkVerdict(a[verdict]), Text: a[response], Edition: n}
	for _, f := range flows.TalkFields() {
		if was := r.Talk.Field(f); isWrong(f)(a) && a[string(f)] != "" && a[string(f)] != was {
			reply.Corrections = append(reply.Corrections, flows.TalkCorrection{Field: f, Was: was, Says: a[string(f)]})
		}
	}
	return reply
}

// Replied is which talk the answers of a member are about.
func Replied(a dialogue.Answers) flows.TalkID { return flows.TalkID(a[about]) }
