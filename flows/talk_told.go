package flows

import "slices"

// A TalkNews is how far a member who is one side of a talk was told of it without
// having asked: which wording of the log, how much that was carried over from it,
// and how many who answered that it was otherwise.
type TalkNews struct {
	By        SubjectID `json:"by"`
	Edition   int       `json:"edition"`
	Carried   int       `json:"carried,omitempty"`
	Otherwise int       `json:"otherwise,omitempty"`
}

// Untold says that there is something of the talk for a member to look at that
// they were not told of: a wording that waits for their answer, words of theirs
// that were carried over since (see TalkOpinion.Signed), or, for who logged it, an
// answer that it was otherwise.
func (r TalkRecord) Untold(m SubjectID) bool {
	i := slices.IndexFunc(r.News, func(n TalkNews) bool { return n.By == m })
	told := TalkNews{Edition: -1}
	if i >= 0 {
		told = r.News[i]
	}
	return slices.Contains(r.Unanswered(), m) && told.Edition < r.Edition ||
		r.Spoke(m) && told.Carried < len(r.Carried) ||
		r.Talk.By == m && told.Otherwise < r.otherwise()
}

// Spoke says that what was carried over from the talk are a member's words: in a
// group nobody can tell whose they are.
func (r TalkRecord) Spoke(m SubjectID) bool { return r.Talk.hasWith(m) && !r.Talk.Group() }

func (r TalkRecord) otherwise() (n int) {
	for _, a := range r.Standing() {
		if a.Verdict != TalkConfirmed {
			n++
		}
	}
	return n
}

// Told is the record with the note that a member was told of all that there is.
func (r TalkRecord) Told(m SubjectID) TalkRecord {
	r = r.Untell(m)
	r.News = append(r.News, TalkNews{By: m, Edition: r.Edition, Carried: len(r.Carried), Otherwise: r.otherwise()})
	return r
}

// Untell is the record without what Told has noted of a member, who was not told
// after all.
func (r TalkRecord) Untell(m SubjectID) TalkRecord {
	r.News = slices.DeleteFunc(slices.Clone(r.News), func(n TalkNews) bool { return n.By == m })
	return r
}
