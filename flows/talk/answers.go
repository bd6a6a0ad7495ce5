package talk

import (
	"cmp"
	"encoding/hex"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// The people of a talk stand in the answer a line each, by what the roster calls
// them or by their name.
const (
	ofMember = "m-"
	ofHead   = "d-"
	ofName   = "n-"
)

// code is a person as a line of the answer.
func code(c flows.Counterpart) string {
	switch {
	case c.Member != "":
		return ofMember + string(c.Member)
	case c.Department != "":
		return ofHead + string(c.Department)
	}
	return ofName + c.Name
}

// decode is the inverse of code; false: the roster has no such person.
func decode(r flows.Round, line string) (flows.Counterpart, bool) {
	if id, ok := strings.CutPrefix(line, ofMember); ok {
		m, ok := r.Member(flows.SubjectID(id))
		return flows.Counterpart{Member: m.ID}, ok
	}
	if id, ok := strings.CutPrefix(line, ofHead); ok {
		d, ok := r.Department(flows.DepartmentID(id))
		return head(d), ok && d.Head != ""
	}
	name, ok := strings.CutPrefix(line, ofName)
	return flows.Counterpart{Name: name}, ok && name != ""
}

func counterparts(r flows.Round, answer string) []flows.Counterpart {
	var all []flows.Counterpart
	for _, line := range dialogue.Several(answer) {
		if c, ok := decode(r, line); ok {
			all = append(all, c)
		}
	}
	return all
}

func codes(all []flows.Counterpart) string {
	var lines []string
	for _, c := range all {
		lines = append(lines, code(c))
	}
	return strings.Join(lines, "\n")
}

// maxNames keeps a row of names within a screen.
const maxNames = flows.MaxTalkWith

// names are what people are called, in a row.
func names(r flows.Round, all []flows.Counterpart) dialogue.Text {
	return row(r, all, maxNames)
}

func row(r flows.Round, all []flows.Counterpart, most int) dialogue.Text {
	var texts []dialogue.Text
	for _, c := range all {
		texts = append(texts, dialogue.Verbatim(Name(r, c)))
	}
	return inRow(texts, most)
}

// inRow are texts in a row; of more than most the others are counted.
func inRow(all []dialogue.Text, most int) dialogue.Text {
	switch {
	case len(all) == 0:
		return dialogue.Verbatim("–")
	case len(all) == 1:
		return all[0]
	case most == 1:
		return dialogue.Say("talk.names_cut", "name", argument(all[0]), "n", len(all)-1)
	}
	return dialogue.Say("talk.names", "name", argument(all[0]), "rest", inRow(all[1:], most-1))
}

// argument is a text as a value for another: a name as it is.
func argument(t dialogue.Text) any {
	if t.Key == "" {
		return t.Verbatim
	}
	return t
}

// Record is the talk that the answers of a member make: what is shown at the
// preview is this, and what is kept is this.
func Record(r flows.Round, by flows.SubjectID, a dialogue.Answers) flows.Talk {
	t := flows.Talk{By: by, With: counterparts(r, a[with]), Kind: flows.TalkKind(a[kind]), Date: a[date],
		Own: a[own], Given: a[given], Received: a[received], Agreed: a[agreed]}
	if a[place] != nowhere {
		t.At = a[place]
	}
	return t
}

// Draft is the inverse of Record: the answers to begin the conversation with
// where a talk is there already, under its own id.
func Draft(r flows.TalkRecord) dialogue.Answers {
	t := r.Talk
	return dialogue.Answers{number: string(r.ID), with: codes(t.With), kind: string(t.Kind), date: t.Date, place: cmp.Or(t.At, nowhere),
		own: t.Own, given: t.Given, received: t.Received, agreed: t.Agreed}
}

// ID is the id that a talk is to be kept under. It is drawn with the preview, so
// that a save that is asked for again puts the same talk under the same id.
func ID(a dialogue.Answers) flows.TalkID { return flows.TalkID(a[number]) }

func drawID(r dialogue.Random) dialogue.Answers {
	// The nonce takes the first five bytes of the same randomness, and shows them.
	return dialogue.Answers{number: hex.EncodeToString(r[5:21])}
}
