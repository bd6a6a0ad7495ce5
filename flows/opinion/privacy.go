package opinion

import (
	"soundings/flows"
	"soundings/flows/dialogue"
	typed "soundings/flows/text"
)

// PrivacyName is the conversation that says what is promised and where the
// promises end.
const PrivacyName = "privacy"

// The steps of Privacy.
const (
	whatIsKept = "privacy"
	promised   = "promised"
)

// longRecord is the length in UTF-16 units from which a record has a screen of
// its own, so that nothing beside it is cut.
const longRecord = 1200

// Privacy says what is kept of an opinion and what is not, what is promised,
// and where the promises end (promise 11). Of the opinion being written it shows
// the very record; draft is nil where none is. Of the chat it says whether its
// address is kept (promise 1), and what is kept by name, where it is a member's.
func Privacy(joined []flows.Round, member bool, bells Bells, ears Ears, draft *Draft) dialogue.Flow {
	kept, rest := keptBlocks(draft), promiseBlocks(promisedK(joined), member, bells, ears)
	actions := []dialogue.Action{leavePrivacy()}
	if draft != nil && typed.Len(indented(draft.Opinion)) > longRecord {
		actions = append([]dialogue.Action{{ID: "more", Label: dialogue.Say("privacy.more"), Move: dialogue.Move{Goto: promised}}}, actions...)
	} else {
		kept = append(kept, rest...)
	}
	return dialogue.Flow{Name: PrivacyName, Version: 1, Steps: []dialogue.Step{
		privacyStep(whatIsKept, kept, actions...),
		privacyStep(promised, rest, dialogue.Action{ID: "record", Label: dialogue.Say("privacy.record_again"),
			Move: dialogue.Move{Goto: whatIsKept}}, leavePrivacy()),
	}}
}

func privacyStep(id string, blocks []dialogue.Block, actions ...dialogue.Action) dialogue.Step {
	return dialogue.Step{
		ID: id, Title: dialogue.Say("privacy.title"), Say: func(dialogue.Answers) []dialogue.Block { return blocks },
		Page: &dialogue.Page{Bare: true, Actions: actions},
	}
}

func leavePrivacy() dialogue.Action {
	return dialogue.Action{ID: "leave", Label: dialogue.Say("privacy.leave"), Move: dialogue.Move{Leave: true}, Row: 1}
}

// keptBlocks say what is kept, by the record itself where there is one.
func keptBlocks(d *Draft) []dialogue.Block {
	if d == nil {
		return []dialogue.Block{{Text: dialogue.Say("privacy.kept")}, {Text: dialogue.Say("opinion.not_kept")}}
	}
	record, cut := shown(d.Opinion)
	blocks := []dialogue.Block{{Text: dialogue.Say("privacy.record")}, {Kind: dialogue.Listing, Text: dialogue.Verbatim(record)}}
	if cut {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("privacy.shortened")})
	}
	return append(blocks,
		dialogue.Block{Text: dialogue.Say("privacy.place", "title", d.Round.Title, "id", string(d.Round.ID))},
		dialogue.Block{Text: dialogue.Say("opinion.not_kept")})
}

func promiseBlocks(k int, member bool, bells Bells, ears Ears) []dialogue.Block {
	blocks := []dialogue.Block{{Text: dialogue.Say("privacy.chat")}}
	if member {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("privacy.member")})
	}
	reminded, heard := len(bells.of(true)) > 0, len(ears.of(true)) > 0
	if reminded {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("privacy.address")})
	}
	if heard {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("privacy.hearing", "days", flows.HearDays)})
	}
	if !reminded && !heard && !member {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("privacy.no_address")})
	}
	return append(blocks, dialogue.Block{Text: dialogue.Say("privacy.promises", "k", k)},
		dialogue.Block{Text: dialogue.Say("privacy.limits", "k", k)})
}

// ToPrivacy is where /privacy leads: it looks first whether the chat's address is
// kept in one of these rounds, or anywhere for a closing message.
func ToPrivacy(joined []flows.Round) dialogue.Move { return looking(joined, PrivacyName) }
