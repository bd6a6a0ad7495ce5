package draft

import (
	"fmt"
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize/roster"
	"soundings/flows/text"
)

// maxPasted is the longest list that is taken, in UTF-16 units: a hundred members
// with long posts.
const maxPasted = 12_000

func peopleStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: people, Title: dialogue.Say("draft.people.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			r := w.roster(a)
			if a[people] == "" || a[people] == none {
				return []dialogue.Block{{Text: dialogue.Say("draft.people.body")}}
			}
			blocks := faulty(r.Faults, len(r.People))
			return append(blocks, listed(personLines(r.People), r.Passed)...)
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			return pasting(people, a, len(w.roster(a).Faults) == 0)
		}},
	}
}

// pasting takes a list over as many messages as it takes. It is enough only once
// every line was understood.
func pasting(id string, a dialogue.Answers, clear bool) dialogue.Choice {
	c := dialogue.Choice{Typed: func(a dialogue.Answers, said string) dialogue.Option { return pasted(id, a[id], said) }}
	stands := a[id] != "" && a[id] != none
	if stands && clear {
		c.Options = append(c.Options, dialogue.Option{ID: "done", Label: dialogue.Say("engine.button.enough"), Move: &dialogue.Move{Next: true}})
	}
	if stands {
		c.Options = append(c.Options, dialogue.Option{ID: "anew", Label: dialogue.Say("draft.paste.anew"), Move: &dialogue.Move{Set: dialogue.Answers{id: ""}}})
		return c
	}
	c.Pinned = []dialogue.Option{{ID: none, Label: dialogue.Say("draft." + id + ".none")}}
	return c
}

// pasted is a list with what was said since. The same again changes nothing.
func pasted(id, before, said string) dialogue.Option {
	all := before
	if before == none {
		all = ""
	}
	if said != before {
		all = roster.Amend(all, said)
	}
	if n := text.Len(all); n > maxPasted {
		return told(dialogue.Say("draft.paste.long", "max", maxPasted))
	}
	return dialogue.Option{Value: all, Move: &dialogue.Move{Set: dialogue.Answers{id: all}}}
}

// roster is the team as it was pasted.
func (w World) roster(a dialogue.Answers) roster.Reading {
	if a[people] == none {
		return roster.Reading{}
	}
	known := map[string]roster.Person{}
	for _, m := range w.base(a).Members {
		known[memberLine(m)] = roster.Person{Name: m.Name, Post: m.Post, Branch: m.Branch}
	}
	return roster.Read(a[people], known)
}

// memberLine is a member as a line of the list.
func memberLine(m flows.Member) string { return joined("，", m.Name, m.Post, m.Branch) }

func joined(sign string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sign)
}

func personLines(all []roster.Person) (lines []string) {
	for i, p := range all {
		lines = append(lines, fmt.Sprintf("%d. %s", i+1, joined(" · ", p.Name, p.Post, p.Branch)))
	}
	return lines
}

const (
	maxFaults = 8    // that are told at once
	maxListed = 2400 // UTF-16 units of a list on a screen
)

// faulty says which lines were not understood, and what to do.
func faulty(faults []roster.Fault, understood int) []dialogue.Block {
	if len(faults) == 0 {
		return []dialogue.Block{{Text: dialogue.Say("draft.paste.good", "n", understood)}}
	}
	blocks := []dialogue.Block{{Text: dialogue.Say("draft.paste.bad", "n", len(faults), "good", understood)}}
	for _, f := range faults[:min(len(faults), maxFaults)] {
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("draft.paste.fault",
			"line", f.Line, "said", f.Said, "why", dialogue.Text{Key: f.Why.Key, Args: f.Why.Args})})
	}
	return append(blocks, dialogue.Block{Text: dialogue.Say("draft.paste.mend", "line", faults[0].Line)})
}

// listed is a list as far as it fits on a screen, and what was passed over.
func listed(lines []string, passed []int) []dialogue.Block {
	var blocks []dialogue.Block
	room := maxListed
	for i, line := range lines {
		if room -= text.Len(line) + 1; room < 0 {
			blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Say("draft.paste.more", "n", len(lines)-i)})
			break
		}
		blocks = append(blocks, dialogue.Block{Kind: dialogue.Item, Text: dialogue.Verbatim(line)})
	}
	if len(passed) > 0 {
		blocks = append(blocks, dialogue.Block{Text: dialogue.Say("draft.paste.passed", "lines", strings.Trim(fmt.Sprint(passed[:min(len(passed), 20)]), "[]"))})
	}
	return blocks
}

// principalStep asks who is 主要负责同志: nearly always the first.
func principalStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: principal, Title: dialogue.Say("draft.principal.title"),
		When: func(a dialogue.Answers) bool { return len(w.roster(a).People) > 0 },
		Say: func(dialogue.Answers) []dialogue.Block {
			return []dialogue.Block{{Text: dialogue.Say("draft.principal.body")}}
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			c := dialogue.Choice{Pinned: []dialogue.Option{{ID: none, Label: dialogue.Say("draft.principal.none")}}}
			for i, p := range w.roster(a).People {
				c.Options = append(c.Options, dialogue.Option{ID: fmt.Sprint("p", i), Value: p.Name, Label: dialogue.Verbatim(joined(" · ", p.Name, p.Post))})
			}
			return c
		}},
	}
}

func departmentsStep(w World) dialogue.Step {
	return dialogue.Step{
		ID: departments, Title: dialogue.Say("draft.departments.title"),
		Say: func(a dialogue.Answers) []dialogue.Block {
			if a[departments] == "" || a[departments] == none {
				return []dialogue.Block{{Text: dialogue.Say("draft.departments.body")}}
			}
			all, faults, passed := w.departments(a)
			var lines []string
			for i, d := range all {
				lines = append(lines, fmt.Sprintf("%d. %s", i+1, joined(" · ", d.Name, d.Head, d.Charge)))
			}
			return append(faulty(faults, len(all)), listed(lines, passed)...)
		},
		Choice: &dialogue.Choice{For: func(a dialogue.Answers) dialogue.Choice {
			_, faults, _ := w.departments(a)
			return pasting(departments, a, len(faults) == 0)
		}},
	}
}

// departments are those that were pasted.
func (w World) departments(a dialogue.Answers) (all []roster.Department, faults []roster.Fault, passed []int) {
	if a[departments] == none {
		return nil, nil, nil
	}
	var names []string
	for _, p := range w.roster(a).People {
		names = append(names, p.Name)
	}
	known, base := map[string]roster.Department{}, w.base(a)
	for _, d := range base.Departments {
		known[departmentLine(base, d)] = roster.Department{Name: d.Name, Head: d.Head, Charge: strings.Join(inCharge(base, d.ID), "、")}
	}
	return roster.ReadDepartments(a[departments], names, known)
}

// departmentLine is a department as a line of the list. Without a head a sign keeps
// its place.
func departmentLine(r flows.Round, d flows.Department) string {
	charge := strings.Join(inCharge(r, d.ID), "、")
	if d.Head == "" && charge != "" {
		return d.Name + "，–，" + charge
	}
	return joined("，", d.Name, d.Head, charge)
}

// inCharge are the members who are in charge of a department, by name.
func inCharge(r flows.Round, id flows.DepartmentID) (names []string) {
	for _, m := range r.Members {
		if slices.Contains(m.Charge, id) {
			names = append(names, m.Name)
		}
	}
	return names
}
