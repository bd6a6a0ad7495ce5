package opinion

import (
	"soundings/flows"
	"soundings/flows/dialogue"
)

// FarewellBlocks are the closing message of a round, in each of these languages one
// after the other. It is the same for everybody: which languages somebody reads would
// have to be kept beside where to write to them.
func FarewellBlocks(r flows.Round, f flows.Farewell, languages []string) []dialogue.Block {
	var blocks []dialogue.Block
	for _, lang := range languages {
		for _, b := range farewell(r, f) {
			b.Text = b.Text.In(lang)
			blocks = append(blocks, b)
		}
	}
	return blocks
}

func farewell(r flows.Round, f flows.Farewell) []dialogue.Block {
	blocks := []dialogue.Block{{Kind: dialogue.Title, Text: dialogue.Say("farewell.title", "title", r.Title)},
		{Text: dialogue.Say(farewellKey(f), "took", f.Took, "opinions", f.Opinions, "points", f.Points)}}
	for _, a := range f.Aspects {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("farewell.aspect", "aspect", aspectLabel(r, a.Aspect), "n", a.N)})
	}
	return append(blocks, dialogue.Block{Text: dialogue.Say("farewell.thanks")})
}

// farewellKey says only what was counted, and of merging only where there was any.
func farewellKey(f flows.Farewell) string {
	switch {
	case !f.Known:
		return "farewell.own_key"
	case f.Opinions == 0:
		return "farewell.nothing"
	case f.Points == f.Opinions:
		return "farewell.opinions"
	}
	return "farewell.merged"
}
