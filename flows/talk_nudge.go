package flows

// A Nudge is to tell a member that they have talks missing, as an organizer asked.
type Nudge struct {
	Member  SubjectID
	Address Address
	Day     string // on which it was asked for, 2006-01-02
}
