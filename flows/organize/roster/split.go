package roster

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

var (
	// numbering is 1. 2、 （3） ④ 五、 or a bullet, and only before something.
	numbering = regexp.MustCompile(`^(?:[（(]?[\d０-９]{1,3}[）)]?[\s.．、，,:：-]*|[①-⑳㈠-㈩]\s*|[（(]?[一二三四五六七八九十]{1,3}(?:[）)][、.．]?|[、.．])\s*|[-*•●·◆]\s*)`)
	// label is what forms write before each entry.
	label = regexp.MustCompile(`(?:姓\s*名|职\s*务|所在支部|所在党支部|党支部|支部|部门|负责人|分管领导|分管)\s*[:：]`)
	// strong signs part entries where they stand, single spaces only in Chinese.
	strong = regexp.MustCompile(`[，,；;|｜]|\s{2,}`)
)

// split takes a line apart into entries, the first of which should be a name.
func split(line string) []string {
	line = numbering.ReplaceAllString(line, "")
	line = label.ReplaceAllString(line, "，")
	parts := trimmed(strong.Split(line, -1))
	if len(parts) == 0 {
		return nil
	}
	first := trimmed(bracketed(parts[0]))
	if chinese(parts[0]) {
		first = nil
		for _, part := range trimmed(bracketed(parts[0])) {
			first = append(first, words(part)...)
		}
	}
	all := append(first, parts[1:]...)
	if len(all) == 1 {
		all = trimmed(strings.Split(all[0], "、"))
	}
	return all
}

// words are the parts of a Chinese entry between spaces; a name of two characters
// may have been spaced out to the width of three.
func words(s string) []string {
	all := strings.Fields(s)
	all = trimmed(all)
	if len(all) > 1 && single(all[0]) && single(all[1]) {
		all = append([]string{all[0] + all[1]}, all[2:]...)
	}
	return all
}

func single(s string) bool { return utf8.RuneCountInString(s) == 1 && chinese(s) }

func chinese(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

var bracket = regexp.MustCompile(`^([^（(]+)[（(]([^）)]+)[）)](.*)$`)

// bracketed takes a post in brackets out of 王建国（局长）. What tells two people of
// one name apart stays with the name: 李红（小）.
func bracketed(s string) []string {
	m := bracket.FindStringSubmatch(s)
	if m == nil || !posted(m[2]) {
		return []string{s}
	}
	return m[1:]
}

func trimmed(all []string) []string {
	var kept []string
	for _, s := range all {
		if s = strings.Trim(s, " \t、。.:："); s != "" && s != courtesy {
			kept = append(kept, s)
		}
	}
	return kept
}
