package flows

// A TalkID names a talk within its round: 32 random hexadecimal digits.
type TalkID string

// TalkKind is the customary kind of a heart-to-heart talk.
type TalkKind string

// The kinds of talk (DESIGN section 7).
const (
	PrincipalTalk  TalkKind = "principal"  // 主要负责同志与班子成员
	MemberTalk     TalkKind = "member"     // 班子成员之间
	DepartmentTalk TalkKind = "department" // 班子成员与分管部门负责人
	BranchTalk     TalkKind = "branch"     // 班子成员与所在支部党员代表
	RequestedTalk  TalkKind = "requested"  // 接受约谈
)

// TalkKinds are the kinds in the order in which documents tell them.
func TalkKinds() []TalkKind {
	return []TalkKind{PrincipalTalk, MemberTalk, DepartmentTalk, BranchTalk, RequestedTalk}
}

// Limits of a talk, in UTF-16 units, and how many people a group talk may have.
const (
	MaxTalkText  = 2000
	MaxTalkPlace = 50
	MaxTalkName  = 30
	MaxTalkWith  = 20
)

// A Talk is a named log of a heart-to-heart talk (谈心谈话记录). It is kept apart
// from opinions in everything: its key, its collection, its types.
type Talk struct {
	By   SubjectID     `json:"by"`   // 谈话人: the member who logs it
	With []Counterpart `json:"with"` // 谈话对象; several: a group talk, which counts for each
	Kind TalkKind      `json:"kind"`
	Date string        `json:"date"` // the day, 2006-01-02
	At   string        `json:"at"`   // place; may be empty

	// What was said, each possibly empty but not all.
	Own      string `json:"own"`      // 谈话人谈自身不足
	Given    string `json:"given"`    // 给对方提出的意见建议
	Received string `json:"received"` // 对方对谈话人的意见建议
	Agreed   string `json:"agreed"`   // 达成共识与改进措施
}

// A Counterpart is the other side of a talk: a member of the team, the head of a
// department, or somebody else by name.
type Counterpart struct {
	Member     SubjectID    `json:"member,omitempty"`
	Department DepartmentID `json:"department,omitempty"`
	Name       string       `json:"name,omitempty"` // of somebody who is no member, as it was at the time
}

// Said are the texts of a talk in the order in which they are asked for.
func (t Talk) Said() []string { return []string{t.Own, t.Given, t.Received, t.Agreed} }

// Group says that it was a talk with several people.
func (t Talk) Group() bool { return len(t.With) > 1 }
