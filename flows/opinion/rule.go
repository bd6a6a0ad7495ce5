package opinion

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A rule is a pattern of something that gives a writer away. Where form has a
// group, the group is the mark. fits has the last word; nil: all fit.
type rule struct {
	why  string
	form *regexp.Regexp
	fits func(place) bool
}

// A place is a match in its text.
type place struct{ before, match, after string }

func (p place) prev() rune { r, _ := utf8.DecodeLastRuneInString(p.before); return r }
func (p place) next() rune { r, _ := utf8.DecodeRuneInString(p.after); return r }

// alone says that no digit stands on either side, and no point of a decimal
// number before it.
func (p place) alone() bool {
	point := strings.HasSuffix(p.before, ".") && strings.ContainsAny(p.before[max(0, len(p.before)-2):], "0123456789")
	return !unicode.IsDigit(p.prev()) && !unicode.IsDigit(p.next()) && !point
}

// opens says that a clause begins with it.
func (p place) opens() bool {
	return p.before == "" || strings.ContainsRune("，。；！？、：“（(,.;:!? \n", p.prev())
}

// word says that neither a Latin letter nor a digit stands on either side.
func (p place) word() bool { return !latin(p.prev()) && !latin(p.next()) }

func latin(r rune) bool { return r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) }

// counted says that what follows makes it a number of something: 元, 人, 次.
func (p place) counted() bool {
	return strings.ContainsRune("元万亿千百人次条个件户岁年月日天吨米斤度粉平亩%％", p.next()) && p.after != ""
}

// begins says whether s begins with one of these, separated by spaces.
func begins(s, any string) bool {
	for _, one := range strings.Fields(any) {
		if strings.HasPrefix(s, one) {
			return true
		}
	}
	return false
}

// digits are the digits of s, and an X at its end.
func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == 'X' || r == 'x' {
			return r
		}
		return -1
	}, s)
}
