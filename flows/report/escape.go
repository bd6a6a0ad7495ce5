package report

import (
	"regexp"
	"strings"
)

// Markup in somebody's words stays text. Characters that mean something
// anywhere in a line take a backslash (CommonMark 0.31, section 2.4); < > & become
// entities, which also processors understand that know no escaped <. What
// means something only at the start of a line is left alone elsewhere, so that
// the file stays readable as it is.
var (
	inline = strings.NewReplacer(`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `#`, `\#`,
		`|`, `\|`, `~`, `\~`, `$`, `\$`, `<`, "&lt;", `>`, "&gt;", `&`, "&amp;")
	listNumber = regexp.MustCompile(`^(\d+)([.)])`)
)

// escape makes one line of text Markdown that shows it, anywhere in a line.
func escape(s string) string { return inline.Replace(s) }

// oneLine is escape for what must not break a line, such as a heading.
func oneLine(s string) string { return escape(fold(s)) }

// escapeStart is escape for a text at the start of a line.
func escapeStart(s string) string {
	s = escape(s)
	if s != "" && strings.ContainsRune("-+=:", rune(s[0])) {
		return `\` + s
	}
	return listNumber.ReplaceAllString(s, `$1\$2`)
}

// verbatim is a text with its own line breaks, as hard ones, for a place behind
// something else in a line. Later lines get the indent.
func verbatim(s, indent string) string {
	var b strings.Builder
	for i, line := range lines(s) {
		if i == 0 {
			b.WriteString(escape(line))
			continue
		}
		b.WriteString("\\\n" + indent + escapeStart(line))
	}
	return b.String()
}
