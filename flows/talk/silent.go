package talk

import (
	"slices"
	"time"

	"soundings/flows"
)

// SilentAfter is after how many days somebody who was asked what they say of a talk
// and has not answered is shown as silent.
const SilentAfter = 7

// Silent are the members on the other side of a talk who use the bot, and have not
// answered for SilentAfter days since they have the talk as it stands. today is a
// moment in the zone that days count in.
func Silent(r flows.TalkRecord, uses []flows.SubjectID, today time.Time) []flows.SubjectID {
	if r.Asked() > today.AddDate(0, 0, -SilentAfter).Format(time.DateOnly) {
		return nil
	}
	return slices.DeleteFunc(r.Unanswered(), func(m flows.SubjectID) bool { return !slices.Contains(uses, m) })
}

// A Silence is a talk and who has not answered.
type Silence struct {
	Talk    flows.TalkRecord
	Members []flows.SubjectID
}

// Silences are the talks that somebody is silent about.
func Silences(records []flows.TalkRecord, uses []flows.SubjectID, today time.Time) []Silence {
	var all []Silence
	for _, r := range records {
		if who := Silent(r, uses, today); len(who) > 0 {
			all = append(all, Silence{r, who})
		}
	}
	return all
}
