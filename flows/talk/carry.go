package talk

import (
	"encoding/hex"
	"strconv"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// CarryName is the conversation in which who logged a talk carries over what the
// other side said into what is solicited; its topic is the round's id.
const CarryName = "talkcarry"

// EffectCarry keeps what is carried over: see Carried. It may be asked for again.
const EffectCarry = "talk.carry"

// Step and answer names of it.
const (
	words   = "words"
	subject = "subject"
	aspect  = "aspect"

	unsure = "unsure" // as aspect: 不确定/其他
)

// maxCarried is how much is carried over from one talk: more makes no screen.
const maxCarried = 5

func toCarry(round flows.RoundID, r flows.TalkRecord) *dialogue.Move {
	return &dialogue.Move{Enter: ref(CarryName, round), Begin: dialogue.Answers{about: string(r.ID)}}
}

// CarryFlow asks which of the words that the other side said are carried over,
// whom they are about and which aspect. They stay as they stand in the log.
func CarryFlow(v Overview) dialogue.Flow {
	return dialogue.Flow{Name: CarryName, Version: 1, Steps: []dialogue.Step{
		wordsStep(v), subjectStep(v), aspectStep(v.Round), carryCheckStep(v), carryThanksStep(v),
	}}
}

func wordsStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: words, Title: dialogue.Say("talk.carry.words.title"), Clears: []string{number},
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, ok := v.find(a[about])
			if !ok {
				return []dialogue.Block{{Text: dialogue.Say("talk.one.gone")}}
			}
			return []dialogue.Block{{Kind: dialogue.Quote, Text: dialogue.Verbatim(r.Talk.Received)}, {Text: dialogue.Say("talk.carry.words.body")}}
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			r, _ := v.find(a[about])
			c := dialogue.Choice{Typed: func(_ dialogue.Answers, said string) dialogue.Option { return excerpt(r.Talk.Received, said) }}
			if said := a[words]; said != "" && said != r.Talk.Received && strings.Contains(r.Talk.Received, said) {
				c.Options = append(c.Options, dialogue.Option{ID: "said", Value: said, Label: dialogue.Verbatim(text.Cut(text.OneLine(said), shortText))})
			}
			if r.Talk.Received != "" {
				c.Options = append(c.Options, dialogue.Option{ID: "all", Value: r.Talk.Received, Label: dialogue.Say("talk.carry.words.all")})
			}
			return c
		}},
	}
}

// excerpt takes words that stand in the log, whatever the space between them, as
// they stand there: nobody's words are changed on the way.
func excerpt(log, said string) dialogue.Option {
	for i := range log {
		if end, ok := reaches(log[i:], said); ok {
			if found := strings.TrimSpace(log[i : i+end]); text.Len(found) >= flows.MinText {
				return dialogue.Option{Value: found}
			}
			return told(dialogue.Say("talk.carry.words.short", "min", flows.MinText))
		}
	}
	return told(dialogue.Say("talk.carry.words.other"))
}

// reaches is how much of s begins with said, but for space.
func reaches(s, said string) (end int, ok bool) {
	rest := strings.Join(strings.Fields(said), "")
	for i, r := range s {
		if rest == "" {
			return i, true
		}
		if strings.ContainsRune(" \n\t\u3000", r) {
			continue
		}
		if !strings.HasPrefix(rest, string(r)) {
			return 0, false
		}
		rest = rest[len(string(r)):]
	}
	return len(s), rest == ""
}

func subjectStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: subject, Title: dialogue.Say("talk.carry.subject.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.carry.subject.body")}}
		},
		Choice: &dialogue.Choice{Options: []dialogue.Option{
			{ID: "self", Value: string(v.Self), Label: dialogue.Say("talk.carry.self", "name", v.name(v.Self))},
			{ID: string(flows.TeamSubject), Label: dialogue.Say("talk.carry.team")},
		}},
	}
}

func aspectStep(r flows.Round) dialogue.Step {
	c := &dialogue.Choice{Pinned: []dialogue.Option{{ID: unsure, Label: dialogue.Say("opinion.aspect.unsure")}}}
	for i, a := range r.Aspects {
		c.Options = append(c.Options, dialogue.Option{ID: string(a.ID), Label: dialogue.Verbatim(strconv.Itoa(i+1) + " " + a.Label)})
	}
	return dialogue.Step{
		ID: aspect, Title: dialogue.Say("opinion.aspect.title"), Choice: c,
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("opinion.aspect.body")}}
		},
	}
}

func carryCheckStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: check, Title: dialogue.Say("talk.check.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, _ := v.find(a[about])
			o := Carried(a)
			return []dialogue.Block{{Text: dialogue.Say("talk.carry.check", "subject", v.subject(o), "aspect", v.aspect(o))},
				{Kind: dialogue.Quote, Text: dialogue.Verbatim(o.Text)}, {Text: v.naming(r)}}
		},
		Draw: func(r dialogue.Random) dialogue.Answers { return dialogue.Answers{number: hex.EncodeToString(r[5:21])} },
		Review: &dialogue.Review{
			Submit: dialogue.Action{ID: "save", Label: dialogue.Say("talk.carry.save"), Move: dialogue.Move{Effect: EffectCarry, Goto: thanks}},
			Discard: dialogue.Action{ID: "discard", Label: dialogue.Say("talk.check.discard"),
				Move: dialogue.Move{Leave: true, Notice: dialogue.Say("engine.cancelled")}},
			Fields: []dialogue.Field{{Step: words, Label: dialogue.Say("talk.carry.words.title")},
				{Step: subject, Label: dialogue.Say("talk.carry.subject.title")}, {Step: aspect, Label: dialogue.Say("opinion.aspect.title")}},
		},
	}
}

// naming says whether the speaker's name will stand there: as they wish, where
// they can be asked.
func (v Overview) naming(r flows.TalkRecord) dialogue.Text {
	for _, m := range v.Asked {
		if r.Spoke(m) {
			return dialogue.Say("talk.carry.asked", "name", v.name(m))
		}
	}
	return dialogue.Say("talk.carry.unnamed")
}

func (v Overview) aspect(o flows.TalkOpinion) dialogue.Text {
	if a, ok := v.Round.Aspect(o.Aspect); ok {
		return dialogue.Verbatim(a.Label)
	}
	return dialogue.Say("opinion.aspect.unsure")
}

func carryThanksStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: thanks, Title: dialogue.Say("talk.thanks.title"), Final: true,
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.carry.thanks")}}
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "list", Label: dialogue.Say("talk.thanks.list"), Move: leaving(ToList(v.Round.ID))},
			{ID: "finish", Label: dialogue.Say("talk.thanks.finish"), Move: dialogue.Move{Leave: true}},
		}},
	}
}

// Carried is what the answers of a member carry over.
func Carried(a dialogue.Answers) flows.TalkOpinion {
	o := flows.TalkOpinion{ID: flows.CarriedID(a[number]), Talk: flows.TalkID(a[about]), Subject: flows.SubjectID(a[subject]), Text: a[words]}
	if a[aspect] != unsure {
		o.Aspect = flows.AspectID(a[aspect])
	}
	return o
}
