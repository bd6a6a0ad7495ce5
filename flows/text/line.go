package text

import "strings"

// OneLine is s cleaned, on one line: what is a name or a title, or must not break
// a list or a log.
func OneLine(s string) string { return strings.ReplaceAll(Clean(s), "\n", " ") }

// HalfWidth makes ASCII of the full-width signs that Chinese input types.
func HalfWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '　':
			return ' '
		}
		return r
	}, s)
}
