package report

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/report/xlsx"
	"soundings/flows/text"
)

// readOriginals reads 原始意见: every original once, in its own words.
func (e *editor) readOriginals(t listing) {
	for _, r := range t.rows {
		o, ok := e.known(t.at(r, idColumn))
		if !ok {
			continue
		}
		e.unchanged(t, r, o)
		number := t.at(r, intoColumn)
		n, ok := e.pointNumber(number)
		if ok && n == 0 {
			e.faults.add(number.place, "import.blank", nil)
		}
		if ok && n > 0 {
			e.members[n] = append(e.members[n], member{o, number, false})
		}
	}
	e.missing()
}

// known is the original of an id that is there for the first time.
func (e *editor) known(id cell) (Opinion, bool) {
	o, ok := e.byID[OpinionID(plain(id.Text))]
	if ok = ok && o.Channel.entered() == (id.sheet == othersSheet); !ok {
		e.faults.add(id.place, "import.unknown_id", nil)
		return o, false
	}
	if first, twice := e.seen[o.ID]; twice {
		e.faults.add(id.place, "import.id_twice", flows.Args{"first": first})
		return o, false
	}
	e.seen[o.ID] = id.row
	return o, true
}

// unchanged wants an original's own words, but for line ends and outer space.
func (e *editor) unchanged(t listing, r xlsx.Row, o Opinion) {
	for title, own := range map[string]string{textColumn: o.Text, caseColumn: o.Case, remedyColumn: o.Remedy} {
		c := t.at(r, title)
		if c.Formula || len(c.Text) > 4*len(own)+1_000 || text.Clean(c.Text) != text.Clean(own) {
			e.faults.add(c.place, "import.original_changed", nil)
		}
	}
}

// missing tells which originals are not there, by the numbers their points had.
func (e *editor) missing() {
	var numbers []string
	count := 0
	for _, l := range e.m.numbered() {
		for _, o := range l.originals {
			if _, ok := e.seen[o.ID]; ok || o.Channel.entered() {
				continue
			}
			if count++; count <= maxFaults {
				numbers = append(numbers, fmt.Sprint(l.n))
			}
		}
	}
	if count > maxFaults {
		numbers = append(numbers, "…")
	}
	if count > 0 {
		e.faults.add(place{sheet: originalsSheet}, "import.missing", flows.Args{"missing": count, "numbers": strings.Join(slices.Compact(numbers), "、")})
	}
}

// before is the order of opinions in documents, whatever their rows: first by what
// they are, since new ones have no id yet.
func (e *editor) before(a, b Opinion) int {
	r := e.ranks
	return cmp.Or(cmp.Compare(r.subject[a.Subject], r.subject[b.Subject]), cmp.Compare(r.channel[a.Channel], r.channel[b.Channel]),
		cmp.Compare(r.aspect[a.Aspect], r.aspect[b.Aspect]), cmp.Compare(a.ID, b.ID), cmp.Compare(a.Kind, b.Kind),
		cmp.Compare(a.Text, b.Text), cmp.Compare(a.Case, b.Case), cmp.Compare(a.Remedy, b.Remedy))
}
