package flows

import "soundings/flows/text"

// Kind says what sort of opinion it is.
type Kind string

// The kinds of opinion.
const (
	Problem  Kind = "problem"  // 存在的问题
	Proposal Kind = "proposal" // 改进建议
)

// Limits of an opinion, in UTF-16 units, and of a chat.
const (
	MinText   = 5
	MaxText   = 2000
	MaxCase   = 800
	MaxRemedy = 500

	// MaxOpinions is how many opinions one chat may give in a round.
	MaxOpinions = 30
)

// An Opinion is what is kept of an opinion: this and nothing else. There is no
// field for who wrote it, when, where or in which order, and none may be added
// (DESIGN section 3). Text, Case and Remedy are the writer's own words.
type Opinion struct {
	Subject SubjectID `json:"subject"`
	Aspect  AspectID  `json:"aspect"` // empty: the writer was not sure
	Kind    Kind      `json:"kind"`
	Text    string    `json:"text"`
	Case    string    `json:"case"`   // a concrete example; may be empty
	Remedy  string    `json:"remedy"` // what should become better; may be empty, always for a proposal
}

// Validate checks an opinion against its round and the limits. It repeats what
// the conversation has checked: the store takes nothing on trust.
func (o Opinion) Validate(r Round) error {
	if _, ok := r.Subject(o.Subject); !ok {
		return Fail(Invalid, "opinion.bad_subject", nil)
	}
	if _, ok := r.Aspect(o.Aspect); !ok && o.Aspect != "" {
		return Fail(Invalid, "opinion.bad_aspect", nil)
	}
	if o.Kind != Problem && o.Kind != Proposal {
		return Fail(Invalid, "opinion.bad_kind", nil)
	}
	if n := text.Len(o.Text); n < MinText || n > MaxText {
		return Fail(Invalid, "opinion.bad_text", nil)
	}
	if text.Len(o.Case) > MaxCase || text.Len(o.Remedy) > MaxRemedy || o.Kind == Proposal && o.Remedy != "" {
		return Fail(Invalid, "opinion.bad_text", nil)
	}
	for _, s := range []string{o.Text, o.Case, o.Remedy} {
		if text.Clean(s) != s {
			return Fail(Invalid, "opinion.bad_text", nil)
		}
	}
	return nil
}
