package report

import (
	"soundings/flows"
	"soundings/flows/report/xlsx"
)

// readOthers reads the opinions in 其他渠道: those that were entered before, by their
// ids, and new ones. Where the number is left empty, an opinion is a point of its
// own.
func (e *editor) readOthers(t listing) {
	if len(t.rows) > maxEntered {
		e.faults.add(place{sheet: t.sheet}, "import.rows", flows.Args{"count": len(t.rows), "max": maxEntered})
		return
	}
	for _, r := range t.rows {
		was, id := Opinion{}, t.at(r, idColumn)
		if !id.blank() {
			var ok bool
			if was, ok = e.known(id); !ok {
				continue
			}
		}
		o, ok := e.entry(t, r, was)
		if !ok {
			continue
		}
		number := t.at(r, intoColumn)
		n, ok := e.pointNumber(number)
		if !ok {
			continue
		}
		if n == 0 {
			n = -r.N
		}
		if was.ID != "" && o != was {
			e.corrected++
		}
		e.members[n] = append(e.members[n], member{o, number, o.Subject != was.Subject})
	}
}

// entry reads a row; was is what the Model says.
func (e *editor) entry(t listing, r xlsx.Row, was Opinion) (Opinion, bool) {
	o, count := was, e.faults.count
	o.Channel, _ = named(t.at(r, channelColumn), enteredNames(), &e.faults)
	o.Subject, _ = named(t.at(r, subjectColumn), e.subjects, &e.faults)
	o.Aspect, _ = optional(t.at(r, aspectColumn), e.aspects, &e.faults)
	o.Kind, _ = optional(t.at(r, kindColumn), kindNames(), &e.faults)
	o.Text = e.kept(t.at(r, textColumn), was.Text, flows.MaxText)
	o.Case = e.kept(t.at(r, caseColumn), was.Case, flows.MaxCase)
	o.Remedy = e.kept(t.at(r, remedyColumn), was.Remedy, flows.MaxRemedy)
	if words := t.at(r, textColumn); words.blank() {
		e.faults.add(words.place, "import.blank", nil)
	}
	return o, e.faults.count == count
}

// readFigures reads the numbers above them.
func (e *editor) readFigures(cells []cell) {
	at := map[string]place{}
	for i, f := range e.figures.entries() {
		*f.value, _ = cells[i].number(&e.faults)
		at[f.name] = cells[i].place
	}
	switch name := e.figures.amiss(); name {
	case "forms_returned":
		e.faults.add(at[name], "import.more_returned", nil)
	case "seminars":
		e.faults.add(at[name], "import.no_seminars", nil)
	}
}
