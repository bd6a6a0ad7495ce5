package text

import "unicode/utf16"

// Hollow is s without n or more UTF-16 units of its middle; gap stands for
// them. At least least units of s stay, half of them at each end, however large
// n is. It never splits a character.
func Hollow(s string, n, least int, gap string) string {
	units := utf16.Encode([]rune(s))
	half := max(len(units)-n-Len(gap), least) / 2
	if 2*half >= len(units) {
		return s
	}
	head, tail := units[:half], units[len(units)-half:]
	if half > 0 && utf16.DecodeRune(rune(units[half-1]), rune(units[half])) != '\ufffd' {
		head = head[:half-1]
	}
	if half > 0 && utf16.DecodeRune(rune(units[len(units)-half-1]), rune(tail[0])) != '\ufffd' {
		tail = tail[1:]
	}
	return string(utf16.Decode(head)) + gap + string(utf16.Decode(tail))
}
