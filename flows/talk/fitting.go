package talk

import "soundings/flows/dialogue"

// What organizers see of the talks fits on a screen however large the team is, so
// each part of it has its room, in UTF-16 units; what does not fit is counted.
const (
	maxListed = 3000 // of a screen that has one list
	maxGaps   = 2400 // where another follows
	maxSilent = 800
	maxEcho   = 60 // of a wording that repeats
	fewGaps   = 12 // names in a line
	fewTalks  = 4  // in which a wording repeats
	someWords = 24 // that stand around what varies, in any language
)

// A line of a list, and how many units it has at most.
type line struct {
	text  dialogue.Text
	units int
}

// fitting are the first lines, as many as there is room for, and how many are left.
func fitting(lines []line, room int) (blocks []dialogue.Block, left int) {
	for i, l := range lines {
		if room -= l.units; room < 0 {
			return blocks, len(lines) - i
		}
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: l.text})
	}
	return blocks, 0
}

// more says how many lines did not fit.
func more(n int) []dialogue.Block {
	if n == 0 {
		return nil
	}
	return []dialogue.Block{{Text: dialogue.Say("talk.matrix.more", "n", n)}}
}
