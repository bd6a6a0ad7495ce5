package text

import (
	"strings"
	"testing"
)

func TestHollow(t *testing.T) {
	for _, c := range []struct {
		name, in, want string
		n, least       int
	}{
		{"the middle goes", "0123456789", "012…789", 3, 2},
		{"the ends stay", "0123456789", "01…89", 99, 4},
		{"nothing to take", "0123", "0123", 2, 4},
		{"no half of a pair at the left", "a😀bcdefgh", "a…gh", 4, 4},
		{"no half of a pair at the right", "abcdefg😀h", "ab…h", 4, 4},
		{"empty", "", "", 5, 0},
	} {
		got := Hollow(c.in, c.n, c.least, "…")
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if strings.ContainsRune(got, '\ufffd') {
			t.Errorf("%s: a broken character in %q", c.name, got)
		}
	}
}
