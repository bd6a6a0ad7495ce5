// Package text cleans, measures and cuts what people type, the way chat
// networks count it: in UTF-16 code units.
package text

import (
	"strings"
	"unicode"
	"unicode/utf16"
)

// Len is the length of s in UTF-16 code units, as Telegram counts text.
func Len(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// Cut is s shortened to at most limit UTF-16 units, ending in … where it was
// cut. It never splits a character.
func Cut(s string, limit int) string {
	if Len(s) <= limit {
		return s
	}
	room := limit - 1
	for i, r := range s {
		room -= utf16.RuneLen(r)
		if room < 0 {
			return s[:i] + "…"
		}
	}
	return s
}

const (
	zwj = '\u200d' // joins emoji into one: 👩‍💻
	vs  = '\ufe0f' // asks for the coloured form: ❤️
)

// Clean drops what cannot be seen and could mark a text: control characters,
// zero-width and direction characters, invalid UTF-8, private and unassigned
// code points. Line breaks stay (as \n), tabs become spaces, and the joiners
// inside emoji stay because they are part of what is seen. Outer space goes.
// Clean is idempotent.
func Clean(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n", "\t", " ").
		Replace(strings.ToValidUTF8(s, ""))
	// Two passes: an inner one may bring two emoji parts side by side.
	return strings.TrimSpace(joined(visible(s)))
}

func visible(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n', r == zwj, r == vs:
			return r
		case unicode.IsSpace(r) && !unicode.IsControl(r):
			return ' '
		case r == '\ufffc', r == '\ufffd', unfilled(r), !unicode.IsGraphic(r):
			return -1
		case unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, s)
}

// unfilled are letters by category that show nothing: Hangul and Braille blanks.
func unfilled(r rune) bool {
	return r == '\u115f' || r == '\u1160' || r == '\u3164' || r == '\uffa0' || r == '\u2800' || r == '\u034f'
}

// joined keeps ZWJ and VS16 only where an emoji stands before them (and, for
// ZWJ, behind them).
func joined(s string) string {
	rs := []rune(s)
	out := make([]rune, 0, len(rs))
	for i, r := range rs {
		if r == zwj && (!endsEmoji(out) || i+1 == len(rs) || !emoji(rs[i+1])) {
			continue
		}
		if r == vs && (len(out) == 0 || !emoji(out[len(out)-1]) && !keycap(out[len(out)-1])) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

func endsEmoji(out []rune) bool {
	for i := len(out) - 1; i >= 0; i-- {
		if out[i] != vs {
			return emoji(out[i])
		}
	}
	return false
}

// emoji is a generous test: symbols that emoji sequences are built from.
func emoji(r rune) bool {
	return r >= 0x1F000 && r <= 0x1FAFF || r >= 0x2190 && r <= 0x2BFF || r == 0xA9 || r == 0xAE ||
		r == 0x203C || r == 0x2049 || r == 0x2122 || r == 0x2139 || r == 0x3030 || r == 0x303D ||
		r == 0x3297 || r == 0x3299
}

func keycap(r rune) bool { return r >= '0' && r <= '9' || r == '#' || r == '*' }
