package flows

import (
	"fmt"
	"regexp"
	"strings"

	"soundings/flows/text"
)

// Limits of a round, lengths in UTF-16 units. They keep every screen of a
// conversation under Telegram's 4,096 and every button on one line.
const (
	DefaultK = 5
	MinK     = 3
	MaxK     = 1000

	MaxTitle, MaxUnit, maxTheme = 100, 60, 500
	MaxName, MaxPost, maxLabel  = 20, 40, 24
	maxAspect, maxAllAspects    = 500, 2400
	maxAspects, MaxMembers      = 20, 100
	MaxDepartments              = 200
)

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,19}$`)

// Validate checks a round against its limits and says the first field that is
// wrong: an Invalid error whose Args hold "field" (a path such as
// members[1].id) and, where they help, "value", "max" or "min".
func (r Round) Validate() error {
	return firstOf(
		required("title", r.Title, MaxTitle),
		required("unit", r.Unit, MaxUnit),
		limited("theme", r.Theme, maxTheme),
		limited("team.name", r.Team.Name, MaxPost),
		r.validatePrevious(),
		r.validateAspects(),
		r.validateMembers(),
		r.validateDepartments(),
		r.validateRules(),
	)
}

var roundIDForm = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)

// validatePrevious wants the id of the round before in full: what it names is found
// out where rounds are kept.
func (r Round) validatePrevious() error {
	if r.Previous != "" && !roundIDForm.MatchString(string(r.Previous)) {
		return Fail(Invalid, "round.previous", Args{"field": "previous"})
	}
	return nil
}

func (r Round) validateAspects() error {
	if len(r.Aspects) == 0 {
		return Fail(Invalid, "round.no_aspects", nil)
	}
	if len(r.Aspects) > maxAspects {
		return tooMany("aspects", maxAspects)
	}
	ids, all := reserved("none", "unsure"), 0
	for i, a := range r.Aspects {
		at := fmt.Sprintf("aspects[%d]", i)
		all += text.Len(a.Text)
		if err := firstOf(ids.add(at+".id", string(a.ID)), required(at+".label", a.Label, maxLabel),
			required(at+".text", a.Text, maxAspect)); err != nil {
			return err
		}
	}
	if all > maxAllAspects {
		return Fail(Invalid, "round.aspects_long", Args{"max": maxAllAspects, "length": all})
	}
	return nil
}

func (r Round) validateMembers() error {
	if len(r.Members) > MaxMembers {
		return tooMany("members", MaxMembers)
	}
	ids, principals := reserved(string(TeamSubject), string(OtherSubject), "nothing"), 0
	for i, m := range r.Members {
		at := fmt.Sprintf("members[%d]", i)
		if err := firstOf(ids.add(at+".id", string(m.ID)), required(at+".name", m.Name, MaxName),
			limited(at+".post", m.Post, MaxPost), limited(at+".branch", m.Branch, MaxPost),
			r.validateCharge(at, m)); err != nil {
			return err
		}
		if m.Principal {
			principals++
		}
	}
	if principals > 1 {
		return Fail(Invalid, "round.principals", nil)
	}
	return nil
}

func (r Round) validateCharge(at string, m Member) error {
	for i, id := range m.Charge {
		if !r.hasDepartment(id) {
			return Fail(Invalid, "round.no_department",
				Args{"field": fmt.Sprintf("%s.charge[%d]", at, i), "value": string(id)})
		}
	}
	return nil
}

func (r Round) hasDepartment(id DepartmentID) bool {
	for _, d := range r.Departments {
		if d.ID == id {
			return true
		}
	}
	return false
}

func (r Round) validateDepartments() error {
	if len(r.Departments) > MaxDepartments {
		return tooMany("departments", MaxDepartments)
	}
	ids := unique{}
	for i, d := range r.Departments {
		at := fmt.Sprintf("departments[%d]", i)
		if err := firstOf(ids.add(at+".id", string(d.ID)), required(at+".name", d.Name, MaxPost),
			limited(at+".head", d.Head, MaxName)); err != nil {
			return err
		}
	}
	return nil
}

func (r Round) validateRules() error {
	if r.K < MinK || r.K > MaxK {
		return Fail(Invalid, "round.k", Args{"field": "k", "min": MinK, "max": MaxK, "value": r.K})
	}
	if !r.Opens.IsZero() && !r.Closes.IsZero() && !r.Closes.After(r.Opens) {
		return Fail(Invalid, "round.closes_before_opens", nil)
	}
	if r.Admission != ByTicket && r.Admission != Open {
		return Fail(Invalid, "round.choice",
			Args{"field": "admission", "value": string(r.Admission), "choices": "tickets, open"})
	}
	for i, rule := range r.TalkRules {
		switch rule {
		case PrincipalMembers, MembersEachOther, DepartmentHeads, BranchPartyMember:
		default:
			return Fail(Invalid, "round.choice", Args{"field": fmt.Sprintf("talks[%d]", i), "value": string(rule),
				"choices": "principal-members, members, departments, branches"})
		}
	}
	return nil
}

// unique checks the form of ids and that none is there twice.
type unique map[string]bool

// reserved are ids that mean something else in a conversation or a report.
func reserved(ids ...string) unique {
	u := unique{}
	for _, id := range ids {
		u[id] = true
	}
	return u
}

func (u unique) add(field, id string) error {
	if !idForm.MatchString(id) {
		return Fail(Invalid, "round.id_form", Args{"field": field, "value": id})
	}
	if u[id] {
		return Fail(Invalid, "round.id_taken", Args{"field": field, "value": id})
	}
	u[id] = true
	return nil
}

func required(field, s string, limit int) error {
	if strings.TrimSpace(s) == "" {
		return Fail(Invalid, "round.empty", Args{"field": field})
	}
	return limited(field, s, limit)
}

func limited(field, s string, limit int) error {
	if n := text.Len(s); n > limit {
		return Fail(Invalid, "round.long", Args{"field": field, "length": n, "max": limit})
	}
	if text.Clean(s) != s {
		return Fail(Invalid, "round.unclean", Args{"field": field})
	}
	return nil
}

func tooMany(field string, limit int) error {
	return Fail(Invalid, "round.too_many", Args{"field": field, "max": limit})
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}
