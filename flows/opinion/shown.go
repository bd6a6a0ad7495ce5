package opinion

import (
	"bytes"
	"encoding/json"

	"soundings/flows"
	typed "soundings/flows/text"
)

// maxShown is the longest record, in UTF-16 units, that is shown in full: it
// shares a message of 4,096 with the list of what is not kept.
const maxShown = 2600

// Where something was left out of a shown record there is a gap; the ends of
// the field stay.
const (
	gap    = " …… "
	endsOf = 200
)

// shown is the record of an opinion to be read by its author: its own bytes,
// set out in lines. One that no screen can hold is shortened in the middle of
// its longest fields, and cut says so.
func shown(o flows.Opinion) (record string, cut bool) {
	for record = indented(o); typed.Len(record) > maxShown; record = indented(o) {
		field := longest(&o.Text, &o.Case, &o.Remedy)
		*field, cut = typed.Hollow(*field, typed.Len(record)-maxShown, endsOf, gap), true
	}
	return record, cut
}

func longest(fields ...*string) *string {
	most := fields[0]
	for _, f := range fields {
		if typed.Len(*f) > typed.Len(*most) {
			most = f
		}
	}
	return most
}

func indented(o flows.Opinion) string {
	var b bytes.Buffer
	if err := json.Indent(&b, o.Record(), "", "  "); err != nil {
		panic(err) // a record is JSON
	}
	return b.String()
}
