package opinion

import (
	"soundings/flows"
	"soundings/flows/dialogue"
)

// SweepName is the conversation after the chat was swept.
const SweepName = "sweep"

// EffectSweep deletes the conversation from the chat. With SweepReceipts as its
// payload the messages that show receipts go as well.
const (
	EffectSweep   = "opinion.sweep"
	SweepReceipts = "receipts"
)

// Sweep is what follows: what cannot be reached, and the receipt, while its
// message stands.
func Sweep(joined []flows.Round, receipt bool) dialogue.Flow {
	step := dialogue.Step{ID: "swept", Title: dialogue.Say("sweep.title"), Page: &dialogue.Page{Bare: true}}
	beyond := dialogue.Block{Text: dialogue.Say("sweep.beyond")}
	step.Say = func(dialogue.Answers) []dialogue.Block { return []dialogue.Block{beyond} }
	if receipt {
		step.Say = func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("sweep.receipt")}, beyond}
		}
		step.Page.Actions = append(step.Page.Actions, sweep("sweep.button.receipt", SweepReceipts, 0))
	}
	if len(joined) > 0 {
		step.Page.Actions = append(step.Page.Actions,
			dialogue.Action{ID: "again", Label: dialogue.Say("opinion.done.again"), Move: Give(joined), Row: 2})
	}
	step.Page.Actions = append(step.Page.Actions, finish())
	return dialogue.Flow{Name: SweepName, Version: 1, Steps: []dialogue.Step{step}}
}

// sweepChat is the button that deletes everything but receipts.
func sweepChat() dialogue.Action { return sweep("sweep.button", "", 2) }

func sweep(label, payload string, row int) dialogue.Action {
	return dialogue.Action{ID: "sweep", Label: dialogue.Say(label), Row: row,
		Move: dialogue.Move{Effect: EffectSweep, Payload: payload, Enter: dialogue.Ref{Flow: SweepName}}}
}

// Swept is how a sweep went.
type Swept struct {
	Stuck   int  // messages that the network does not delete
	Failed  int  // messages that are to be tried again
	Unknown bool // there were messages that nothing is known of any more
	Receipt bool // a message with a receipt stands
}

// Outcome says how it went. What can be tried again is tried from where it was
// asked for.
func (s Swept) Outcome() dialogue.Outcome {
	if s.Failed > 0 {
		return dialogue.Outcome{Failed: true, Notice: dialogue.Say("sweep.failed", "n", s.Failed)}
	}
	return dialogue.Outcome{Notice: dialogue.Say("sweep.done", "stuck", s.Stuck, "unknown", s.Unknown,
		"receipt", s.Receipt, "byhand", s.Stuck > 0 || s.Unknown)}
}
