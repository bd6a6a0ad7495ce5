package talk

import (
	"cmp"
	"slices"
	"strings"

	"soundings/flows/dialogue"
)

// maxTold is how many talks are told in a row, with few names each; there is a
// button for every one.
const maxTold, fewNames = 20, 3

func mineStep(v Overview) dialogue.Step {
	c := &dialogue.Choice{}
	for _, t := range v.newest() {
		c.Options = append(c.Options, dialogue.Option{ID: string(t.ID),
			Label: dialogue.Say("talk.mine.option", "date", shown(t.Talk.Date, v.Zone), "label", row(v.Round, t.Talk.With, fewNames))})
	}
	return dialogue.Step{
		ID: mine, Title: dialogue.Say("talk.mine.title"), Choice: c,
		Say: func(dialogue.Answers) []dialogue.Block {
			if len(v.Mine) == 0 {
				return []dialogue.Block{{Text: dialogue.Say("talk.mine.none")}}
			}
			blocks := []dialogue.Block{{Text: dialogue.Say("talk.mine.body")}}
			for _, t := range v.newest()[:min(len(v.Mine), maxTold)] {
				blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("talk.mine.line",
					"date", shown(t.Talk.Date, v.Zone), "with", row(v.Round, t.Talk.With, fewNames), "kind", KindLabel(t.Talk.Kind), "state", t.State)})
			}
			return blocks
		},
	}
}

// oneStep shows one of them in full.
func oneStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: one, Title: dialogue.Say("talk.one.title"), Page: &dialogue.Page{},
		Say: func(a dialogue.Answers) []dialogue.Block {
			i := slices.IndexFunc(v.Mine, func(t Logged) bool { return string(t.ID) == a[mine] })
			if i < 0 {
				return []dialogue.Block{{Text: dialogue.Say("talk.one.gone")}}
			}
			blocks := recordBlocks(v.Round, v.Mine[i].Talk, v.Zone)
			if !v.Mine[i].State.Zero() {
				blocks = append(blocks, dialogue.Block{Text: v.Mine[i].State})
			}
			return blocks
		},
	}
}

// newest are the member's talks, the last first.
func (v Overview) newest() []Logged {
	return slices.SortedFunc(slices.Values(v.Mine), func(a, b Logged) int {
		return cmp.Or(strings.Compare(b.Talk.Date, a.Talk.Date), strings.Compare(string(a.ID), string(b.ID)))
	})
}
