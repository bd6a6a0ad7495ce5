package group

import (
	"strings"
	"unicode"

	"soundings/flows/text"
)

// reach is how many characters of a text are compared: what an opinion is about
// stands in its beginning, and one that goes on for longer says many things.
const reach = 200

// plain is the beginning of a text in one width and case, with a comma for each
// thing that is not said aloud: signs and spaces. A point within a number stays.
func plain(words string) string {
	rs := []rune(strings.ToLower(text.HalfWidth(text.Clean(begin(words, 2*reach)))))
	rs = rs[:min(len(rs), reach)]
	var b strings.Builder
	for i, r := range rs {
		if spoken(r) || r == '.' && between(rs, i) {
			b.WriteRune(r)
		} else {
			b.WriteByte(',')
		}
	}
	return b.String()
}

// begin is the first n characters of a text.
func begin(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}

// spoken are letters and digits of any script, and emoji: to some they are words.
func spoken(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsNumber(r) || unicode.Is(unicode.So, r)
}

func between(rs []rune, i int) bool {
	return i > 0 && i+1 < len(rs) && unicode.IsNumber(rs[i-1]) && unicode.IsNumber(rs[i+1])
}

// A gram is a character, or two neighbouring ones.
type gram [2]rune

// counts counts the grams of a plain text: its bigrams, which carry the words,
// and its characters, which two people share who choose different words
// (会议太多, 会多会长).
type counts map[gram]int

func count(plain string, hush *strings.Replacer) counts {
	c := counts{}
	for run := range strings.SplitSeq(hush.Replace(plain), ",") {
		last := rune(0)
		for _, r := range run {
			if !strings.ContainsRune(particles, r) {
				c[gram{r}]++
			}
			if last != 0 {
				c[gram{last, r}]++
			}
			last = r
		}
	}
	return c
}

// particles are characters that alone say nothing.
const particles = "的了是在也都有和就要不能还很被把这那个么吗呢与及或等对着过给让为以而但到得地"

// hush takes out what many opinions say whatever they are about: wishing,
// hedging, and whom they speak to.
func hush() *strings.Replacer {
	var pairs []string
	for _, word := range strings.Fields(`建议 希望 能不能 应该 应当 进一步 现象 存在 问题 有时候 有时 经常 常常
		比较 突出 没有 同志 工作 局长 领导 班子 成员`) {
		pairs = append(pairs, word, ",")
	}
	return strings.NewReplacer(pairs...)
}
