package talk

import (
	"time"

	"soundings/flows"
	"soundings/flows/calendar"
	"soundings/flows/dialogue"
)

// maxInLetter keeps a letter short: the rest is found under /talks.
const maxInLetter = 6

// Card is the letter in words, with the days as they are called in zone. Its button
// is a command: it comes whatever the screen is then.
func (l Letter) Card(zone *time.Location) dialogue.Card {
	blocks := []dialogue.Block{{Kind: dialogue.Title, Text: dialogue.Say("talk.letter.title")}}
	if len(l.Talks) > 0 {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.letter.look", "title", l.Round.Title, "n", len(l.Talks))})
		for _, r := range l.Talks[:min(len(l.Talks), maxInLetter)] {
			blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("talk.letter.line",
				"date", calendar.Shown(r.Talk.Date, zone), "with", row(l.Round, facing(r, l.Member), fewNames))})
		}
	}
	if l.Nudge != "" {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("talk.nudge.body", "title", l.Round.Title, "due", l.Rate.Due,
			"done", l.Rate.Done, "left", l.Rate.Due-l.Rate.Done)}, dialogue.Block{Text: dialogue.Say("talk.nudge.why")})
	}
	return dialogue.Card{Blocks: blocks, Buttons: [][]dialogue.Button{{dialogue.CommandButton(dialogue.Say("home.button.talks"), "talks"),
		dialogue.CommandButton(dialogue.Say("home.button.talk"), "talk")}}}
}

// facing is the other side of a talk for a member.
func facing(r flows.TalkRecord, m flows.SubjectID) []flows.Counterpart {
	if r.Talk.By == m {
		return r.Talk.With
	}
	return []flows.Counterpart{{Member: r.Talk.By}}
}
