package talk

import (
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// hear looks at what somebody answered.
func hear(by flows.SubjectID) *dialogue.Move {
	return &dialogue.Move{Set: dialogue.Answers{heard: string(by)}, Goto: heard}
}

// heardStep shows an answer with both wordings of what it corrects. Whose it is
// can change it or take it back.
func heardStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: heard, Title: dialogue.Say("talk.heard.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			r, answer, ok := v.answer(a)
			if !ok {
				return []dialogue.Block{{Text: dialogue.Say("talk.heard.gone")}}
			}
			return v.replyBlocks(r, answer)
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			r, answer, ok := v.answer(a)
			if !ok || answer.By != v.Self {
				return dialogue.Choice{}
			}
			return dialogue.Choice{Options: []dialogue.Option{
				{ID: "anew", Label: dialogue.Say("talk.heard.anew"), Move: toReply(v.Round.ID, r, "")},
				{ID: "withdraw", Label: dialogue.Say("talk.heard.withdraw"), Move: &dialogue.Move{Goto: sure}},
			}}
		}},
	}
}

// answer is the one that is looked at: of others' only those to the member's log.
func (v Overview) answer(a dialogue.Answers) (flows.TalkRecord, flows.TalkAnswer, bool) {
	r, _ := v.find(a[mine])
	standing := r.Standing()
	i := slices.IndexFunc(standing, func(t flows.TalkAnswer) bool { return string(t.By) == a[heard] })
	if i < 0 || r.Talk.By != v.Self && standing[i].By != v.Self {
		return r, flows.TalkAnswer{}, false
	}
	return r, standing[i], true
}

// replyBlocks say what was answered.
func (v Overview) replyBlocks(r flows.TalkRecord, a flows.TalkAnswer) []dialogue.Block {
	head := dialogue.Say("talk.heard.head", "name", v.name(a.By), "date", v.day(a.Day), "state", dialogue.Say("talk.verdict."+string(a.Verdict)))
	return append([]dialogue.Block{{Text: head}}, v.saidBlocks(r.Talk.By, a)...)
}

// saidBlocks are an answer's corrections, each wording under the name of whose it
// is, and its response.
func (v Overview) saidBlocks(logger flows.SubjectID, a flows.TalkAnswer) []dialogue.Block {
	var said []string
	for _, c := range a.Corrections {
		said = append(said, c.Was, c.Says)
	}
	said, cut := fit(append(said, a.Text), maxSaid)
	var blocks []dialogue.Block
	for i, c := range a.Corrections {
		blocks = append(blocks, v.wordings(c.Field, logger, a.By, said[2*i], said[2*i+1])...)
	}
	if a.Text != "" {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.part", "name", dialogue.Say("talk.reply.text.title"))},
			dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(said[len(said)-1])})
	}
	if cut {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.shortened")})
	}
	return blocks
}

// wordings are both wordings of a field.
func (v Overview) wordings(f flows.TalkField, logger, other flows.SubjectID, was, says string) []dialogue.Block {
	title := fieldTitle(f)
	if short(f) {
		return []dialogue.Block{{Text: dialogue.Say("talk.heard.short", "field", title, "logger", v.name(logger),
			"was", v.wording(f, was), "name", v.name(other), "says", v.wording(f, says))}}
	}
	blocks := []dialogue.Block{}
	for _, w := range []struct {
		by   flows.SubjectID
		said string
	}{{logger, was}, {other, says}} {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.heard.part", "field", title, "name", v.name(w.by))})
		if w.said == "" {
			blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.heard.nothing")})
			continue
		}
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(w.said)})
	}
	return blocks
}

// wording is a short field as people read it.
func (v Overview) wording(f flows.TalkField, s string) dialogue.Text {
	switch {
	case f == flows.KindField:
		return KindLabel(flows.TalkKind(s))
	case s == "":
		return dialogue.Say("talk.heard.nothing")
	case f == flows.DateField:
		return dialogue.Say("talk.heard.day", "date", v.day(s))
	}
	return dialogue.Verbatim(s)
}

// short says that a field is a few words.
func short(f flows.TalkField) bool {
	return f == flows.DateField || f == flows.PlaceField || f == flows.KindField
}

// fieldTitle names a field of a log.
func fieldTitle(f flows.TalkField) dialogue.Text { return dialogue.Say("talk." + string(f) + ".title") }
