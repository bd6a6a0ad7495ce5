package flows

import (
	"strings"

	"soundings/flows/text"
)

// Codes are what people copy by hand: Crockford's base32 (no I, L, O, U; those
// are read as 1, 1, 0 and V) with a check character of the same 32 symbols.
//
// The check is a weighted sum over GF(32): character i counts with the weight
// αⁱ, and the whole must come to the residue of its kind. Weights are not zero
// and differ between neighbours, so every single error and every swap of two
// neighbours changes the sum. The residue differs by kind, so that a ticket
// typed where a receipt is wanted is told from a typing error.
const (
	codeLen     = 20
	codeGroup   = 5 // characters between two dashes
	codeSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codePoly    = 0b100101 // x⁵+x²+1, primitive: α = x has order 31
)

// A codeKind says what a code is for: it is the residue of its codes.
type codeKind byte

const receiptCode, ticketCode codeKind = 0, 1

// key is the translation key of something about codes of the kind.
func (k codeKind) key(what string) string { return k.name() + "." + what }

func (k codeKind) name() string {
	if k == ticketCode {
		return "ticket"
	}
	return "receipt"
}

// times multiplies in GF(32).
func times(a, b byte) byte {
	var p byte
	for ; b > 0; b >>= 1 {
		if b&1 == 1 {
			p ^= a
		}
		if a <<= 1; a&32 != 0 {
			a ^= codePoly
		}
	}
	return p
}

func weight(i int) byte {
	w := byte(1)
	for range i {
		w = times(w, 2)
	}
	return w
}

func residue(values []byte) byte {
	var sum byte
	for i, v := range values {
		sum ^= times(v, weight(i))
	}
	return sum
}

// placed is the value that adds this much to the sum where it stands at place i.
func placed(i int, sum byte) byte { return times(sum, weight(31-i)) } // αⁱ·α³¹⁻ⁱ = 1

// withCheck writes the first 19 values as a code of 20 characters of its kind.
func withCheck(values []byte, kind codeKind) string {
	check := placed(codeLen-1, residue(values)^byte(kind))
	return spell(append(values[:codeLen-1:codeLen-1], check))
}

func spell(values []byte) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteByte(codeSymbols[v])
	}
	return b.String()
}

// grouped sets a code in groups of five, which people copy with fewer mistakes.
func grouped(code string) string {
	if len(code) != codeLen {
		return ""
	}
	return code[0:5] + "-" + code[5:10] + "-" + code[10:15] + "-" + code[15:20]
}

var lookalikes = strings.NewReplacer("I", "1", "L", "1", "O", "0", "U", "V", "-", "", " ", "", "—", "", "－", "", "\n", "")

// parseCode reads a code of a kind as people type it: either case, full-width,
// with any spaces and dashes. Errors are Invalid, under the kind's keys: form
// (no code at all), short and long (a character is missing, or one too many),
// is_ticket and is_receipt (it is of the other kind), typo (the check character
// does not fit), or typo_at where the place of the error can be suggested.
func parseCode(s string, kind codeKind) (string, error) {
	code := written(s)
	values, odd := valuesOf(code)
	switch n := len(code); {
	case len(odd) == 0 && n == codeLen-1:
		return "", Fail(Invalid, kind.key("short"), nil)
	case len(odd) == 0 && n == codeLen+1:
		return "", Fail(Invalid, kind.key("long"), nil)
	case n != codeLen || len(odd) > 1:
		return "", Fail(Invalid, kind.key("form"), nil)
	case len(odd) == 0 && codeKind(residue(values)) == kind:
		return spell(values), nil
	case len(odd) == 0 && codeKind(residue(values)) == 1-kind:
		return "", Fail(Invalid, kind.key("is_"+(1-kind).name()), nil)
	}
	return "", mistyped(code, typos(values, odd, kind), kind)
}

// written is what was typed as the symbols it stands for, as far as it does.
func written(s string) []rune {
	return []rune(lookalikes.Replace(strings.ToUpper(text.HalfWidth(s))))
}

// valuesOf are the values of a code's symbols, and the places of what is none.
func valuesOf(code []rune) (values []byte, odd []int) {
	values = make([]byte, len(code))
	for i, c := range code {
		v := strings.IndexRune(codeSymbols, c)
		if v < 0 {
			odd, v = append(odd, i), 0
		}
		values[i] = byte(v)
	}
	return values, odd
}
