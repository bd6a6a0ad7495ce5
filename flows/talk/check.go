package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
	"soundings/flows/text"
)

// checkStep shows the talk as it will be kept, and who will see it.
func checkStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: check, Title: dialogue.Say("talk.check.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			return append(recordBlocks(w.Round, Record(w.Round, w.Self, a), w.Today.Location()), dialogue.Block{Text: readers(w.Round)})
		},
		Draw: drawID,
		Review: &dialogue.Review{
			Submit: dialogue.Action{ID: "save", Label: dialogue.Say("talk.check.save"), Move: dialogue.Move{Effect: EffectSave, Goto: thanks}},
			Discard: dialogue.Action{ID: "discard", Label: dialogue.Say("talk.check.discard"),
				Move: dialogue.Move{Leave: true, Notice: dialogue.Say("engine.cancelled")}},
			Fields: fields(),
		},
	}
}

func fields() []dialogue.Field {
	all := []dialogue.Field{
		{Step: with, Label: dialogue.Say("talk.with.title")},
		{Step: kind, Label: dialogue.Say("talk.kind.title")},
		{Step: date, Label: dialogue.Say("talk.date.title")},
		{Step: place, Label: dialogue.Say("talk.at.title")},
	}
	for _, id := range []string{own, given, received, agreed} {
		all = append(all, dialogue.Field{Step: id, Label: textTitle(id)})
	}
	return all
}

// readers says who will see it, and whose key it is under.
func readers(r flows.Round) dialogue.Text {
	if r.Recipient != "" {
		return dialogue.Say("talk.check.readers_own_key")
	}
	return dialogue.Say("talk.check.readers")
}

func thanksStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: thanks, Title: dialogue.Say("talk.thanks.title"),
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("talk.thanks.body")}}
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "again", Label: dialogue.Say("talk.thanks.again"), Move: dialogue.Move{Restart: true}},
			{ID: "list", Label: dialogue.Say("talk.thanks.list"), Move: ToList(w.Round.ID), Row: 1},
			{ID: "finish", Label: dialogue.Say("talk.thanks.finish"), Row: 1, Move: dialogue.Move{Leave: true}},
		}},
		Final: true,
	}
}

// recordBlocks show a talk field by field.
func recordBlocks(r flows.Round, t flows.Talk, zone *time.Location) []dialogue.Block {
	way := dialogue.Say("talk.way.single")
	if t.Group() {
		way = dialogue.Say("talk.way.group", "n", len(t.With))
	}
	blocks := []dialogue.Block{{Text: dialogue.Say("talk.record", "with", names(r, t.With), "kind", KindLabel(t.Kind),
		"way", way, "date", calendar.Shown(t.Date, zone), "at", t.At)}}
	said, cut := fit(t.Said(), maxSaid)
	for i, id := range []string{own, given, received, agreed} {
		if said[i] != "" {
			blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.part", "name", textTitle(id))},
				dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(said[i])})
		}
	}
	if cut {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.shortened")})
	}
	return blocks
}

// maxSaid is how much of what was said, in UTF-16 units, fits on a screen beside
// the rest. Of what is longer the ends stay, and a gap between them.
const (
	maxSaid = 2400
	endsOf  = 200
	gap     = " …… "
)

// fit shortens the longest texts until all of them together have no more than
// most units.
func fit(said []string, most int) (fitting []string, cut bool) {
	ends := min(endsOf, most/max(len(said), 1)-len(gap))
	for {
		longest, all := 0, 0
		for i, s := range said {
			all += text.Len(s)
			if text.Len(s) > text.Len(said[longest]) {
				longest = i
			}
		}
		if all <= most {
			return said, cut
		}
		said[longest], cut = text.Hollow(said[longest], all-most, ends, gap), true
	}
}
