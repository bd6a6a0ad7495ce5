package flows

import "strings"

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
	codeSymbols = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	codePoly    = 0b100101 // x⁵+x²+1, primitive: α = x has order 31
)

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

// withCheck writes the first 19 values as a code of 20 characters whose
// residue is kind.
func withCheck(values []byte, kind byte) string {
	rest := residue(values) ^ kind
	for check := range byte(32) {
		if times(check, weight(codeLen-1)) == rest {
			return spell(append(values[:codeLen-1:codeLen-1], check))
		}
	}
	return "" // not reached: a weight is never zero, so every rest has its check
}

func spell(values []byte) string {
	var b strings.Builder
	for _, v := range values {
		b.WriteByte(codeSymbols[v])
	}
	return b.String()
}

var lookalikes = strings.NewReplacer("I", "1", "L", "1", "O", "0", "U", "V", "-", "", " ", "", "—", "", "－", "", "\n", "")

// readCode reads a code as people write it: either case, full-width, with any
// spaces and dashes. ok is false where it is not 20 symbols of the alphabet.
func readCode(s string) (values []byte, ok bool) {
	s = lookalikes.Replace(strings.ToUpper(strings.Map(halfWidth, s)))
	if len(s) != codeLen {
		return nil, false
	}
	for i := range len(s) {
		v := strings.IndexByte(codeSymbols, s[i])
		if v < 0 {
			return nil, false
		}
		values = append(values, byte(v))
	}
	return values, true
}

func halfWidth(r rune) rune {
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}
