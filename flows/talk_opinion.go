package flows

import (
	"cmp"
	"slices"
	"strings"
)

// A CarriedID names an opinion that was carried over from a talk: 32 random
// hexadecimal digits.
type CarriedID string

// A TalkOpinion is what somebody said in a talk of one of its sides, or of the
// team, carried over into what is solicited (渠道：谈心谈话). It is kept and told
// apart from anonymous opinions; Text are the words of the log.
type TalkOpinion struct {
	ID      CarriedID `json:"id"`
	Talk    TalkID    `json:"talk"`
	Subject SubjectID `json:"subject"`
	Aspect  AspectID  `json:"aspect"` // empty: not sure
	Kind    Kind      `json:"kind"`   // empty: nobody was asked
	Text    string    `json:"text"`
	Speaker string    `json:"speaker,omitempty"` // their name, if they wished it there
}

// Validate checks what is carried over from a talk against it, its round and the
// limits. Its words stand in the log. The speaker's name is for the speaker to put there.
func (o TalkOpinion) Validate(r Round, t Talk) error {
	if o.Subject != TeamSubject && o.Subject != t.By && !t.hasWith(o.Subject) {
		return Fail(Invalid, "opinion.bad_subject", nil)
	}
	if !strings.Contains(t.Received, o.Text) {
		return Fail(Invalid, "talk.carry.words.other", nil)
	}
	return Opinion{Subject: o.Subject, Aspect: o.Aspect, Kind: cmp.Or(o.Kind, Problem), Text: o.Text}.Validate(r)
}

// Signed is the opinion with a member's name as its speaker's, or without. Refused
// (talk.not_yours): it is about them, or another's name stands there.
func (o TalkOpinion) Signed(m Member, named bool) (TalkOpinion, error) {
	if o.Subject == m.ID || o.Speaker != "" && o.Speaker != m.Name {
		return o, Fail(Refused, "talk.not_yours", nil)
	}
	o.Speaker = ""
	if named {
		o.Speaker = m.Name
	}
	return o, nil
}

// Under is the opinion as it is where its talk's log was changed: without a name, if
// the talk was with others. False: its words, or whom they are about, stand in the
// log no more.
func (o TalkOpinion) Under(was, is Talk) (TalkOpinion, bool) {
	if !slices.Equal(was.With, is.With) {
		o.Speaker = ""
	}
	about := o.Subject == TeamSubject || o.Subject == is.By || is.hasWith(o.Subject)
	return o, about && strings.Contains(is.Received, o.Text)
}
