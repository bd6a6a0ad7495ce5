package flows

import (
	"slices"
	"time"
)

// A Round is one solicitation of opinions for one meeting of one unit.
type Round struct {
	ID      RoundID
	Title   string
	Unit    string
	Theme   string
	Preset  string // id of the preset the aspects came from, if any
	Aspects []Aspect

	Team        Team
	Members     []Member // in rank order
	Departments []Department
	TalkRules   []TalkRule

	Opens  time.Time // first moment; zero: by command only
	Closes time.Time // first moment after the last; zero: by command only
	Nudge  time.Time // from when on that day an organizer has people reminded once more; zero: never

	Previous RoundID // the round whose ledger this one's report opens with; empty: none

	K         int // fewest participants a release needs
	Admission Admission
	Recipient string // organizer's own age1… recipient; empty: the service keeps the identity
	State     State
	Released  time.Time // when its documents were first taken out; zero: not yet

	Farewell  *Farewell // its closing message; nil: none was sent
	Forgotten bool      // nobody who asked for that is known any more
}

// An Aspect is one heading the year's notice asks leaders to examine
// themselves against. It is data: the notice changes every year.
type Aspect struct {
	ID    AspectID
	Label string // a few words, for buttons and headings
	Text  string // the notice's full wording
	Check bool   // the wording was not seen at its source: 请核对当年通知
}

// Team is the leadership team as a whole.
type Team struct{ Name string }

// A Member is one member of the team.
type Member struct {
	ID        SubjectID
	Name      string
	Post      string
	Principal bool           // 主要负责同志; at most one
	Charge    []DepartmentID // departments they are in charge of (分管)
	Branch    string         // their party branch (所在支部)
}

// A Department is a department of the unit and its head.
type Department struct {
	ID   DepartmentID
	Name string
	Head string
}

// Admission says how somebody gets into a round.
type Admission string

// The ways into a round.
const (
	ByTicket Admission = "tickets" // one single-use ticket each
	Open     Admission = "open"    // anybody with the link, once a chat
)

// TalkRule names a kind of heart-to-heart talk that is required.
type TalkRule string

// The rules of DESIGN section 7, “required talks”.
const (
	PrincipalMembers  TalkRule = "principal-members"
	MembersEachOther  TalkRule = "members"
	DepartmentHeads   TalkRule = "departments"
	BranchPartyMember TalkRule = "branches"
)

// State is where a round stands in its life. It only moves forward.
type State string

// The life of a round.
const (
	Draft     State = "draft"     // editable
	Opened    State = "open"      // people write; promises frozen
	Closed    State = "closed"    // nobody writes; never opened again
	Released  State = "released"  // exported at least once
	Destroyed State = "destroyed" // keys and contents gone
)

// SubjectKind sorts the subjects of a round.
type SubjectKind string

// The kinds, and the two subjects every round has. No member may use their ids.
const (
	TeamKind   SubjectKind = "team"
	MemberKind SubjectKind = "member"
	OtherKind  SubjectKind = "other"

	TeamSubject  SubjectID = "team"
	OtherSubject SubjectID = "other"
)

// A Subject is whom an opinion is about.
type Subject struct {
	ID   SubjectID
	Kind SubjectKind
	Name string // empty for other
	Post string // members only
}

// Subjects are the team, the members in rank order, then other.
func (r Round) Subjects() []Subject {
	all := []Subject{{ID: TeamSubject, Kind: TeamKind, Name: r.Team.Name}}
	for _, m := range r.Members {
		all = append(all, Subject{ID: m.ID, Kind: MemberKind, Name: m.Name, Post: m.Post})
	}
	return append(all, Subject{ID: OtherSubject, Kind: OtherKind})
}

// Subject finds a subject by id.
func (r Round) Subject(id SubjectID) (Subject, bool) {
	for _, s := range r.Subjects() {
		if s.ID == id {
			return s, true
		}
	}
	return Subject{}, false
}

// Aspect finds an aspect by id.
func (r Round) Aspect(id AspectID) (Aspect, bool) {
	for _, a := range r.Aspects {
		if a.ID == id {
			return a, true
		}
	}
	return Aspect{}, false
}

// Member finds a member of the team by id.
func (r Round) Member(id SubjectID) (Member, bool) {
	i := slices.IndexFunc(r.Members, func(m Member) bool { return m.ID == id })
	if i < 0 {
		return Member{}, false
	}
	return r.Members[i], true
}

// Department finds a department by id.
func (r Round) Department(id DepartmentID) (Department, bool) {
	i := slices.IndexFunc(r.Departments, func(d Department) bool { return d.ID == id })
	if i < 0 {
		return Department{}, false
	}
	return r.Departments[i], true
}

// LastDay is a moment on the last day of the round, for showing the date.
// It is zero where no closing date is set.
func (r Round) LastDay() time.Time {
	if r.Closes.IsZero() {
		return r.Closes
	}
	return r.Closes.Add(-time.Nanosecond)
}
