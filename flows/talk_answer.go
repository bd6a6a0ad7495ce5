package flows

import (
	"slices"
	"time"
)

// TalkVerdict is what the other side says of a talk's log.
type TalkVerdict string

// The verdicts.
const (
	TalkConfirmed TalkVerdict = "confirmed" // it is as it was
	TalkCorrected TalkVerdict = "corrected" // parts of it were otherwise
	TalkObjected  TalkVerdict = "objected"  // it was not so
)

// A TalkAnswer is what a member who was the other side says of a talk's log (对方回应).
type TalkAnswer struct {
	By          SubjectID        `json:"by"`
	Verdict     TalkVerdict      `json:"verdict"`
	Text        string           `json:"text,omitempty"`        // their response; may be empty
	Corrections []TalkCorrection `json:"corrections,omitempty"` // with TalkCorrected only
	Edition     int              `json:"edition"`               // of the log, as it was shown to them
	Day         string           `json:"day"`                   // on which they answered; whoever keeps it says so
}

// A TalkCorrection is one field of a talk's log in both wordings: a date as
// 2006-01-02, a kind as a TalkKind.
type TalkCorrection struct {
	Field TalkField `json:"field"`
	Was   string    `json:"was"` // the logger's; whoever keeps it says so
	Says  string    `json:"says"`
}

// TalkField names a field of a talk's log that the other side can correct.
type TalkField string

// The fields.
const (
	KindField     TalkField = "kind"
	DateField     TalkField = "date"
	PlaceField    TalkField = "at"
	OwnField      TalkField = "own"
	GivenField    TalkField = "given"
	ReceivedField TalkField = "received"
	AgreedField   TalkField = "agreed"
)

// TalkFields are the fields in the order in which they are asked for.
func TalkFields() []TalkField {
	return []TalkField{KindField, DateField, PlaceField, OwnField, GivenField, ReceivedField, AgreedField}
}

// Field is how the log has a field.
func (t Talk) Field(f TalkField) string {
	return map[TalkField]string{KindField: string(t.Kind), DateField: t.Date, PlaceField: t.At, OwnField: t.Own, GivenField: t.Given,
		ReceivedField: t.Received, AgreedField: t.Agreed}[f]
}

// Equal says that two logs say the same.
func (t Talk) Equal(u Talk) bool {
	differs := func(f TalkField) bool { return t.Field(f) != u.Field(f) }
	return t.By == u.By && slices.Equal(t.With, u.With) && !slices.ContainsFunc(TalkFields(), differs)
}

func (t Talk) hasWith(m SubjectID) bool {
	return m != "" && slices.ContainsFunc(t.With, func(c Counterpart) bool { return c.Member == m })
}

// repeats says that an answer is the same as one before.
func (a TalkAnswer) repeats(b TalkAnswer) bool {
	return a.By == b.By && a.Verdict == b.Verdict && a.Text == b.Text && a.Edition == b.Edition &&
		slices.EqualFunc(a.Corrections, b.Corrections, func(x, y TalkCorrection) bool { return x.Field == y.Field && x.Says == y.Says })
}

// beside is the answer with the log's own wording beside each correction.
func (a TalkAnswer) beside(t Talk) TalkAnswer {
	a.Corrections = slices.Clone(a.Corrections)
	for i, c := range a.Corrections {
		a.Corrections[i].Was = t.Field(c.Field)
	}
	return a
}

// validate checks an answer of a day with both wordings: corrections go with their
// verdict, change something, and none is there twice.
func (a TalkAnswer) validate(day string) error {
	verdicts := []TalkVerdict{TalkConfirmed, TalkCorrected, TalkObjected}
	if !slices.Contains(verdicts, a.Verdict) || !clean(a.Text, MaxTalkText) || (a.Verdict == TalkCorrected) != (len(a.Corrections) > 0) {
		return Fail(Invalid, "talk.bad_answer", nil)
	}
	seen := map[TalkField]bool{}
	for _, c := range a.Corrections {
		if seen[c.Field] || c.Says == c.Was || !c.valid(day) {
			return Fail(Invalid, "talk.bad_answer", nil)
		}
		seen[c.Field] = true
	}
	return nil
}

func (c TalkCorrection) valid(day string) bool {
	switch c.Field {
	case DateField:
		_, err := time.Parse(time.DateOnly, c.Says)
		return err == nil && c.Says <= day
	case KindField:
		return slices.Contains(TalkKinds(), TalkKind(c.Says))
	case PlaceField:
		return clean(c.Says, MaxTalkPlace)
	}
	return slices.Contains(TalkFields(), c.Field) && clean(c.Says, MaxTalkText)
}
