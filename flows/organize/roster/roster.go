// Package roster reads the people of a unit as clerks paste them: one a line, the
// name first, with whatever numbering, spacing and signs their document has. Every
// line that is not blank comes out of it once: as somebody, as a fault with what to
// do about it, or as passed over.
package roster

import (
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

// A Person is a line that was understood.
type Person struct {
	Line               int // which of the lines that are not blank, from 1
	Name, Post, Branch string
}

// A Fault is a line that was not, and why.
type Fault struct {
	Line int
	Said string // the beginning of it
	Why  flows.Phrase
}

// A Reading is a roster as it was understood.
type Reading struct {
	People []Person
	Faults []Fault
	Passed []int // lines that are no person: a table's head, a heading
}

// Lines are the lines of what was pasted that are not blank.
func Lines(pasted string) []string {
	var all []string
	for line := range strings.SplitSeq(text.Clean(pasted), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			all = append(all, line)
		}
	}
	return all
}

// Read reads a roster of a team. Lines that are known stand for whom they are known
// for, whatever they look like.
func Read(pasted string, known map[string]Person) Reading {
	var r Reading
	lines := map[string]int{} // of each name
	for i, said := range Lines(pasted) {
		parts := split(said)
		p, ok := known[said]
		if !ok && heading(said, parts) {
			r.Passed = append(r.Passed, i+1)
			continue
		}
		if !ok {
			p = person(parts)
		}
		p.Line = i + 1
		if why, wrong := p.fault(lines); wrong {
			r.Faults = append(r.Faults, Fault{Line: i + 1, Said: text.Cut(said, maxSaid), Why: why})
			continue
		}
		lines[p.Name] = i + 1
		r.People = append(r.People, p)
	}
	return r
}

// maxSaid is how much of a line is shown back.
const maxSaid = 30

// fault says what is wrong with a person, where the names of those above stand in
// these lines.
func (p Person) fault(lines map[string]int) (flows.Phrase, bool) {
	long := func(key, s string, limit int) (flows.Phrase, bool) {
		return flows.Phrase{Key: key, Args: flows.Args{"length": text.Len(s), "max": limit}}, true
	}
	before, doubled := lines[p.Name]
	switch {
	case p.Name == "":
		return flows.Phrase{Key: "roster.no_name"}, true
	case text.Len(p.Name) > flows.MaxName:
		return long("roster.name_long", p.Name, flows.MaxName)
	case text.Len(p.Post) > flows.MaxPost:
		return long("roster.post_long", p.Post, flows.MaxPost)
	case text.Len(p.Branch) > flows.MaxPost:
		return long("roster.branch_long", p.Branch, flows.MaxPost)
	case doubled:
		return flows.Phrase{Key: "roster.doubled", Args: flows.Args{"line": before, "name": p.Name}}, true
	case len(lines) >= flows.MaxMembers:
		return flows.Phrase{Key: "roster.too_many", Args: flows.Args{"max": flows.MaxMembers}}, true
	}
	return flows.Phrase{}, false
}
