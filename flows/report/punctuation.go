package report

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// closed is a text as an item of a list that ends in mark (；or 。): a full
// stop, comma or semicolon of its own gives way to it, while a text that ends
// in ？！… or in a quotation that is closed already needs none. A text that is
// not Chinese keeps its own end: a Chinese mark behind it would be wrong.
func closed(s, mark string) string {
	if !chinese(s) {
		return s
	}
	bare := bareEnd(s)
	if endsItself(bare) {
		return bare
	}
	return bare + mark
}

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

func bareEnd(s string) string {
	bare := strings.TrimRight(s, " 。；;，,、")
	if strings.HasSuffix(bare, ".") && !strings.HasSuffix(bare, "..") {
		bare = strings.TrimSuffix(bare, ".")
	}
	if bare == "" {
		return s // nothing but marks: leave it as it was written
	}
	return bare
}

func endsItself(s string) bool {
	inner := strings.TrimRight(s, "”’」』）)》】\"'")
	last, _ := utf8.DecodeLastRuneInString(inner)
	if strings.ContainsRune("？！?!…", last) || strings.HasSuffix(inner, "..") {
		return true
	}
	return inner != s && last == '。'
}

// fold makes one line of several. After a mark of punctuation nothing is
// needed; else a space keeps the lines apart without putting a mark of ours
// into somebody's words.
func fold(s string) string {
	var b strings.Builder
	for _, line := range lines(s) {
		if last, _ := utf8.DecodeLastRuneInString(b.String()); b.Len() > 0 && !fullWidthMark(last) {
			b.WriteByte(' ')
		}
		b.WriteString(line)
	}
	return b.String()
}

func fullWidthMark(r rune) bool { return r >= utf8.RuneSelf && unicode.IsPunct(r) }

// lines are the lines of a text that hold anything, without outer space.
func lines(s string) []string {
	var all []string
	for line := range strings.Lines(s) {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}
