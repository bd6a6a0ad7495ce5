package main

import (
	"context"
	"strings"
	"time"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/talk"
)

type talksCmd struct {
	settingsFlags
	ID   string `arg:""`
	JSON bool   `name:"json"`
}

// Run shows which talks a round requires, which of them were logged, and which are
// missing.
func (c *talksCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		m, err := matrixOf(ctx, h, r)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(p.stdout, m.view())
		}
		_, err = p.stdout.Write([]byte(strings.Join(p.talks(m), "\n") + "\n"))
		return unwritten(err)
	})
}

// A matrix is what a round requires of talks, with what was logged.
type matrix struct {
	round     flows.Round
	standings []talk.Standing
	total     talk.Tally
	tallies   []talk.Tally
	claimed   map[flows.SubjectID]bool
}

func matrixOf(ctx context.Context, h *house, r flows.Round) (matrix, error) {
	if r.State == flows.Destroyed {
		return matrix{}, r.Writable(time.Time{}) // at no time any more
	}
	records, err := h.talks.List(ctx, r.ID)
	if err != nil {
		return matrix{}, err
	}
	var logs []flows.Talk
	for _, record := range records {
		logs = append(logs, record.Talk)
	}
	claimed, err := h.members.Claimed(ctx, r.ID)
	m := matrix{r, talk.Standings(r, logs), talk.Total(r, logs), talk.Tallies(r, logs), map[flows.SubjectID]bool{}}
	for _, id := range claimed {
		m.claimed[id] = true
	}
	return m, err
}

// missing are the talks that are required and were not had.
func (m matrix) missing() []talk.Standing {
	var all []talk.Standing
	for _, s := range m.standings {
		if !s.Done() {
			all = append(all, s)
		}
	}
	return all
}

// talks are the lines of the matrix: by rule with the pairs that are missing, then
// by member.
func (p *program) talks(m matrix) []string {
	lines := []string{m.round.Title, p.say("cli.talks.all", "due", m.total.Due, "done", m.total.Done, "left", m.total.Due-m.total.Done, "times", m.total.Times())}
	for _, kind := range flows.TalkKinds() {
		lines = append(lines, p.talksOf(m, kind)...)
	}
	if len(m.tallies) > 0 {
		lines = append(lines, p.say("cli.talks.members"))
	}
	for _, t := range m.tallies {
		lines = append(lines, p.talksBy(m, t))
	}
	return lines
}

// talksOf are the lines of one rule; none where nothing is required by it.
func (p *program) talksOf(m matrix, kind flows.TalkKind) []string {
	var lines []string
	due, done := 0, 0
	for _, s := range m.standings {
		if s.Kind() != kind {
			continue
		}
		if due++; s.Done() {
			done++
		} else {
			lines = append(lines, "  "+m.name(s.By)+" — "+p.facing(m.round, s.Due))
		}
	}
	if due == 0 {
		return nil
	}
	return append([]string{p.say("cli.talks.count", "label", p.say("cli.talk_kind."+string(kind)), "due", due, "done", done)}, lines...)
}

func (p *program) talksBy(m matrix, t talk.Tally) string {
	line := "  " + p.say("cli.talks.count", "label", m.name(t.Member), "due", t.Due, "done", t.Done)
	if !m.claimed[t.Member] {
		line += p.say("cli.talks.unclaimed")
	}
	return line
}

func (m matrix) name(id flows.SubjectID) string {
	member, _ := m.round.Member(id)
	return member.Name
}

// facing is whom a member is to talk with: a head of a department with the
// department, and of a branch anybody.
func (p *program) facing(r flows.Round, d talk.Due) string {
	if d.With == (flows.Counterpart{}) {
		by, _ := r.Member(d.By)
		return p.say("cli.talks.branch", "name", by.Branch)
	}
	if of, ok := r.Department(d.With.Department); ok {
		return p.say("cli.talks.head", "name", d.With.Name, "of", of.Name)
	}
	return talk.Name(r, d.With)
}
