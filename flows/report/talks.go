package report

import (
	"cmp"
	"slices"

	"soundings/flows"
)

// A TalkInput is what is known of a round's talks. The order of what is in it
// does not matter.
type TalkInput struct {
	Records  []flows.TalkRecord
	Opinions []flows.TalkOpinion // carried over from talks

	// Asked are the members who use the bot, and so were asked what they say of
	// the talks that others logged with them. Of anybody else nothing is said.
	Asked []flows.SubjectID
	// Since is the day, 2006-01-02, from which on who was asked has still time to
	// answer. Empty: nobody has.
	Since string
}

// A loggedTalk is a record with what the other side says of it now.
type loggedTalk struct {
	flows.TalkRecord
	answers []flows.TalkAnswer // those that stand, by rank
	silent  []flows.SubjectID  // who was asked and has not answered
	early   bool               // they have still time to
}

func (in TalkInput) logged(r flows.TalkRecord, rank map[flows.SubjectID]int) loggedTalk {
	l := loggedTalk{TalkRecord: r, answers: r.Standing(), early: in.Since != "" && r.Asked() >= in.Since}
	slices.SortStableFunc(l.answers, func(x, y flows.TalkAnswer) int { return cmp.Compare(rank[x.By], rank[y.By]) })
	for _, m := range r.Unanswered() {
		if slices.Contains(in.Asked, m) {
			l.silent = append(l.silent, m)
		}
	}
	return l
}

// misfit names what of a record does not fit the round, if anything.
func (l loggedTalk) misfit(r flows.Round) string {
	if err := l.Talk.Validate(r); err != nil {
		return flows.KeyOf(err)
	}
	for _, a := range l.answers {
		if replyName(a.Verdict) == "" {
			return "answers.verdict"
		}
	}
	return ""
}
