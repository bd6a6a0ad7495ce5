package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// FlowName is the name of the conversation; its topic is the round's id.
const FlowName = "talk"

// EffectSave keeps the talk: see Record and ID. It may be asked for again.
const EffectSave = "talk.save"

// Step and answer names. They are kept in sessions: changing one means raising
// the flow's version.
const (
	with     = "with"
	kind     = "kind"
	date     = "date"
	place    = "at"
	own      = "own"
	given    = "given"
	received = "received"
	agreed   = "agreed"
	check    = "check"
	thanks   = "thanks"

	number = "id"    // the talk's, drawn for the preview
	find   = "find"  // names or a part of one, typed, that the roster is searched for
	month  = "month" // that the calendar is open at, 2006-01

	nowhere = "-" // as place: none was noted
)

// A World is what the conversation depends on outside of what is said in it.
type World struct {
	Round flows.Round
	Self  flows.SubjectID // the member who logs
	Today time.Time       // any moment of today, where they are
	Place string          // where their last talk was, see LastPlace; may be empty
}

// LastPlace is where the latest of a member's talks was that notes a place.
func LastPlace(talks []flows.Talk) string {
	var last flows.Talk
	for _, t := range talks {
		if t.At != "" && t.Date >= last.Date {
			last = t
		}
	}
	return last.At
}

// ToLog is where /talk leads: to the conversation of a round, where it stood.
func ToLog(round flows.RoundID) dialogue.Move { return dialogue.Move{Enter: ref(FlowName, round)} }

func ref(flow string, round flows.RoundID) dialogue.Ref {
	return dialogue.Ref{Flow: flow, Topic: string(round)}
}

// Flow is the conversation of DESIGN section 7, “Talk”, for one member and round.
func Flow(w World) dialogue.Flow {
	return dialogue.Flow{Name: FlowName, Version: 1, Steps: []dialogue.Step{
		withStep(w),
		kindStep(w),
		dateStep(w),
		placeStep(w),
		textStep(own), textStep(given), textStep(received), textStep(agreed),
		checkStep(w),
		thanksStep(w),
	}}
}

func kindStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: kind, Title: dialogue.Say("talk.kind.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			people := counterparts(w.Round, a[with])
			key := "talk.kind.body"
			if len(people) > 1 {
				key = "talk.kind.body_group"
			}
			return []dialogue.Block{{Text: dialogue.Say(key, "with", names(w.Round, people), "n", len(people))}}
		},
		Choice: &dialogue.Choice{For: w.kinds},
	}
}

// kinds offers the kind that the roster tells first, to be accepted by one tap.
func (w World) kinds(a dialogue.Answers) dialogue.Choice {
	people := counterparts(w.Round, a[with])
	likely := KindOf(w.Round, w.Self, people)
	option := func(k flows.TalkKind) dialogue.Option { return dialogue.Option{ID: string(k), Label: KindLabel(k)} }
	c := dialogue.Choice{Options: []dialogue.Option{option(likely)}, Pinned: []dialogue.Option{
		{ID: "more", Label: dialogue.Say("talk.kind.more"), Move: &dialogue.Move{Goto: with}}}}
	if a[kind] == "" {
		c.Options[0].Label = dialogue.Say("talk.kind.likely", "label", KindLabel(likely))
	}
	for _, k := range Kinds(w.Round, w.Self, people) {
		if k != likely {
			c.Options = append(c.Options, option(k))
		}
	}
	return c
}

// KindLabel names a kind of talk.
func KindLabel(k flows.TalkKind) dialogue.Text { return dialogue.Say("talk.kind." + string(k)) }

func placeStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: place, Title: dialogue.Say("talk.at.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: w.about(a)}, {Text: dialogue.Say("talk.at.body")}}
		},
		Choice: &dialogue.Choice{For: w.places},
	}
}

// places offers where the last talk was, and what was typed.
func (w World) places(a dialogue.Answers) dialogue.Choice {
	c := dialogue.Choice{Typed: readPlace, Pinned: []dialogue.Option{{ID: nowhere, Label: dialogue.Say("engine.button.skip")}}}
	if w.Place != "" {
		c.Options = append(c.Options, dialogue.Option{ID: "last", Value: w.Place, Label: dialogue.Say("talk.at.last", "name", w.Place)})
	}
	if said := a[place]; said != "" && said != w.Place && said != nowhere {
		c.Options = append(c.Options, dialogue.Option{ID: "said", Value: said, Label: dialogue.Verbatim(said)})
	}
	return c
}

func readPlace(_ dialogue.Answers, said string) dialogue.Option {
	said = text.OneLine(said)
	if n := text.Len(said); n > flows.MaxTalkPlace {
		return told(dialogue.Say("talk.at.long", "max", flows.MaxTalkPlace, "length", n))
	}
	return dialogue.Option{Value: said}
}

// told takes a message for nothing, and says why.
func told(why dialogue.Text) dialogue.Option {
	return dialogue.Option{Move: &dialogue.Move{Notice: why}}
}

// about says whom and which day the talk is about.
func (w World) about(a dialogue.Answers) dialogue.Text {
	return dialogue.Say("talk.about", "with", names(w.Round, counterparts(w.Round, a[with])), "date", calendar.Shown(a[date], w.Today.Location()))
}

// textStep is one of the four texts. Each may be skipped; not all.
func textStep(id string) dialogue.Step {
	w := &dialogue.Writing{Min: 1, Max: flows.MaxTalkText, Optional: true}
	if id == agreed {
		w.Needed = func(a dialogue.Answers) bool { return a[own]+a[given]+a[received]+a[agreed] == "" }
	}
	return dialogue.Step{
		ID: id, Title: textTitle(id), Writing: w,
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := []dialogue.Block{{Text: dialogue.Say("talk."+id+".body", "max", flows.MaxTalkText)}}
			if w.Needed != nil && w.Needed(a) {
				blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.one_at_least")})
			}
			return blocks
		},
	}
}

func textTitle(id string) dialogue.Text { return dialogue.Say("talk." + id + ".title") }
