package report

import (
	"fmt"
	"io"
	"time"

	"github.com/google/uuid"

	"soundings/flows"
)

// Input is what a Model is assembled from. The order of Opinions does not
// matter and leaves no trace.
type Input struct {
	Round        flows.Round
	Invited      int // tickets handed out; not looked at for an open round
	Participants int
	NoOpinion    int
	Opinions     []flows.Opinion
	Talks        TalkInput // what was logged of talks; zero: nothing
}

// Assemble makes the Model of a round in which every opinion is a point of its
// own. random feeds the ids.
//
// It asks Round.Releasable first and returns its refusals (round.not_closed,
// round.below_k, …), so that no way to a document leads round promises 3 and 4.
// An opinion that does not fit the round is report.bad_opinion, a talk that does
// not is report.bad_talk; numbers that contradict each other are
// report.inconsistent (see Check).
func Assemble(in Input, random io.Reader) (Model, error) {
	if err := in.Round.Releasable(in.Participants); err != nil {
		return Model{}, err
	}
	if in.NoOpinion < 0 || in.NoOpinion > in.Participants {
		return Model{}, inconsistent("counts.no_opinion")
	}
	m := Model{Schema: Schema, Round: describe(in.Round), Counts: given(in)}
	if err := m.file(in.said(), random); err != nil {
		return Model{}, err
	}
	m.sort()
	if err := m.pointEach(random); err != nil {
		return Model{}, err
	}
	if err := m.talk(in); err != nil {
		return Model{}, err
	}
	m.Counts = m.tally()
	m.Counts.NoOpinion = m.told(in.NoOpinion)
	if err := m.renew(random); err != nil {
		return Model{}, err
	}
	if err := m.Check(); err != nil {
		return Model{}, err
	}
	return m, nil
}

// given are the numbers that cannot be counted in the Model itself.
func given(in Input) Counts {
	c := Counts{Invited: in.Invited, Participants: in.Participants,
		ByChannel: map[Channel]int{Chat: 0}}
	if in.Round.Admission == flows.Open {
		c.Invited = 0 // nobody was handed a ticket
	}
	return c
}

func describe(r flows.Round) Round {
	d := Round{ID: r.ID, Title: r.Title, Unit: r.Unit, Theme: r.Theme,
		Opens: day(r.Opens), Closes: day(r.LastDay()), K: r.K, Aspects: []Aspect{}}
	for _, a := range r.Aspects {
		d.Aspects = append(d.Aspects, Aspect{ID: a.ID, Label: a.Label, Text: a.Text})
	}
	for _, s := range r.Subjects() {
		d.Subjects = append(d.Subjects, Subject{ID: s.ID, Kind: s.Kind, Name: nameOf(s), Post: s.Post})
	}
	return d
}

// day is a moment's date in the zone it carries: the round's own.
func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

func nameOf(s flows.Subject) string {
	switch {
	case s.Kind == flows.OtherKind:
		return otherName
	case s.Kind == flows.TeamKind && s.Name == "":
		return teamName
	}
	return s.Name
}

// talk counts the talks of a round that has to do with any.
func (m *Model) talk(in Input) error {
	if !in.Talked() {
		return nil
	}
	book, err := AssembleTalks(in)
	if err == nil {
		m.Talks = new(book.Statistics())
	}
	return err
}

// said are the opinions of all channels, still without ids.
func (in Input) said() []Opinion {
	var all []Opinion
	for _, o := range in.Opinions {
		all = append(all, Opinion{Subject: o.Subject, Aspect: o.Aspect, Kind: o.Kind, Text: o.Text, Case: o.Case,
			Remedy: o.Remedy, Channel: Chat})
	}
	for _, o := range in.Talks.Opinions {
		all = append(all, Opinion{Subject: o.Subject, Aspect: o.Aspect, Kind: o.Kind, Text: o.Text, Channel: FromTalk,
			Speaker: o.Speaker})
	}
	return all
}

func (m *Model) file(opinions []Opinion, random io.Reader) error {
	ranks := m.ranks()
	m.Opinions = make([]Opinion, 0, len(opinions))
	for _, o := range opinions {
		if field := ranks.misfit(o); field != "" {
			return flows.Fail(flows.Invalid, "report.bad_opinion", flows.Args{"field": field})
		}
		id, err := freshID(random)
		if err != nil {
			return err
		}
		o.ID = OpinionID(id)
		m.Opinions = append(m.Opinions, o)
	}
	return nil
}

func (m *Model) pointEach(random io.Reader) error {
	m.Points = make([]Point, 0, len(m.Opinions))
	for _, o := range m.Opinions {
		id, err := freshID(random)
		if err != nil {
			return err
		}
		m.Points = append(m.Points, Point{ID: PointID(id), Subject: o.Subject, Aspect: o.Aspect,
			Text: o.Text, Opinions: []OpinionID{o.ID}})
	}
	return nil
}

// renew makes a Model another edition.
func (m *Model) renew(random io.Reader) error {
	id, err := freshID(random)
	m.Edition = EditionID(id)
	return err
}

func freshID(random io.Reader) (string, error) {
	id, err := uuid.NewRandomFromReader(random)
	if err != nil {
		return "", fmt.Errorf("making a fresh id: %w", err)
	}
	return id.String(), nil
}
