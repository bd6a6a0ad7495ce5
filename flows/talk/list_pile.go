package talk

import (
	"cmp"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// maxTold is how many talks are told in a row, with few names each; there is a
// button for every one.
const maxTold, fewNames = 20, 3

// pileStep lists one of the piles.
func pileStep(v Overview) dialogue.Step {
	return dialogue.Step{
		ID: mine, Title: dialogue.Say("talk.mine.title"), Say: v.sayPile,
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			var c dialogue.Choice
			for _, r := range v.listed(a) {
				c.Options = append(c.Options, dialogue.Option{ID: string(r.ID),
					Label: dialogue.Say("talk.mine.option", "date", v.day(r.Talk.Date), "label", row(v.Round, facing(r, v.Self), fewNames))})
			}
			return c
		}},
	}
}

func (v Overview) sayPile(a dialogue.Answers) []dialogue.Block {
	all := v.listed(a)
	if len(all) == 0 {
		return []dialogue.Block{{Text: dialogue.Say("talk.mine.none")}}
	}
	body := "talk.mine.body"
	if a[pile] == theirs {
		body = "talk.theirs.body"
	}
	blocks := []dialogue.Block{{Text: dialogue.Say(body)}}
	for _, r := range all[:min(len(all), maxTold)] {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("talk.mine.line",
			"date", v.day(r.Talk.Date), "with", row(v.Round, facing(r, v.Self), fewNames), "kind", KindLabel(r.Talk.Kind), "state", v.state(r))})
	}
	return blocks
}

// listed is the pile that is looked at, the newest first, but before all what
// waits for the member's word.
func (v Overview) listed(a dialogue.Answers) []flows.TalkRecord {
	return slices.SortedFunc(slices.Values(v.pile(cmp.Or(a[pile], mine))), func(a, b flows.TalkRecord) int {
		switch {
		case v.waits(a) != v.waits(b) && v.waits(a):
			return -1
		case v.waits(a) != v.waits(b):
			return 1
		}
		return cmp.Or(strings.Compare(b.Talk.Date, a.Talk.Date), strings.Compare(string(a.ID), string(b.ID)))
	})
}
