package report

import (
	"errors"
	"fmt"
	"maps"

	"github.com/google/uuid"

	"soundings/flows"
)

// Check says whether the Model holds together: opinions and points belong to
// the round, ids are random UUIDs and unique, every original is in exactly one
// point about its own subject, and the numbers add up (raw = by subject = by
// aspect = by channel; points ≤ raw), and none is told that may not be. The error is Internal,
// report.inconsistent, with the place in the JSON as Args["where"]; it holds
// none of the contents.
func (m Model) Check() error {
	for _, check := range []func() string{m.checkRound, m.checkIDs, m.checkEdition, m.checkOpinions, m.checkPoints,
		m.checkLinks, m.checkTalks, m.checkPrevious, m.checkFigures, m.checkGiven, m.checkCounts} {
		if where := check(); where != "" {
			return inconsistent(where)
		}
	}
	return nil
}

func inconsistent(where string) error {
	return &flows.Error{Code: flows.Internal, Key: "report.inconsistent",
		Args: flows.Args{"where": where}, Err: errors.New(where)}
}

func (m Model) checkRound() string {
	if m.Schema != Schema {
		return "schema"
	}
	ranks := m.ranks()
	if len(ranks.subject) != len(m.Round.Subjects) {
		return "round.subjects"
	}
	if len(ranks.aspect) != len(m.Round.Aspects)+1 {
		return "round.aspects"
	}
	for i, s := range m.Round.Subjects {
		if s.Kind != flows.TeamKind && s.Kind != flows.MemberKind && s.Kind != flows.OtherKind {
			return fmt.Sprintf("round.subjects[%d].kind", i)
		}
	}
	return ""
}

// checkIDs also refuses ids that are not random: one from the store or one that
// tells the time must never get into a document.
func (m Model) checkIDs() string {
	seen := map[string]bool{}
	fresh := func(id string) bool {
		ok := random(id) && !seen[id]
		seen[id] = true
		return ok
	}
	for i, o := range m.Opinions {
		if !fresh(string(o.ID)) {
			return fmt.Sprintf("opinions[%d].id", i)
		}
	}
	for i, p := range m.Points {
		if !fresh(string(p.ID)) {
			return fmt.Sprintf("points[%d].id", i)
		}
	}
	return ""
}

func random(id string) bool {
	u, err := uuid.Parse(id)
	return err == nil && u.Version() == 4 && u.String() == id
}

func (m Model) checkEdition() string {
	if m.restricted() == random(string(m.Edition)) {
		return "edition"
	}
	if m.Edits < 0 {
		return "edits"
	}
	return ""
}

func (m Model) checkOpinions() string {
	ranks := m.ranks()
	for i, o := range m.Opinions {
		if field := ranks.misfit(o); field != "" {
			return fmt.Sprintf("opinions[%d].%s", i, field)
		}
	}
	return ""
}

func (m Model) checkPoints() string {
	ranks := m.ranks()
	for i, p := range m.Points {
		if field := ranks.misfit(Opinion{Subject: p.Subject, Aspect: p.Aspect, Channel: FromTalk}); field != "" {
			return fmt.Sprintf("points[%d].%s", i, field)
		}
		if len(p.Opinions) == 0 {
			return fmt.Sprintf("points[%d].opinions", i)
		}
	}
	return ""
}

// checkLinks wants every original in exactly one point, and that point about
// the same subject: or one member would read what was said about another. Nor is
// what was said namelessly merged with what somebody is known to have said.
func (m Model) checkLinks() string {
	open := m.byID()
	for i, p := range m.Points {
		talked := open[p.Opinions[0]].Channel == FromTalk
		for j, id := range p.Opinions {
			if o, ok := open[id]; !ok || o.Subject != p.Subject || (o.Channel == FromTalk) != talked {
				return fmt.Sprintf("points[%d].opinions[%d]", i, j)
			}
			delete(open, id)
		}
	}
	if len(open) > 0 {
		return "points"
	}
	return ""
}

func (m Model) byID() map[OpinionID]Opinion {
	all := make(map[OpinionID]Opinion, len(m.Opinions))
	for _, o := range m.Opinions {
		all[o.ID] = o
	}
	return all
}

func (m Model) checkGiven() string {
	c := m.Counts
	switch {
	case c.Invited < 0:
		return "counts.invited"
	case c.Participants < 0:
		return "counts.participants"
	case c.NoOpinion == nil:
		return ""
	case *c.NoOpinion > c.Participants || m.told(*c.NoOpinion) == nil:
		return "counts.no_opinion"
	}
	return ""
}

func (m Model) checkCounts() string {
	c, want := m.Counts, m.tally()
	switch {
	case c.Opinions != want.Opinions:
		return "counts.opinions"
	case c.Points != want.Points || c.Points > c.Opinions:
		return "counts.points"
	case !maps.Equal(c.BySubject, want.BySubject):
		return "counts.by_subject"
	case !maps.Equal(c.ByAspect, want.ByAspect):
		return "counts.by_aspect"
	case !maps.Equal(c.ByChannel, want.ByChannel):
		return "counts.by_channel"
	case c.Talks != want.Talks:
		return "counts.talks"
	}
	return ""
}
