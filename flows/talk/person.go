package talk

import (
	"slices"

	"soundings/flows"
)

// known is somebody as the roster knows them. Of a person it has a name and
// nothing more, so here one name is one person: a head of a department who is a
// member as well is that member, and who heads two departments is the head of
// the first. Rosters tell people of one name apart by what stands behind it.
func known(r flows.Round, c flows.Counterpart) flows.Counterpart {
	if c.Member != "" {
		return flows.Counterpart{Member: c.Member}
	}
	name := c.Name
	if d, ok := r.Department(c.Department); ok && d.Head != "" {
		name = d.Head
	}
	if i := slices.IndexFunc(r.Members, func(m flows.Member) bool { return m.Name == name }); i >= 0 {
		return flows.Counterpart{Member: r.Members[i].ID}
	}
	if i := slices.IndexFunc(r.Departments, func(d flows.Department) bool { return d.Head == name }); i >= 0 {
		return head(r.Departments[i])
	}
	return flows.Counterpart{Name: name}
}

func head(d flows.Department) flows.Counterpart {
	return flows.Counterpart{Department: d.ID, Name: d.Head}
}

// inCharge says whether m is in charge of a department that somebody heads.
func inCharge(r flows.Round, m flows.Member, c flows.Counterpart) bool {
	return slices.ContainsFunc(m.Charge, func(id flows.DepartmentID) bool {
		d, ok := r.Department(id)
		return ok && d.Head != "" && known(r, head(d)) == known(r, c)
	})
}

// Name is what somebody is called.
func Name(r flows.Round, c flows.Counterpart) string {
	if m, ok := r.Member(c.Member); ok {
		return m.Name
	}
	return c.Name
}
