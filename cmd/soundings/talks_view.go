package main

import (
	"soundings/flows"
	"soundings/flows/talk"
)

// A talksView is the matrix of a round's talks, in JSON for scripts. Required, done
// and missing are pairs; kinds are counted in person-times, as documents do.
type talksView struct {
	Round    flows.RoundID          `json:"round"`
	Required int                    `json:"required"`
	Done     int                    `json:"done"`
	Missing  []missingTalk          `json:"missing"`
	ByKind   map[flows.TalkKind]int `json:"by_kind"` // every kind
	Members  []memberTalks          `json:"members"` // in rank order
}

// A missingTalk is one that is required and was not had.
type missingTalk struct {
	Kind   flows.TalkKind  `json:"kind"`
	By     flows.SubjectID `json:"by"`
	ByName string          `json:"by_name"`
	// The other side: a member, the head of a department, or anybody of a branch.
	Member     flows.SubjectID    `json:"member,omitempty"`
	Department flows.DepartmentID `json:"department,omitempty"`
	Branch     string             `json:"branch,omitempty"`
	Name       string             `json:"name,omitempty"`
}

// memberTalks are a member's, from either side.
type memberTalks struct {
	ID       flows.SubjectID `json:"id"`
	Name     string          `json:"name"`
	Claimed  bool            `json:"claimed"` // they use the bot
	Required int             `json:"required"`
	Done     int             `json:"done"`
	Talks    int             `json:"talks"` // person-times, also of what is not required
}

func (m matrix) view() talksView {
	v := talksView{Round: m.round.ID, Required: m.total.Due, Done: m.total.Done, Missing: []missingTalk{},
		ByKind: map[flows.TalkKind]int{}, Members: []memberTalks{}}
	for _, s := range m.missing() {
		v.Missing = append(v.Missing, m.missed(s))
	}
	for _, kind := range flows.TalkKinds() {
		v.ByKind[kind] = m.total.Kinds[kind]
	}
	for _, t := range m.tallies {
		v.Members = append(v.Members, memberTalks{ID: t.Member, Name: m.name(t.Member), Claimed: m.claimed[t.Member],
			Required: t.Due, Done: t.Done, Talks: t.Times()})
	}
	return v
}

func (m matrix) missed(s talk.Standing) missingTalk {
	missed := missingTalk{Kind: s.Kind(), By: s.By, ByName: m.name(s.By), Member: s.With.Member,
		Department: s.With.Department, Name: talk.Name(m.round, s.With)}
	if s.With == (flows.Counterpart{}) {
		by, _ := m.round.Member(s.By)
		missed.Branch = by.Branch
	}
	return missed
}
