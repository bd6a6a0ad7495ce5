package main

import (
	"slices"
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

// subject is the id of the subject that is meant, by its id or by a name that
// only one has. Nothing stays nothing.
func (p *program) subject(r flows.Round, meant string) (string, error) {
	meant = strings.TrimSpace(meant)
	if _, ok := r.Subject(flows.SubjectID(meant)); ok || meant == "" {
		return meant, nil
	}
	named := slices.DeleteFunc(r.Subjects(), func(s flows.Subject) bool { return p.subjectName(s) != meant })
	if len(named) == 1 {
		return string(named[0].ID), nil
	}
	return "", noSubject(meant, p.subjects(r))
}

func noSubject(meant, choices string) error {
	return flows.Fail(flows.NotFound, "cli.no_subject", flows.Args{"value": text.Cut(meant, 40), "choices": choices})
}

// subjects are the ids with their names, to choose from.
func (p *program) subjects(r flows.Round) string {
	var all []string
	for _, s := range r.Subjects() {
		all = append(all, string(s.ID)+" "+p.subjectName(s))
	}
	return strings.Join(all, ", ")
}

func (p *program) subjectName(s flows.Subject) string {
	if s.Name == "" {
		return p.say("opinion.subject.other")
	}
	return s.Name
}
