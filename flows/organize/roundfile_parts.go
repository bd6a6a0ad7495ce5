package organize

import (
	"fmt"
	"strings"

	"soundings/flows"
	"soundings/flows/text"
)

func readAspects(files []aspectFile) []flows.Aspect {
	var all []flows.Aspect
	for i, f := range files {
		a := flows.Aspect{ID: flows.AspectID(text.OneLine(f.ID)), Label: text.OneLine(f.Label), Text: text.Clean(f.Text), Check: f.Check}
		if a.ID == "" {
			a.ID = flows.AspectID(fmt.Sprintf("a%d", i+1))
		}
		all = append(all, a)
	}
	return all
}

func readMembers(files []memberFile) []flows.Member {
	var all []flows.Member
	for _, f := range files {
		m := flows.Member{ID: flows.SubjectID(text.OneLine(f.ID)), Name: text.OneLine(f.Name), Post: text.OneLine(f.Post),
			Principal: f.Principal, Branch: text.OneLine(f.Branch)}
		for _, id := range f.Charge {
			m.Charge = append(m.Charge, flows.DepartmentID(text.OneLine(id)))
		}
		all = append(all, m)
	}
	return all
}

func readDepartments(files []departmentFile) []flows.Department {
	var all []flows.Department
	for _, f := range files {
		all = append(all, flows.Department{ID: flows.DepartmentID(text.OneLine(f.ID)), Name: text.OneLine(f.Name), Head: text.OneLine(f.Head)})
	}
	return all
}

// team is named after the unit where the file gives no name.
func (f roundFile) team(unit string) flows.Team {
	if f.Team != nil && text.OneLine(f.Team.Name) != "" {
		return flows.Team{Name: text.OneLine(f.Team.Name)}
	}
	return flows.Team{Name: TeamOf(unit)}
}

// TeamOf is what the team of a unit is called unless somebody says otherwise.
func TeamOf(unit string) string {
	name := unit
	if !strings.HasSuffix(name, "班子") {
		name += "领导班子"
	}
	if text.Len(name) > flows.MaxPost {
		name = "领导班子"
	}
	return name
}

// talks are all the rules where the file says nothing, and none for [].
func (f roundFile) talks() []flows.TalkRule {
	if f.Talks == nil {
		return AllTalks()
	}
	var rules []flows.TalkRule
	for _, name := range f.Talks {
		rules = append(rules, flows.TalkRule(text.OneLine(name)))
	}
	return rules
}

// AllTalks are the rules of required talks, all of which hold unless somebody says
// otherwise.
func AllTalks() []flows.TalkRule {
	return []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}
}
