package opinion

import "strings"

// A folded text is one in which wide letters and digits are plain ones, with
// the offset in the original of each of its bytes, and of its end.
type folded struct {
	text string
	at   []int
}

func fold(s string) folded {
	var b strings.Builder
	var at []int
	for i, r := range s {
		before := b.Len()
		b.WriteRune(narrow(r))
		for range b.Len() - before {
			at = append(at, i)
		}
	}
	return folded{b.String(), append(at, len(s))}
}

// narrow is the plain form of a wide letter, digit or sign that numbers and
// addresses are written with. Chinese punctuation stays.
func narrow(r rune) rune {
	switch {
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ', strings.ContainsRune("＠．－＋＿／", r):
		return r - '０' + '0'
	case r == '–' || r == '—' || r == '‑':
		return '-'
	}
	return r
}
