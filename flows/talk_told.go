package flows

import "slices"

// A TalkNews is what a member who is one side of a talk was told of it without
// having asked: which wording of the log, what of that was carried over from it, and
// who answered that it was otherwise.
type TalkNews struct {
	By        SubjectID   `json:"by"`
	Edition   int         `json:"edition"`
	Day       string      `json:"day"` // on which they were told, 2006-01-02
	Carried   []CarriedID `json:"carried,omitempty"`
	Otherwise []SubjectID `json:"otherwise,omitempty"`
}

// Untold says that there is something of the talk for a member to look at that
// they were not told of: a wording that waits for their answer, words of theirs
// that were carried over since (see TalkOpinion.Signed), or, for who logged it, an
// answer that it was otherwise. A log that is mended again and again is told of once
// a day.
func (r TalkRecord) Untold(m SubjectID, day string) bool {
	i := slices.IndexFunc(r.News, func(n TalkNews) bool { return n.By == m })
	told := TalkNews{Edition: -1}
	if i >= 0 {
		told = r.News[i]
	}
	return slices.Contains(r.Unanswered(), m) && told.Edition < r.Edition && told.Day < day ||
		r.Spoke(m) && lacks(told.Carried, r.Carried) ||
		r.Talk.By == m && lacks(told.Otherwise, r.otherwise())
}

// lacks says that some of all are not among those that are known.
func lacks[T comparable](known, all []T) bool {
	return slices.ContainsFunc(all, func(one T) bool { return !slices.Contains(known, one) })
}

// Spoke says that what was carried over from the talk are a member's words: in a
// group nobody can tell whose they are.
func (r TalkRecord) Spoke(m SubjectID) bool { return r.Talk.hasWith(m) && !r.Talk.Group() }

// otherwise are those who say that it was otherwise.
func (r TalkRecord) otherwise() (all []SubjectID) {
	for _, a := range r.Standing() {
		if a.Verdict != TalkConfirmed {
			all = append(all, a.By)
		}
	}
	return all
}

// Told is the record with the note that a member was told of all that there is.
func (r TalkRecord) Told(m SubjectID, day string) TalkRecord {
	r = r.Untell(m)
	r.News = append(r.News, TalkNews{By: m, Edition: r.Edition, Day: day, Carried: slices.Clone(r.Carried), Otherwise: r.otherwise()})
	return r
}

// anew is the record as a member has another answer, or none: who was told of the
// one before has not been told of this.
func (r TalkRecord) anew(m SubjectID) TalkRecord {
	r.News = slices.Clone(r.News)
	for i, n := range r.News {
		r.News[i].Otherwise = slices.DeleteFunc(slices.Clone(n.Otherwise), func(by SubjectID) bool { return by == m })
	}
	return r
}

// Untell is the record without what Told has noted of a member, who was not told
// after all.
func (r TalkRecord) Untell(m SubjectID) TalkRecord {
	r.News = slices.DeleteFunc(slices.Clone(r.News), func(n TalkNews) bool { return n.By == m })
	return r
}
