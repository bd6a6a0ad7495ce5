package flows

import (
	"cmp"
	"slices"
)

// A TalkRecord is a talk as it is kept: its log, what those of the team who were
// the other side answered, and which opinions were carried over from it. Nobody's
// words are changed by another: corrections stand beside the log.
type TalkRecord struct {
	ID      TalkID       `json:"id"`
	Talk    Talk         `json:"talk"`
	Logged  string       `json:"logged"`            // the day, 2006-01-02
	Edition int          `json:"edition"`           // how often its logger has changed it since
	Edited  string       `json:"edited,omitempty"`  // the day on which they last did
	Answers []TalkAnswer `json:"answers,omitempty"` // at most one a member
	Carried []CarriedID  `json:"carried,omitempty"`
	News    []TalkNews   `json:"news,omitempty"` // at most one a member
}

// Asked is the day since which the other side has the talk as it stands.
func (r TalkRecord) Asked() string { return cmp.Or(r.Edited, r.Logged) }

// Involves says that a member is one side of the talk.
func (r TalkRecord) Involves(m SubjectID) bool {
	return m != "" && (r.Talk.By == m || r.Talk.hasWith(m))
}

// Standing are the answers that stand: of those who are the other side still; and
// a confirmation is of the wording that was shown, not of a later one.
func (r TalkRecord) Standing() []TalkAnswer {
	var all []TalkAnswer
	for _, a := range r.Answers {
		if r.Talk.hasWith(a.By) && (a.Verdict != TalkConfirmed || a.Edition == r.Edition) {
			all = append(all, a)
		}
	}
	return all
}

// Unanswered are the members who are the other side and have no answer standing.
func (r TalkRecord) Unanswered() []SubjectID {
	var all []SubjectID
	for _, c := range r.Talk.With {
		if c.Member != "" && !slices.ContainsFunc(r.Standing(), func(a TalkAnswer) bool { return a.By == c.Member }) {
			all = append(all, c.Member)
		}
	}
	return all
}

// Rewritten is the record with its log as the logger has it now. What others have
// answered stays: it is theirs. Refused (talk.not_yours): somebody else logged it.
func (r TalkRecord) Rewritten(t Talk, day string) (TalkRecord, error) {
	if t.By != r.Talk.By {
		return r, Fail(Refused, "talk.not_yours", nil)
	}
	if t.Equal(r.Talk) {
		return r, nil
	}
	r.Talk, r.Edited = t, day
	r.Edition++
	return r, nil
}

// Answered is the record with a member's answer, in the place of an earlier one of
// theirs; the wording that it corrects is put beside it. Refused (talk.not_yours):
// they are not the other side. Conflict (talk.changed): the log is no longer what
// they were shown.
func (r TalkRecord) Answered(a TalkAnswer, day string) (TalkRecord, error) {
	if !r.Talk.hasWith(a.By) {
		return r, Fail(Refused, "talk.not_yours", nil)
	}
	i := slices.IndexFunc(r.Answers, func(b TalkAnswer) bool { return a.By == b.By })
	if i >= 0 && a.repeats(r.Answers[i]) {
		return r, nil
	}
	if a.Edition != r.Edition {
		return r, Fail(Conflict, "talk.changed", nil)
	}
	a = a.beside(r.Talk)
	if err := a.validate(day); err != nil {
		return r, err
	}
	r = r.anew(a.By)
	a.Day, r.Answers = day, slices.Clone(r.Answers)
	if i < 0 {
		r.Answers = append(r.Answers, a)
	} else {
		r.Answers[i] = a
	}
	return r, nil
}

// Unsaid is the record without a member's answer. Refused (talk.not_yours): they
// are not one of its sides.
func (r TalkRecord) Unsaid(m SubjectID) (TalkRecord, error) {
	theirs := func(a TalkAnswer) bool { return a.By == m }
	if !r.Involves(m) && !slices.ContainsFunc(r.Answers, theirs) {
		return r, Fail(Refused, "talk.not_yours", nil)
	}
	if !slices.ContainsFunc(r.Answers, theirs) {
		return r, nil
	}
	r = r.anew(m)
	r.Answers = slices.DeleteFunc(slices.Clone(r.Answers), theirs)
	if len(r.Answers) == 0 {
		r.Answers = nil
	}
	return r, nil
}
