package talk

import (
	"soundings/flows"
	"soundings/flows/dialogue"
)

// FactMember is the fact of a session about a round, its topic: which member of
// its team the chat is. It is for the screens; each effect asks anew.
const FactMember = "member"

// Self is the member that a session says its chat is in a round; empty: none.
func Self(s dialogue.Session, round flows.RoundID) flows.SubjectID {
	return flows.SubjectID(s.Fact(string(round), FactMember))
}

// IsMember is the fact that the chat is a member of a round's team; of nobody,
// that it is none any more.
func IsMember(round flows.RoundID, m flows.SubjectID) dialogue.Fact {
	return dialogue.Fact{Topic: string(round), Name: FactMember, Value: string(m)}
}
