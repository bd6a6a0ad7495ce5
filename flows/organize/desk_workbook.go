package organize

import (
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/report/xlsx"
)

// released says that documents can be handed over here.
func (l Look) released() bool { return l.over() && l.Turnout != "" && !ownKey(l.Round) }

// handing are the documents, and the workbook that comes back. Who was not told yet
// that files pass the chat network is told first.
func (l Look) handing() (all []dialogue.Action) {
	if !l.released() {
		return nil
	}
	all = append(all, dialogue.Action{ID: "export", Label: dialogue.Say("desk.button.export"), Move: l.toExport("out")})
	if l.Round.State == flows.Released && !l.Passes {
		all = append(all, dialogue.Action{ID: "send", Label: dialogue.Say("desk.button.send"), Row: 8, Move: dialogue.Move{Goto: "in"}})
	}
	if last, ok := LastImport(l.Done); ok {
		all = append(all, dialogue.Action{ID: "undo", Label: dialogue.Say("desk.button.undo"), Row: 9,
			Move: dialogue.Move{Set: dialogue.Answers{answerSeen: stamp(last)}, Goto: "undo"}})
	}
	return all
}

func (l Look) toExport(warning string) dialogue.Move {
	if !l.Passes {
		return dialogue.Move{Goto: warning}
	}
	return dialogue.Move{Effect: EffectExport, Payload: string(l.Round.ID)}
}

// take lets the workbook be sent to the desk. Of one that cannot be taken in there
// nothing is fetched.
func (l Look) take() *dialogue.Take {
	k := dialogue.Take{Max: xlsx.MaxFile, Ends: []string{".xlsx"}, Move: dialogue.Move{Effect: EffectImport, Payload: string(l.Round.ID)}}
	switch {
	case l.over() && l.Turnout != "" && ownKey(l.Round):
		k.Refused = byCommandLine(l.Round)
	case !l.released():
		return nil
	case !l.Passes:
		k.Move = dialogue.Move{Goto: "in"}
	}
	return &k
}

// how says that the workbook can be sent.
func (l Look) how() []dialogue.Text {
	if l.Passes && l.released() && l.Round.State == flows.Released {
		return []dialogue.Text{dialogue.Say("desk.send.how")}
	}
	return nil
}

// workbookSteps are the warning before the first file of either way, and the question
// before the last import is taken back.
func (l Look) workbookSteps() []dialogue.Step {
	id := string(l.Round.ID)
	return []dialogue.Step{
		l.passStep("out", dialogue.Move{Effect: EffectExport, Payload: id, Goto: "status"}),
		l.passStep("in", dialogue.Move{Effect: EffectPass, Payload: id, Goto: "status"}),
		l.undoStep(),
	}
}

func (l Look) passStep(step string, on dialogue.Move) dialogue.Step {
	return dialogue.Step{
		ID: step, Title: dialogue.Say("desk.pass.title"), Say: says(dialogue.Say("desk.pass.body")),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "on", Label: dialogue.Say("desk.pass.on"), Move: on},
			{ID: "command", Label: dialogue.Say("desk.pass.command"),
				Move: dialogue.Move{Goto: "status", Notice: dialogue.Say("desk.pass.commands", "id", string(l.Round.ID))}},
		}},
	}
}

func (l Look) undoStep() dialogue.Step {
	last, _ := LastImport(l.Done)
	at := last.At.In(l.Now.Location())
	return dialogue.Step{
		ID: "undo", Title: dialogue.Say("desk.undo.title"),
		Say: says(dialogue.Say("desk.undo.body", "date", at, "clock", at.Format("15:04"), "who", ActorText(last.By))),
		Page: &dialogue.Page{Bare: true, Actions: []dialogue.Action{
			{ID: "undo", Label: dialogue.Say("desk.undo.do"), Move: dialogue.Move{Effect: EffectUndo, Payload: string(l.Round.ID), Goto: "status"}},
			{ID: "stay", Label: dialogue.Say("desk.undo.stay"), Move: dialogue.Move{Goto: "status"}},
		}},
	}
}
