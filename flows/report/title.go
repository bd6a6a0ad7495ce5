package report

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// titleWidth is how many characters of 二号 fit into a line of 156 mm.
const titleWidth = 20

// titleLines is a title as it is broken into lines: between its words and not
// within one, and of like length (GB/T 9704-2012, 7.3.1: 词意完整，排列对称). A
// title that cannot be broken so is left to Word.
func (m Model) titleLines() []string { return balanced(m.titleWords()) }

func balanced(words []string) []string {
	best := []string{strings.Join(words, "")}
	for cuts := 1; cuts < 1<<(len(words)-1); cuts++ {
		if lines := broken(words, cuts); better(lines, best) {
			best = lines
		}
	}
	return best
}

// titleWords are who, what for, and what, each without what stands in brackets
// behind it: the places where a title may break.
func (m Model) titleWords() []string {
	rest, words := m.headline(), []string{}
	if unit := m.Round.Unit; unit != "" && strings.HasPrefix(rest, unit) {
		rest, words = strings.TrimPrefix(rest, unit), append(words, unit)
	}
	if i := strings.LastIndex(rest, "征求意见情况"); i > 0 {
		words, rest = append(words, rest[:i]), rest[i:]
	}
	return unbracketed(append(words, rest))
}

func unbracketed(words []string) (all []string) {
	for _, w := range words {
		if i := strings.Index(w, "（"); i > 0 {
			all, w = append(all, w[:i]), w[i:]
		}
		all = append(all, w)
	}
	return all
}

// broken joins words to lines; bit i of cuts breaks behind word i.
func broken(words []string, cuts int) []string {
	lines := []string{words[0]}
	for i, word := range words[1:] {
		if cuts&(1<<i) != 0 {
			lines = append(lines, word)
			continue
		}
		lines[len(lines)-1] += word
	}
	return lines
}

// better prefers lines that fit, then fewer of them, then a shorter longest.
func better(a, b []string) bool {
	wa, wb := widest(a), widest(b)
	if wa <= titleWidth != (wb <= titleWidth) {
		return wa <= titleWidth
	}
	return len(a) < len(b) || len(a) == len(b) && wa < wb
}

func widest(lines []string) float64 {
	var widths []float64
	for _, line := range lines {
		widths = append(widths, width(line))
	}
	return slices.Max(widths)
}

// width is the width of a text in characters: a Latin one is half as wide.
func width(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < utf8.RuneSelf {
			n += 0.5
			continue
		}
		n++
	}
	return n
}
