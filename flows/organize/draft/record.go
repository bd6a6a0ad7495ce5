package draft

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/organize/roster"
)

// Record is the round that the answers make: a new one, or the draft they began with
// and whatever of it nobody was asked for. The error, Invalid, names in its Args the
// "step" to go to; else it passes Round.Validate.
func (w World) Record(a dialogue.Answers) (flows.Round, error) {
	r := w.base(a)
	if r.ID == "" {
		r = flows.Round{ID: flows.RoundID(a[fresh]), State: flows.Draft, TalkRules: organize.AllTalks()}
	}
	r = w.aspects(r, a)
	r.Title, r.Unit, r.Team = a[title], a[unit], flows.Team{Name: a[team]}
	r.Admission = flows.Admission(a[admission])
	r.K, _ = strconv.Atoi(a[k])
	r, err := w.named(r, a)
	if err == nil {
		r, err = w.window(r, a)
	}
	if err != nil {
		return r, err
	}
	if err := r.Validate(); err != nil {
		return r, at(stepOf(err), err)
	}
	return r, nil
}

// named puts members and departments into a round. Who was there before keeps their
// id: personal links and talks hang on it.
func (w World) named(r flows.Round, a dialogue.Answers) (flows.Round, error) {
	team := w.roster(a)
	if len(team.Faults) > 0 {
		return r, faultOf(people, team.Faults)
	}
	offices, faults, _ := w.departments(a)
	if len(faults) > 0 {
		return r, faultOf(departments, faults)
	}
	if p := a[principal]; len(team.People) > 0 && p != none && !slices.ContainsFunc(team.People, func(one roster.Person) bool { return one.Name == p }) {
		return r, at(principal, flows.Fail(flows.Invalid, "draft.principal_gone", flows.Args{"name": p}))
	}
	before := r
	r.Departments = departmentsOf(before, offices)
	r.Members = nil
	for i, p := range team.People {
		m := flows.Member{ID: memberID(before, p.Name, i, a[round] == ""), Name: p.Name, Post: p.Post, Branch: p.Branch, Principal: p.Name == a[principal]}
		for j, d := range offices {
			if slices.Contains(d.InCharge(), p.Name) {
				m.Charge = append(m.Charge, r.Departments[j].ID)
			}
		}
		r.Members = append(r.Members, m)
	}
	return r, nil
}

// memberID is the id of a member: theirs, where the round knew them; in a new round
// by rank; else by name, so that nobody gets an id that was another's: a link that
// was handed out leads to an id.
func memberID(before flows.Round, name string, rank int, isNew bool) flows.SubjectID {
	i := slices.IndexFunc(before.Members, func(m flows.Member) bool { return m.Name == name })
	switch {
	case i >= 0:
		return before.Members[i].ID
	case isNew:
		return flows.SubjectID(fmt.Sprint("m", rank+1))
	}
	sum := sha256.Sum256([]byte(name))
	return flows.SubjectID("m-" + hex.EncodeToString(sum[:4]))
}

// departmentsOf are departments with their ids: those they had, else the next that
// is free.
func departmentsOf(before flows.Round, offices []roster.Department) (all []flows.Department) {
	used := map[flows.DepartmentID]bool{}
	for _, d := range before.Departments {
		used[d.ID] = true
	}
	n := 0
	for _, o := range offices {
		d := flows.Department{Name: o.Name, Head: o.Head}
		if i := slices.IndexFunc(before.Departments, func(b flows.Department) bool { return b.Name == o.Name }); i >= 0 {
			d.ID = before.Departments[i].ID
		}
		for d.ID == "" {
			if n++; !used[flows.DepartmentID(fmt.Sprint("d", n))] {
				d.ID = flows.DepartmentID(fmt.Sprint("d", n))
			}
		}
		all = append(all, d)
	}
	return all
}

// window puts the dates into a round.
func (w World) window(r flows.Round, a dialogue.Answers) (flows.Round, error) {
	zone, err := w.Now.Location(), error(nil)
	r.Opens, r.Closes = time.Time{}, time.Time{}
	if a[opens] != byHand {
		if r.Opens, err = organize.ReadOpening(opens, a[opens], zone); err != nil {
			return r, at(opens, err)
		}
	}
	if a[closes] != byHand {
		if r.Closes, err = organize.ReadClosing(closes, a[closes], zone); err != nil {
			return r, at(closes, err)
		}
	}
	if !r.Closes.IsZero() && !r.Closes.After(w.Now) {
		return r, at(closes, flows.Fail(flows.Invalid, "draft.date_past", flows.Args{"date": r.LastDay()}))
	}
	return r, nil
}

// Answers is the inverse of Record: the answers to begin with where a draft is there
// already.
func Answers(r flows.Round, zone *time.Location) dialogue.Answers {
	a := dialogue.Answers{round: string(r.ID), seen: organize.MarkOf(r), preset: keep, title: r.Title, unit: r.Unit,
		team: cmp.Or(r.Team.Name, organize.TeamOf(r.Unit)), principal: none, k: strconv.Itoa(r.K), admission: string(r.Admission),
		opens:  cmp.Or(organize.OpensAnswer(r.Opens, zone), byHand),
		closes: cmp.Or(organize.ClosesAnswer(r.Closes, zone), byHand)}
	var members, offices []string
	for _, m := range r.Members {
		members = append(members, memberLine(m))
		if m.Principal {
			a[principal] = m.Name
		}
	}
	for _, d := range r.Departments {
		offices = append(offices, departmentLine(r, d))
	}
	a[people] = cmp.Or(strings.Join(members, "\n"), none)
	a[departments] = cmp.Or(strings.Join(offices, "\n"), none)
	return a
}

// at is an error that says to which step to go.
func at(step string, err error) error {
	args := flows.Args{"step": step}
	for name, value := range flows.ArgsOf(err) {
		args[name] = value
	}
	return &flows.Error{Code: flows.CodeOf(err), Key: flows.KeyOf(err), Args: args, Err: err}
}

func faultOf(step string, faults []roster.Fault) error {
	return at(step, flows.Fail(flows.Invalid, "draft.faulty", flows.Args{"n": len(faults)}))
}

// stepOf is the step that an error of Round.Validate is about.
func stepOf(err error) string {
	field, _ := flows.ArgsOf(err)["field"].(string)
	field, _, _ = strings.Cut(field, ".")
	field, _, _ = strings.Cut(field, "[")
	if step, ok := map[string]string{"title": title, "unit": unit, "team": team, "members": people, "departments": departments,
		"k": k, "admission": admission}[field]; ok {
		return step
	}
	switch flows.KeyOf(err) {
	case "round.closes_before_opens":
		return closes
	case "round.principals":
		return principal
	}
	return preset
}
