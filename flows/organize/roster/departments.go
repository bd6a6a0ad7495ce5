package roster

import (
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

// A Department is a line of a list of departments that was understood: 办公室 周正
// 王建国. Its head may be missing, and so may the members who are in charge of it.
type Department struct {
	Line               int
	Name, Head, Charge string
}

// ReadDepartments reads a list of departments, of a team of these members. Lines that
// are known stand for what they are known for.
func ReadDepartments(pasted string, members []string, known map[string]Department) (all []Department, faults []Fault, passed []int) {
	lines := map[string]int{}
	for i, said := range Lines(pasted) {
		parts := split(said)
		d, ok := known[said]
		if !ok && heading(said, parts) {
			passed = append(passed, i+1)
			continue
		}
		if !ok && len(parts) <= 3 {
			d = department(parts)
		}
		if why := d.fault(members, lines); why.Key != "" {
			faults = append(faults, Fault{Line: i + 1, Said: text.Cut(said, maxSaid), Why: why})
			continue
		}
		d.Line, lines[d.Name] = i+1, i+1
		all = append(all, d)
	}
	return all, faults, passed
}

func department(parts []string) Department {
	at := func(i int) string {
		if i < len(parts) {
			return called(parts[i])
		}
		return ""
	}
	d := Department{Name: at(0), Head: at(1), Charge: at(2)}
	if slices.Contains([]string{"–", "-", "—", "——", "无"}, d.Head) { // it keeps the place
		d.Head = ""
	}
	return d
}

// InCharge are the members who are in charge of it.
func (d Department) InCharge() []string {
	return strings.FieldsFunc(d.Charge, func(r rune) bool { return r == '、' })
}

func (d Department) fault(members []string, lines map[string]int) (why flows.Phrase) {
	stranger := slices.IndexFunc(d.InCharge(), func(name string) bool { return !slices.Contains(members, name) })
	before, doubled := lines[d.Name]
	switch {
	case d.Name == "":
		why.Key = "roster.department_form"
	case text.Len(d.Name) > flows.MaxPost:
		why = flows.Phrase{Key: "roster.department_long", Args: flows.Args{"length": text.Len(d.Name), "max": flows.MaxPost}}
	case text.Len(d.Head) > flows.MaxName:
		why = flows.Phrase{Key: "roster.name_long", Args: flows.Args{"length": text.Len(d.Head), "max": flows.MaxName}}
	case doubled:
		why = flows.Phrase{Key: "roster.doubled", Args: flows.Args{"line": before, "name": d.Name}}
	case stranger >= 0:
		why = flows.Phrase{Key: "roster.no_member", Args: flows.Args{"name": text.Cut(d.InCharge()[stranger], maxSaid)}}
	case len(lines) >= flows.MaxDepartments:
		why = flows.Phrase{Key: "roster.too_many", Args: flows.Args{"max": flows.MaxDepartments}}
	}
	return why
}
