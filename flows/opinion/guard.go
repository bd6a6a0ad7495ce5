package opinion

import (
	"cmp"
	"slices"
	"unicode/utf8"
)

// A Mark is a place in a text that may give its writer away. From and To are
// byte offsets; Why is the end of a translation key.
type Mark struct {
	From, To int
	Why      string // phone, id, email, handle, link, code, name, own
}

// A Guard points out what may give a writer away (promise 9). It warns and never
// rewrites, so it may miss things but should not cry wolf over years, amounts,
// document numbers or hotlines.
type Guard struct{ rules []rule }

// NewGuard makes a Guard; it is safe for concurrent use.
func NewGuard() *Guard {
	return &Guard{rules: slices.Concat(numberRules(), accountRules(), ownRules(), loneRules(), postRules())}
}

// Marks finds what may give the writer away in s, in order, without overlap.
// names are the writer's own.
func (g *Guard) Marks(s string, names []string) []Mark {
	plain := fold(s)
	var marks []Mark
	for _, r := range slices.Concat(g.rules, nameRules(names)) {
		for _, at := range r.find(plain.text) {
			marks = append(marks, Mark{plain.at[at[0]], plain.at[at[1]], r.why})
		}
	}
	return apart(marks)
}

// find gives the places in s that a rule is about. What only looks like one is
// passed over by a character, as the real one may begin inside it.
func (r rule) find(s string) (all [][2]int) {
	for at := 0; at < len(s); {
		m := r.form.FindStringSubmatchIndex(s[at:])
		if m == nil {
			return all
		}
		from, to := at+m[0], at+m[1]
		if len(m) > 2 && m[2] >= 0 {
			from, to = at+m[2], at+m[3]
		}
		if r.fits == nil || r.fits(place{s[:from], s[from:to], s[to:]}) {
			all, at = append(all, [2]int{from, to}), max(to, at+1)
			continue
		}
		_, width := utf8.DecodeRuneInString(s[at+m[0]:])
		at += m[0] + width
	}
	return all
}

// apart puts marks in order, the longest first where several begin together,
// and drops those that begin inside an earlier one.
func apart(marks []Mark) []Mark {
	slices.SortStableFunc(marks, func(a, b Mark) int { return cmp.Or(a.From-b.From, b.To-a.To) })
	var kept []Mark
	for _, m := range marks {
		if len(kept) == 0 || m.From >= kept[len(kept)-1].To {
			kept = append(kept, m)
		}
	}
	return kept
}
