package flows

import "strings"

// A typo is what may have gone wrong at one place of a code: the values that
// ought to stand there.
type typo struct {
	at    int
	right []byte // one value, or those of two neighbours that were swapped
}

// alikes are the symbols that are taken for one another in print or in
// handwriting, in either direction. (I, L, O and U are no symbols: see lookalikes.)
// The list is short on purpose: with each more, more places would seem right.
const alikes = "B8 S5 Z2 G6 D0 Q0 17 VY VW MN A4 60 CG KX EF PR 9G 9Q 38"

// maxTypos is how many places are suggested: more would be guessing.
const maxTypos = 3

// typos are all the errors of one hand that would explain why these values do
// not come to the residue of their kind: what is no symbol at its place (then the
// check says what stood there), one look-alike, or two neighbours swapped.
func typos(values []byte, odd []int, kind codeKind) []typo {
	off := residue(values) ^ byte(kind)
	if len(odd) == 1 {
		return []typo{{odd[0], []byte{placed(odd[0], off)}}}
	}
	var all []typo
	for i, v := range values {
		if right := v ^ placed(i, off); alike(v, right) {
			all = append(all, typo{i, []byte{right}})
		}
		if i > 0 && times(v^values[i-1], weight(i)^weight(i-1)) == off {
			all = append(all, typo{i - 1, []byte{v, values[i-1]}})
		}
	}
	return all
}

func alike(a, b byte) bool {
	return strings.Contains(alikes, spell([]byte{a, b})) || strings.Contains(alikes, spell([]byte{b, a}))
}

// mistyped is the error of a code that does not fit, with the places to look at
// where there are few enough.
func mistyped(code []rune, all []typo, kind codeKind) *Error {
	if len(all) == 0 || len(all) > maxTypos {
		return Fail(Invalid, kind.key("typo"), nil)
	}
	var places []Phrase
	for _, t := range all {
		places = append(places, t.place(code))
	}
	return Fail(Invalid, kind.key("typo_at"), Args{"places": places})
}

// place says where in the code to look, and for what. It repeats one group of
// the code, never all of it.
func (t typo) place(code []rune) Phrase {
	group, n := t.at/codeGroup, t.at%codeGroup
	args := Args{"group": group + 1, "place": n + 1, "within": string(code[group*codeGroup:][:codeGroup]),
		"typed": string(code[t.at:][:len(t.right)]), "right": spell(t.right)}
	switch {
	case len(t.right) == 1 && strings.ContainsRune(codeSymbols, code[t.at]):
		return Phrase{"code.alike", args}
	case len(t.right) == 1:
		return Phrase{"code.odd", args}
	case n == codeGroup-1:
		return Phrase{"code.swapped_between", args}
	}
	return Phrase{"code.swapped", args}
}
