package flows

import (
	"slices"
	"strings"
	"time"

	"soundings/flows/text"
)

// Validate checks a talk against its round's roster and the limits. It repeats
// what the conversation has checked: the store takes nothing on trust. Whether
// the day is in the past is for whoever has a clock.
func (t Talk) Validate(r Round) error {
	if _, ok := r.Member(t.By); !ok {
		return Fail(Invalid, "talk.bad_member", nil)
	}
	if !slices.Contains(TalkKinds(), t.Kind) {
		return Fail(Invalid, "talk.bad_kind", nil)
	}
	if _, err := time.Parse(time.DateOnly, t.Date); err != nil {
		return Fail(Invalid, "talk.bad_date", nil)
	}
	if err := t.validateWith(r); err != nil {
		return err
	}
	if !clean(t.At, MaxTalkPlace) || strings.Join(t.Said(), "") == "" {
		return Fail(Invalid, "talk.bad_text", nil)
	}
	for _, s := range t.Said() {
		if !clean(s, MaxTalkText) {
			return Fail(Invalid, "talk.bad_text", nil)
		}
	}
	return nil
}

// validateWith: everybody is on the roster or has a name, nobody twice, and
// nobody talks with themself.
func (t Talk) validateWith(r Round) error {
	if len(t.With) == 0 || len(t.With) > MaxTalkWith {
		return Fail(Invalid, "talk.bad_counterpart", nil)
	}
	for i, c := range t.With {
		if !c.valid(r) || c.Member == t.By || slices.Contains(t.With[:i], c) {
			return Fail(Invalid, "talk.bad_counterpart", nil)
		}
	}
	return nil
}

func (c Counterpart) valid(r Round) bool {
	_, member := r.Member(c.Member)
	_, department := r.Department(c.Department)
	named := c.Name != "" && clean(c.Name, MaxTalkName)
	switch {
	case c.Member != "":
		return member && c.Department == "" && c.Name == ""
	case c.Department != "":
		return department && named
	}
	return named
}

// clean says that a text is not too long, in UTF-16 units, and as Clean leaves it.
func clean(s string, most int) bool { return text.Len(s) <= most && text.Clean(s) == s }
