package opinion

import (
	"strings"

	"soundings/flows/dialogue"
	"soundings/flows/stock"
)

// guardOf is the answer that says the writer has seen the guard's marks.
func guardOf(step string) string { return step + "-guard" }

// maxMarks keeps the longest text, with its marks and reasons, within a message.
const maxMarks = 100

// guardStep comes up behind a text only if there is something to say, once for
// each wording: marks of what may give the writer away and, for the text
// itself, one gentle request for something concrete.
func guardStep(w World, of string) dialogue.Step {
	id := guardOf(of)
	look := func(a dialogue.Answers) (marks []Mark, vague bool) {
		return w.Guard.Marks(a[of], w.Names), of == text && a[example] == "" && stock.Phrase(a[of])
	}
	return dialogue.Step{
		ID: id, Title: dialogue.Say("opinion.guard.title"), Gate: true,
		When: func(a dialogue.Answers) bool {
			if a[of] == "" || a[id] != "" {
				return false
			}
			marks, vague := look(a)
			return len(marks) > 0 || vague
		},
		Say: func(a dialogue.Answers) []dialogue.Block {
			marks, vague := look(a)
			return guardBlocks(a[of], marks, vague)
		},
		Page: &dialogue.Page{Actions: []dialogue.Action{
			{ID: "edit", Label: dialogue.Say("opinion.guard.edit"), Move: dialogue.Move{Goto: of, Anew: true}},
			{ID: "keep", Label: dialogue.Say("opinion.guard.keep"), Move: dialogue.Move{Set: dialogue.Answers{id: "seen"}, Next: true}},
		}},
	}
}

func guardBlocks(s string, marks []Mark, vague bool) []dialogue.Block {
	var blocks []dialogue.Block
	if len(marks) > 0 {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("opinion.guard.marks")},
			dialogue.Block{Kind: dialogue.Quote, Text: dialogue.Verbatim(marked(s, marks))})
		blocks = append(blocks, reasons(marks)...)
	}
	if vague {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("opinion.guard.stock")})
	}
	return blocks
}

// marked sets 【】 around the marks, to show where they are.
func marked(s string, marks []Mark) string {
	var b strings.Builder
	end := 0
	for _, m := range marks[:min(len(marks), maxMarks)] {
		b.WriteString(s[end:m.From] + "【" + s[m.From:m.To] + "】")
		end = m.To
	}
	return b.String() + s[end:]
}

// reasons says once for each kind of mark why it was made.
func reasons(marks []Mark) []dialogue.Block {
	var blocks []dialogue.Block
	said := map[string]bool{}
	for _, m := range marks {
		if !said[m.Why] {
			said[m.Why] = true
			blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("opinion.guard." + m.Why)})
		}
	}
	return blocks
}
