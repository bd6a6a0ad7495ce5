package opinion

import (
	"soundings/flows"
	"soundings/flows/dialogue"
)

// LookupName is the conversation in which an author reads an opinion back.
const LookupName = "receipt"

// EffectLookup finds the opinion of the receipt in its payload.
const EffectLookup = "opinion.lookup"

// Lookup asks for a receipt. Neither it nor what it opens is kept: the opinion
// is shown in a message of its own, and the question stands again.
func Lookup() dialogue.Flow {
	return dialogue.Flow{Name: LookupName, Version: 1, Steps: []dialogue.Step{{
		ID: "code", Title: dialogue.Say("receipt.title"),
		Say: body(dialogue.Say("receipt.body")),
		Page: &dialogue.Page{
			Bare: true,
			Hear: &dialogue.Hear{Effect: EffectLookup, Check: checkReceipt},
			Actions: []dialogue.Action{
				{ID: "leave", Label: dialogue.Say("receipt.leave"), Move: dialogue.Move{Leave: true}},
			},
		},
	}}}
}

func checkReceipt(s string) dialogue.Text {
	_, err := flows.ParseReceipt(s)
	return told(err)
}

// found is the message that shows an opinion to its author.
func found(r flows.Round, o flows.Opinion) dialogue.Card {
	blocks := append([]dialogue.Block{{Kind: dialogue.Title, Text: dialogue.Say("receipt.found", "round", r.Title)}},
		recordBlocks(r, o)...)
	return dialogue.Card{Blocks: append(blocks, dialogue.Block{Text: dialogue.Say("receipt.state." + string(r.State))})}
}
