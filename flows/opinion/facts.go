package opinion

import (
	"slices"
	"strconv"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// Facts of a session about a round, its topic.
const (
	FactJoined = "joined" // the chat takes part
	FactGiven  = "given"  // opinions it has given
	// FactReminder says that the chat's address was kept for a reminder when that
	// was last looked at.
	FactReminder = "reminder"
)

// Facts of a session about receipts that nobody was ever given, of no topic.
const (
	FactMissed = "missed" // how many such it has sent
	FactWait   = "wait"   // until when none are looked up for it, in Unix seconds
)

// Given is how many opinions the session has given in a round.
func Given(s dialogue.Session, round flows.RoundID) int {
	n, _ := strconv.Atoi(s.Fact(string(round), FactGiven))
	return n
}

// Drawn says whether what the session is writing into a round has a receipt
// already.
func Drawn(s dialogue.Session, round flows.RoundID) bool {
	return slices.ContainsFunc(s.Frames, func(f dialogue.Frame) bool {
		return f.Flow == FlowName && f.Topic == string(round) && f.Answers[receipt] != ""
	})
}

// Owes says whether a receipt of the round is still to be shown.
func Owes(s dialogue.Session, round flows.RoundID) bool {
	return slices.ContainsFunc(s.Frames, func(f dialogue.Frame) bool {
		return f.Flow == FlowName && f.Topic == string(round) && f.Step == done && f.Answers[receipt] != ""
	})
}

// Joined says whether the session takes part in a round.
func Joined(s dialogue.Session, round flows.RoundID) bool {
	return s.Fact(string(round), FactJoined) != ""
}
