package flows

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// suggestions are all codes that the errors found in what was typed would have
// come from, whether or not they are few enough to be told.
func suggestions(typed string, kind codeKind) []string {
	values, odd := valuesOf(written(typed))
	var all []string
	for _, t := range typos(values, odd, kind) {
		right := slices.Clone(values)
		copy(right[t.at:], t.right)
		all = append(all, spell(right))
	}
	return all
}

// leadsBack fails unless what was typed instead of a code does not parse, its
// origin is among the suggestions, and every suggestion parses.
func leadsBack(t *rapid.T, typed, origin string, kind codeKind) {
	if _, err := parseCode(typed, kind); err == nil {
		t.Fatalf("%q passed for %q", typed, origin)
	}
	found := suggestions(typed, kind)
	if !slices.Contains(found, origin) {
		t.Fatalf("%q typed for %q: suggested %q", typed, origin, found)
	}
	for _, s := range found {
		if _, err := parseCode(s, kind); err != nil {
			t.Fatalf("%q typed for %q: suggested %q, which is %v", typed, origin, s, err)
		}
	}
}

func TestEveryLookalikeSwapAndOddCharacterLeadsBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom([]codeKind{receiptCode, ticketCode}).Draw(t, "kind")
		code := withCheck(symbols(rapid.SliceOfN(rapid.Byte(), 19, 19).Draw(t, "random")), kind)
		for i := range codeLen {
			leadsBack(t, code[:i]+"?"+code[i+1:], code, kind)
			for _, pair := range strings.Fields(alikes) {
				for _, p := range []string{pair, pair[1:] + pair[:1]} {
					if code[i] == p[0] {
						leadsBack(t, code[:i]+p[1:]+code[i+1:], code, kind)
					}
				}
			}
			if i > 0 && code[i] != code[i-1] {
				leadsBack(t, code[:i-1]+code[i:i+1]+code[i-1:i]+code[i+1:], code, kind)
			}
		}
	})
}

func TestThePlaceOfAnErrorIsTold(t *testing.T) {
	const good = "53JFR-9M2TD-4R2JX-V43XY"
	for _, c := range []struct{ name, in, out, want string }{
		{"a look-alike", "M2TD", "MZTD", "receipt.typo_at [code.alike 2.3 9MZTD Z→2 code.swapped 2.4 9MZTD TD→DT]"},
		{"no symbol at all", "M2TD", "M?TD", "receipt.typo_at [code.odd 2.3 9M?TD ?→2]"},
		{"a swap", "R2JX", "2RJX", "receipt.typo_at [code.swapped 3.2 42RJX 2R→R2]"},
		{"a swap across a dash", "R-9", "9-R", "receipt.typo_at [code.swapped_between 1.5 53JF9 9R→R9]"},
		{"one missing", "M2TD", "MTD", "receipt.short []"},
		{"one too many", "M2TD", "M22TD", "receipt.long []"},
		{"four places would fit", "53J", "58J", "receipt.typo []"},
		{"another symbol", "M2TD", "MJTD", "receipt.typo []"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := ParseReceipt(strings.Replace(good, c.in, c.out, 1))
			if got := told(err); got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func told(err error) string {
	var places []string
	all, _ := ArgsOf(err)["places"].([]Phrase)
	for _, p := range all {
		places = append(places, fmt.Sprintf("%s %d.%d %s %s→%s", p.Key, p.Args["group"], p.Args["place"],
			p.Args["within"], p.Args["typed"], p.Args["right"]))
	}
	return fmt.Sprint(KeyOf(err), " ", places)
}

// Whatever is typed, at most three places are told, and never the whole code.
func TestFewPlacesAreToldAndNeverAllOfACode(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.StringOfN(rapid.SampledFrom([]rune(codeSymbols+"?")), 20, 20, -1).Draw(t, "typed")
		_, err := ParseReceipt(typed)
		places, _ := ArgsOf(err)["places"].([]Phrase)
		groups := map[any]bool{}
		for _, p := range places {
			groups[p.Args["within"]] = true
		}
		if len(places) > maxTypos || len(groups) >= codeLen/codeGroup {
			t.Fatalf("%q: %d places told, in %d groups", typed, len(places), len(groups))
		}
		if (KeyOf(err) == "receipt.typo_at") != (len(places) > 0) {
			t.Fatalf("%q: %s with %d places", typed, KeyOf(err), len(places))
		}
	})
}
