package main

import (
	"context"
	"slices"
	"strings"

	"soundings/configs"
	"soundings/flows"
	"soundings/flows/talk"
	"soundings/flows/text"
)

type talksCmd struct {
	settingsFlags
	ID   string `arg:""`
	JSON bool   `name:"json"`
}

// Run shows which talks a round requires, which of them were logged, and which are
// missing, who has not answered about one, and what stands in several logs.
func (c *talksCmd) Run(ctx context.Context, p *program) error {
	return p.within(ctx, c.settingsFlags, func(h *house, _ configs.Settings) error {
		r, err := h.find(c.ID)
		if err != nil {
			return err
		}
		m, err := h.office.Matrix(ctx, r)
		if err != nil {
			return err
		}
		if c.JSON {
			return writeJSON(p.stdout, viewOf(m))
		}
		_, err = p.stdout.Write([]byte(strings.Join(p.talks(m), "\n") + "\n"))
		return unwritten(err)
	})
}

// talks are the lines of the matrix: by rule with the pairs that are missing, then
// by member; then who has not answered, and what repeats.
func (p *program) talks(m talk.Matrix) []string {
	t := m.Total
	lines := []string{m.Round.Title, p.say("talk.matrix.all", "due", t.Due, "done", t.Done, "left", t.Due-t.Done, "times", t.Times())}
	for _, kind := range flows.TalkKinds() {
		lines = append(lines, p.talksOf(m, kind)...)
	}
	if len(m.Tallies) > 0 {
		lines = append(lines, p.say("cli.talks.members"))
	}
	for _, t := range m.Tallies {
		lines = append(lines, p.talksBy(m, t))
	}
	return slices.Concat(lines, p.silences(m), p.repeats(m))
}

// talksOf are the lines of one rule; none where nothing is required by it.
func (p *program) talksOf(m talk.Matrix, kind flows.TalkKind) []string {
	var lines []string
	due, done := 0, 0
	for _, s := range m.Of(kind) {
		if due++; s.Done() {
			done++
		} else {
			lines = append(lines, "  "+m.Name(s.By)+" — "+p.text(m.Other(s.Due)))
		}
	}
	if due == 0 {
		return nil
	}
	return append([]string{p.say("cli.talks.count", "label", p.say("cli.talk_kind."+string(kind)), "due", due, "done", done)}, lines...)
}

func (p *program) talksBy(m talk.Matrix, t talk.Tally) string {
	line := "  " + p.say("cli.talks.count", "label", m.Name(t.Member), "due", t.Due, "done", t.Done)
	if !m.Has(t.Member) {
		line += p.say("cli.talks.unclaimed")
	}
	return line
}

// silences are the lines of the talks that somebody has not answered for too long.
func (p *program) silences(m talk.Matrix) []string {
	if len(m.Silences) == 0 {
		return nil
	}
	lines := []string{p.say("talk.silent.body", "days", talk.SilentAfter)}
	for _, s := range m.Silences {
		var who []string
		for _, id := range s.Members {
			who = append(who, m.Name(id))
		}
		lines = append(lines, "  "+s.Talk.Talk.Date+" "+m.Name(s.Talk.Talk.By)+" — "+strings.Join(who, ", "))
	}
	return lines
}

// maxRepeated is how much of a wording that repeats stands in a line.
const maxRepeated = 60

// repeats are the lines of what stands in several logs, and in which; they say
// nothing of who logged them.
func (p *program) repeats(m talk.Matrix) []string {
	if len(m.Repeats) == 0 {
		return nil
	}
	lines := []string{p.say("talk.echoes.body")}
	for _, r := range m.Repeats {
		lines = append(lines, "  "+text.Cut(r.Text, maxRepeated))
		for _, id := range r.Talks {
			lines = append(lines, "    "+p.text(m.Between(id)))
		}
	}
	return lines
}
