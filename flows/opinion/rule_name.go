package opinion

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameRules know the writer's own names, in whatever case and however far apart
// the characters stand.
func nameRules(names []string) []rule {
	var rules []rule
	for _, name := range names {
		for _, part := range nameParts(fold(name).text) {
			rules = append(rules, rule{"name", spaced(part), whole})
		}
	}
	return rules
}

// nameParts are the name without what is no letter, and the Chinese words in it
// (王小明 of “王小明🌸” and of “局办-王小明”), as far as they tell something.
func nameParts(name string) []string {
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var parts []string
	for _, w := range append([]string{strings.Join(words, "")}, words...) {
		han := strings.IndexFunc(w, latin) < 0
		if n := utf8.RuneCountInString(w); han && n >= 2 || !han && n >= 3 && (len(parts) == 0) {
			parts = append(parts, w)
		}
	}
	return parts
}

func spaced(name string) *regexp.Regexp {
	var form []string
	for _, r := range name {
		form = append(form, regexp.QuoteMeta(string(r)))
	}
	return regexp.MustCompile(`(?i)` + strings.Join(form, `[ ·•._*-]*`))
}

// whole: a Latin name inside a longer word is another word.
func whole(p place) bool {
	first, _ := utf8.DecodeRuneInString(p.match)
	last, _ := utf8.DecodeLastRuneInString(p.match)
	return !(latin(first) && latin(p.prev())) && !(latin(last) && latin(p.next()))
}
