package flows

import "time"

// A round moves draft → open → closed → released → destroyed and never back.
// Each step is a pure function of the round and the time; whoever keeps rounds
// applies it with the version it was worked out from, so it happens once.

// Open starts a draft: at its date or by command. Its promises are frozen from
// here on.
func (r Round) Open(now time.Time) (Round, error) {
	if err := r.mustBe(Draft); err != nil {
		return r, err
	}
	if err := r.Validate(); err != nil {
		return r, err
	}
	if !r.Closes.IsZero() && !r.Closes.After(now) {
		return r, Fail(Refused, "round.over", Args{"date": r.LastDay()})
	}
	if r.Opens.IsZero() || r.Opens.After(now) {
		r.Opens = now
	}
	r.State = Opened
	return r, nil
}

// Extend moves the closing moment of an open round to a later one.
func (r Round) Extend(closes, now time.Time) (Round, error) {
	if err := r.mustBe(Opened); err != nil {
		return r, err
	}
	if !closes.After(now) || !r.Closes.IsZero() && !closes.After(r.Closes) {
		return r, Fail(Invalid, "round.extend_earlier", Args{"date": r.LastDay()})
	}
	r.Closes = closes
	return r, nil
}

// Close ends an open round, for good. The window shrinks to what it was.
func (r Round) Close(now time.Time) (Round, error) {
	if err := r.mustBe(Opened); err != nil {
		return r, err
	}
	if r.Closes.IsZero() || r.Closes.After(now) {
		r.Closes = now
	}
	r.State = Closed
	return r, nil
}

// Release lets the documents of a closed round out, if at least K took part.
// It may be asked again: a released round stays released.
func (r Round) Release(participants int) (Round, error) {
	if r.State == Draft || r.State == Opened {
		return r, Fail(Refused, "round.not_closed", r.named())
	}
	if r.State != Closed && r.State != Released {
		return r, r.mustBe(Closed)
	}
	if participants < r.K {
		// The number itself stays unsaid: below k it could point at people.
		return r, Fail(Refused, "round.below_k", Args{"k": r.K})
	}
	r.State = Released
	return r, nil
}

// Due is the state the round's dates ask for at now, and whether that is a
// change: a draft opens at its date (not when its window is over already), an
// open round closes at its date.
func (r Round) Due(now time.Time) (State, bool) {
	switch {
	case r.State == Draft && !r.Opens.IsZero() && !now.Before(r.Opens) && (r.Closes.IsZero() || now.Before(r.Closes)):
		return Opened, true
	case r.State == Opened && !r.Closes.IsZero() && !now.Before(r.Closes):
		return Closed, true
	}
	return r.State, false
}

// Editable says why a round can no longer be edited, or nil for a draft.
func (r Round) Editable() error { return r.mustBe(Draft) }

// Writable says why nobody can write into the round at now, or nil.
func (r Round) Writable(now time.Time) error {
	if err := r.mustBe(Opened); err != nil {
		return err
	}
	if _, due := r.Due(now); due {
		return Fail(Refused, "round.is_closed", r.named())
	}
	return nil
}

func (r Round) mustBe(s State) error {
	if r.State == s {
		return nil
	}
	return Fail(Refused, "round.is_"+string(r.State), r.named())
}

func (r Round) named() Args { return Args{"title": r.Title} }
