package organize

import (
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/opinion"
)

// toFarewell is the button to what would be sent to whoever asked to hear how the round
// came out, if it can be. How many they are is told nobody.
func (l Look) toFarewell() []dialogue.Action {
	if l.Round.Bidding(l.Now) != nil {
		return nil
	}
	return []dialogue.Action{{ID: "farewell", Label: dialogue.Say("desk.button.farewell"), Row: 5,
		Move: dialogue.Move{Effect: EffectPreview, Payload: string(l.Round.ID), Goto: "farewell"}}}
}

// bidden says that it was sent, and when.
func (l Look) bidden() []dialogue.Text {
	if l.Round.Farewell == nil {
		return nil
	}
	return []dialogue.Text{dialogue.Say("desk.farewell.sent", "date", l.Round.Farewell.At)}
}

// farewellSteps show the very message, while it is looked at.
func (l Look) farewellSteps() []dialogue.Step {
	if l.Preview == "" {
		return nil
	}
	f := farewellOf(l.Preview)
	return []dialogue.Step{{
		ID: "farewell", Title: dialogue.Say("desk.farewell.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			blocks := says(dialogue.Say("desk.farewell.body"))(a)
			blocks = append(blocks, opinion.FarewellBlocks(l.Round, f, l.Languages)...)
			return append(blocks, dialogue.Block{Text: l.mind(f)})
		},
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "bid", Label: dialogue.Say("desk.farewell.do"),
				Move: dialogue.Move{Effect: EffectBid, Payload: string(l.Round.ID) + " " + l.Preview, Goto: "status"}},
			{ID: "stay", Label: dialogue.Say("desk.farewell.stay"), Move: dialogue.Move{Effect: EffectStatus, Payload: string(l.Round.ID), Goto: "status"}},
		}},
	}}
}

// mind says what to think of before it is sent.
func (l Look) mind(f flows.Farewell) dialogue.Text {
	if !f.Known {
		return dialogue.Say("desk.farewell.own_key")
	}
	return dialogue.Say("desk.farewell.mind")
}
