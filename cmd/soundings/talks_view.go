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
	// Unanswered are the talks that somebody was asked about for too long.
	Unanswered []unansweredTalk `json:"unanswered"`
	Repeated   []repeatedText   `json:"repeated"`
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

// An unansweredTalk is one that members on its other side, who use the bot, have
// not answered in time.
type unansweredTalk struct {
	Talk    flows.TalkID      `json:"talk"`
	By      flows.SubjectID   `json:"by"`
	Date    string            `json:"date"`
	Asked   string            `json:"asked"` // the day since which they have it as it stands
	Members []flows.SubjectID `json:"members"`
}

// A repeatedText stands word for word in the logs of several talks.
type repeatedText struct {
	Text  string         `json:"text"`
	Talks []flows.TalkID `json:"talks"`
}

func viewOf(m talk.Matrix) talksView {
	v := talksView{Round: m.Round.ID, Required: m.Total.Due, Done: m.Total.Done, Missing: []missingTalk{},
		ByKind: map[flows.TalkKind]int{}, Members: []memberTalks{}, Unanswered: []unansweredTalk{}, Repeated: []repeatedText{}}
	for _, s := range m.Missing() {
		v.Missing = append(v.Missing, missed(m, s))
	}
	for _, kind := range flows.TalkKinds() {
		v.ByKind[kind] = m.Total.Kinds[kind]
	}
	for _, t := range m.Tallies {
		v.Members = append(v.Members, memberTalks{ID: t.Member, Name: m.Name(t.Member), Claimed: m.Has(t.Member),
			Required: t.Due, Done: t.Done, Talks: t.Times()})
	}
	for _, s := range m.Silences {
		r := s.Talk
		v.Unanswered = append(v.Unanswered, unansweredTalk{r.ID, r.Talk.By, r.Talk.Date, r.Asked(), s.Members})
	}
	for _, r := range m.Repeats {
		v.Repeated = append(v.Repeated, repeatedText(r))
	}
	return v
}

func missed(m talk.Matrix, s talk.Standing) missingTalk {
	missed := missingTalk{Kind: s.Kind(), By: s.By, ByName: m.Name(s.By), Member: s.With.Member,
		Department: s.With.Department, Name: talk.Name(m.Round, s.With)}
	if s.With == (flows.Counterpart{}) {
		by, _ := m.Round.Member(s.By)
		missed.Branch = by.Branch
	}
	return missed
}
