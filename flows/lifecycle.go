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

// Readable says why what a round has collected must not be opened, or nil: it has
// closed (promise 3), and was not destroyed.
func (r Round) Readable() error {
	if r.State != Closed && r.State != Released {
		return Fail(Refused, "round.not_closed", r.named())
	}
	return nil
}

// Releasable says why the documents of a round must not be let out, or nil:
// it has closed, and at least K took part.
func (r Round) Releasable(participants int) error {
	if r.State == Draft || r.State == Opened {
		return Fail(Refused, "round.not_closed", r.named())
	}
	if r.State != Closed && r.State != Released {
		return r.mustBe(Closed)
	}
	if participants < r.K {
		// The number itself stays unsaid: below k it could point at people.
		return Fail(Refused, "round.below_k", Args{"k": r.K, "title": r.Title})
	}
	return nil
}

// Release lets the documents of a Releasable round out. It may be asked again:
// a released round stays released, since when it first was.
func (r Round) Release(participants int, now time.Time) (Round, error) {
	if err := r.Releasable(participants); err != nil {
		return r, err
	}
	if r.State == Closed {
		r.State, r.Released = Released, now
	}
	return r, nil
}

// KeptUntil is the moment from which on a released round is destroyed by
// itself: days full days after the day on which it was released. Zero: it is
// not, as days is not above zero, or it was not released, or nobody noted when:
// rounds released by an early version know no day to count from.
func (r Round) KeptUntil(days int) time.Time {
	if days <= 0 || r.State != Released || r.Released.IsZero() {
		return time.Time{}
	}
	y, m, d := r.Released.Date()
	return time.Date(y, m, d+days+1, 0, 0, 0, 0, r.Released.Location())
}

// Destroy ends a round that nobody writes into. Of the round only its name,
// its dates and k are left; keys and contents are whoever's who keeps rounds.
func (r Round) Destroy() (Round, error) {
	if r.State == Opened {
		return r, Fail(Refused, "round.destroy_open", r.named())
	}
	if r.State == Destroyed {
		return r, r.mustBe(Closed)
	}
	return Round{ID: r.ID, Title: r.Title, Unit: r.Unit, Opens: r.Opens, Closes: r.Closes, K: r.K,
		Admission: r.Admission, State: Destroyed, Released: r.Released}, nil
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

// Inviting says why nobody can be asked into the round any more, or nil: it is a
// draft or open.
func (r Round) Inviting() error {
	if r.State == Draft {
		return nil
	}
	return r.mustBe(Opened)
}

// Ticketed says why a round can have no tickets made or taken back, or nil: only
// while somebody can still come in, and only with one.
func (r Round) Ticketed() error {
	if err := r.Inviting(); err != nil {
		return err
	}
	if r.Admission != ByTicket {
		return Fail(Refused, "ticket.open_round", nil)
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
