package talk

import (
	"strings"
	"unicode"
)

// sentences are the sentences of a text, bare.
func sentences(s string) []string {
	var all []string
	from := 0
	for i, r := range s {
		if !ends(r, s[i:]) {
			continue
		}
		all, from = appendBare(all, s[from:i]), i
	}
	return appendBare(all, s[from:])
}

func appendBare(all []string, s string) []string {
	if s = bare(s); s != "" {
		return append(all, s)
	}
	return all
}

// ends says that a sentence ends at r, with which rest begins. A full stop within a
// number or a name ends none.
func ends(r rune, rest string) bool {
	if r == '.' {
		return len(rest) > 1 && (rest[1] == ' ' || rest[1] == '\n')
	}
	return strings.ContainsRune("。！？；!?;\n", r)
}

// bare is a wording on one line, without white space and punctuation around it.
func bare(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsPunct(r) || unicode.IsSymbol(r) })
}

// solid is a wording without any white space, for comparing.
func solid(s string) string { return strings.Join(strings.Fields(s), "") }
