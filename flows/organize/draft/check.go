package draft

import (
	"strconv"
	"strings"

	"github.com/google/uuid"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/text"
)

// checkStep shows the round as it will be kept, and what of it is frozen when it
// opens.
func checkStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: check, Title: dialogue.Say("draft.check.title"),
		Say:  w.summary,
		Draw: drawID,
		Review: &dialogue.Review{
			Submit: dialogue.Action{ID: "save", Label: dialogue.Say("draft.check.save"), Move: dialogue.Move{Effect: EffectKeep}},
			Discard: dialogue.Action{ID: "discard", Label: dialogue.Say("draft.check.discard"),
				Move: dialogue.Move{Leave: true, Notice: dialogue.Say("draft.check.discarded")}},
			Fields: fields(),
		},
	}
}

// drawID draws the id that a new round is to be kept under, so that a save that is
// asked for again makes no second one.
func drawID(r dialogue.Random) dialogue.Answers {
	id, err := uuid.FromBytes(r[5:21]) // the nonce takes the first five bytes, and shows them
	if err != nil {
		panic(err) // only for another length than 16
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // version 4
	return dialogue.Answers{fresh: id.String()}
}

func fields() []dialogue.Field {
	var all []dialogue.Field
	for _, id := range []string{preset, title, unit, team, people, principal, departments, opens, closes, k, admission} {
		all = append(all, dialogue.Field{Step: id, Label: dialogue.Say("draft." + id + ".title")})
	}
	return all
}

func (w World) summary(a dialogue.Answers) []dialogue.Block {
	r, err := w.Record(a)
	blocks := []dialogue.Block{{Text: dialogue.Say("draft.check.round", "title", r.Title, "unit", r.Unit,
		"theme", text.Cut(r.Theme, 2*maxTheme), "aspects", len(r.Aspects))},
		{Text: dialogue.Say("draft.check.people", "team", a[team], "n", len(r.Members), "names", names(r), "departments", len(r.Departments))},
		{Text: dialogue.Say("draft.check.terms", "opens", w.moment(a[opens], "draft.opens.hand"), "closes", w.moment(a[closes], "draft.closes.hand"),
			"k", a[k], "admission", dialogue.Say("cli.admission."+string(r.Admission)))}}
	if organize.Unsure(r, w.Presets) {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("draft.check.wording")})
	}
	if err != nil {
		return append(blocks, dialogue.Block{Kind: dialogue.Notice, Text: dialogue.Text{Key: flows.KeyOf(err), Args: flows.ArgsOf(err)}})
	}
	if a[opens] != byHand {
		return append(blocks, dialogue.Block{Text: dialogue.Say("draft.check.dated")})
	}
	return append(blocks, dialogue.Block{Text: dialogue.Say("draft.check.hand")})
}

// moment tells when a window opens or closes.
func (w World) moment(s, hand string) dialogue.Text {
	if s == byHand {
		return dialogue.Say(hand)
	}
	return organize.Moment(s, w.Now.Location())
}

// maxNames is how many names of a team a summary holds.
const maxNames = 12

func names(r flows.Round) string {
	var all []string
	for i, m := range r.Members {
		if i == maxNames {
			all = append(all, "… "+strconv.Itoa(len(r.Members)))
			break
		}
		name := m.Name
		if m.Principal {
			name += "★"
		}
		all = append(all, name)
	}
	return strings.Join(all, "、")
}
