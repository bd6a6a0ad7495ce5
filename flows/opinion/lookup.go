package opinion

import (
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// LookupName is the conversation in which an author reads an opinion back, or
// withdraws it.
const LookupName = "receipt"

// The effects of a receipt in their payload: find its opinion, withdraw it.
const (
	EffectLookup   = "opinion.lookup"
	EffectWithdraw = "opinion.withdraw"
)

// Step names of the conversation.
const (
	code     = "code"
	withdraw = "withdraw"
)

// withdrawn is the key of the word that an opinion was withdrawn.
const withdrawn = "receipt.withdrawn"

// Lookup asks for a receipt. Neither it nor what it opens is kept: the opinion
// is shown in a message of its own, and the question stands again. So whoever
// wants to withdraw sends the receipt once more, which confirms it as well.
func Lookup(strikes Strikes, now time.Time) dialogue.Flow {
	hear := func(effect string) *dialogue.Hear {
		return &dialogue.Hear{Effect: effect, Check: strikes.check(now, checkReceipt), Missed: strikes.one(now)}
	}
	return dialogue.Flow{Name: LookupName, Version: 1, Steps: []dialogue.Step{
		{ID: code, Title: dialogue.Say("receipt.title"), Say: body(dialogue.Say("receipt.body")),
			Page: &dialogue.Page{Bare: true, Hear: hear(EffectLookup), Actions: []dialogue.Action{
				{ID: "withdraw", Label: dialogue.Say("receipt.button.withdraw"), Move: dialogue.Move{Goto: withdraw}},
				{ID: "leave", Label: dialogue.Say("receipt.leave"), Move: dialogue.Move{Leave: true}, Row: 2},
				sweepChat(),
			}}},
		{ID: withdraw, Title: dialogue.Say("receipt.withdraw.title"), Say: body(dialogue.Say("receipt.withdraw.body")),
			Page: &dialogue.Page{Bare: true, Hear: hear(EffectWithdraw), Actions: []dialogue.Action{
				{ID: "stay", Label: dialogue.Say("receipt.withdraw.stay"), Move: dialogue.Move{Goto: code}},
			}}},
	}}
}

// ToLookup is where /receipt leads: always to reading, so that nobody who comes
// back withdraws what they want to read.
func ToLookup() dialogue.Move {
	return dialogue.Move{Enter: dialogue.Ref{Flow: LookupName}, Goto: code}
}

func checkReceipt(typed string) dialogue.Text {
	_, err := flows.ParseReceipt(typed)
	return told(err)
}

// found is the message that shows an opinion to its author, and what became of
// it.
func found(r flows.Round, o flows.Opinion, f Fate) dialogue.Card {
	blocks := append([]dialogue.Block{{Kind: dialogue.Title, Text: dialogue.Say("receipt.found", "round", r.Title)}},
		recordBlocks(r, o)...)
	return dialogue.Card{Blocks: append(blocks, f.blocks()...)}
}
