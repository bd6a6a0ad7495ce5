package opinion

import (
	"slices"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// A Draft is an opinion that is being written, and the round it is for.
type Draft struct {
	Round   flows.Round
	Opinion flows.Opinion
}

// DraftOf is the opinion that the session is writing into one of these rounds,
// the one written last; nil where there is none, or where it has come to its end.
func DraftOf(s dialogue.Session, rounds []flows.Round) *Draft {
	for _, f := range slices.Backward(s.Frames) {
		if f.Flow != FlowName || ended(f.Step) {
			continue
		}
		for _, r := range rounds {
			if string(r.ID) == f.Topic {
				return &Draft{Round: r, Opinion: Record(f.Answers)}
			}
		}
	}
	return nil
}

// ended says of a step that nothing is being written there.
func ended(step string) bool { return step == done || step == thanks || step == full }
