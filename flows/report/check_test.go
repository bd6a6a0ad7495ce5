package report

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"soundings/flows"
)

func anyInput(t *rapid.T) Input {
	in := Input{Round: aRound(), Participants: rapid.IntRange(5, 60).Draw(t, "participants")}
	in.Invited = rapid.IntRange(0, 80).Draw(t, "invited")
	in.NoOpinion = rapid.IntRange(0, in.Participants).Draw(t, "no opinion")
	for range rapid.IntRange(1, 30).Draw(t, "opinions") {
		in.Opinions = append(in.Opinions, flows.Opinion{
			Subject: rapid.SampledFrom([]flows.SubjectID{"team", "wang", "li", "zhao", "other"}).Draw(t, "subject"),
			Aspect:  rapid.SampledFrom([]flows.AspectID{"", "a1", "a2", "a3"}).Draw(t, "aspect"),
			Kind:    rapid.SampledFrom([]flows.Kind{flows.Problem, flows.Proposal}).Draw(t, "kind"),
			Text:    rapid.String().Draw(t, "text"), Case: rapid.String().Draw(t, "case"),
		})
	}
	in.Round.TalkRules, in.Talks = []flows.TalkRule{flows.PrincipalMembers, flows.MembersEachOther}, anyTalks(t)
	return in
}

func anyTalks(t *rapid.T) (in TalkInput) {
	member := rapid.SampledFrom([]flows.SubjectID{"wang", "li", "zhao"})
	for range rapid.IntRange(0, 9).Draw(t, "talks") {
		by := member.Draw(t, "by")
		other := member.Filter(func(id flows.SubjectID) bool { return id != by }).Draw(t, "with")
		in.Records = append(in.Records, aTalk(by, rapid.SampledFrom(flows.TalkKinds()).Draw(t, "talk kind"),
			rapid.SampledFrom([]string{"2026-11-01", "2026-11-02"}).Draw(t, "date"),
			append(with(other), flows.Counterpart{Name: "周正"})[:rapid.IntRange(1, 2).Draw(t, "people")], "不足"))
	}
	for range rapid.IntRange(0, 4).Draw(t, "carried over") {
		in.Opinions = append(in.Opinions, flows.TalkOpinion{Subject: member.Draw(t, "subject"), Text: rapid.String().Draw(t, "text"),
			Kind: rapid.SampledFrom([]flows.Kind{"", flows.Problem}).Draw(t, "kind"), Speaker: rapid.SampledFrom([]string{"", "李红"}).Draw(t, "speaker")})
	}
	return in
}

func anyModel(t *rapid.T) Model {
	m, err := Assemble(anyInput(t), seeded(byte(rapid.IntRange(0, 255).Draw(t, "seed"))))
	if err != nil {
		t.Fatal(err)
	}
	subject := m.Points[0].Subject
	return merge(m, subject, rapid.IntRange(0, 3).Draw(t, "merged"))
}

func TestNumbersAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		m := anyModel(t)
		if err := m.Check(); err != nil {
			t.Fatal(err)
		}
		sums := []int{sum(m.Counts.BySubject), sum(m.Counts.ByAspect), sum(m.Counts.ByChannel), linked(m)}
		for _, n := range sums {
			if n != len(m.Opinions) || n != m.Counts.Opinions {
				t.Fatalf("%d opinions, sums %v", len(m.Opinions), sums)
			}
		}
		if m.Counts.Points != len(m.Points) || m.Counts.Points > m.Counts.Opinions {
			t.Fatalf("%d points of %d opinions", m.Counts.Points, m.Counts.Opinions)
		}
	})
}

func sum[K comparable](counts map[K]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

func linked(m Model) (n int) {
	for _, p := range m.Points {
		n += len(p.Opinions)
	}
	return n
}

// breaks are ways to break a Model at opinion o and point p.
var breaks = map[string]func(m *Model, o, p int){
	"schema":            func(m *Model, o, p int) { m.Schema = "v2" },
	"counts.invited":    func(m *Model, o, p int) { m.Counts.Invited = -1 },
	"counts.no_opinion": func(m *Model, o, p int) { m.Counts.NoOpinion = new(m.Counts.Participants + 1) },
	"counts.no_opinion, fewer than k left": func(m *Model, o, p int) {
		m.Counts.NoOpinion = new(m.Counts.Participants - m.Round.K + 1)
	},
	"counts.opinions": func(m *Model, o, p int) { m.Counts.Opinions++ },
	"counts.points":   func(m *Model, o, p int) { m.Counts.Points-- },
	"counts.talks":    func(m *Model, o, p int) { m.Counts.Talks++ },

	"talks.required":            func(m *Model, o, p int) { m.Talks.Required++ },
	"talks.done":                func(m *Model, o, p int) { m.Talks.Required, m.Talks.Done = -1, -1-len(m.Talks.Missing) },
	"talks.missing":             func(m *Model, o, p int) { m.Talks.Missing = append(m.Talks.Missing, "王建国—李红") },
	"talks.by_kind":             func(m *Model, o, p int) { m.Talks.ByKind[flows.MemberTalk]++ },
	"talks.by_kind, one lost":   func(m *Model, o, p int) { delete(m.Talks.ByKind, flows.BranchTalk); m.Counts = m.tally() },
	"talks.by_kind, another":    func(m *Model, o, p int) { m.Talks.ByKind["chat"] = 0 },
	"talks.by_kind, negative":   func(m *Model, o, p int) { m.Talks.ByKind[flows.MemberTalk] = -1; m.Counts = m.tally() },
	"talks.by_member, too many": func(m *Model, o, p int) { leave(m.Talks.ByMember, m.Counts.Talks+1) },
	"talks.by_member, one lost": func(m *Model, o, p int) { delete(m.Talks.ByMember, "li") },
	"talks.by_member, the team": func(m *Model, o, p int) { m.Talks.ByMember["team"] = 0 },
	"talks.by_member, too few": func(m *Model, o, p int) {
		leave(m.Talks.ByMember, 0)
		m.Talks.ByKind[flows.MemberTalk]++
		m.Counts = m.tally()
	},

	"counts.by_subject":           func(m *Model, o, p int) { m.Counts.BySubject[m.Opinions[o].Subject]++ },
	"counts.by_subject, one lost": func(m *Model, o, p int) { delete(m.Counts.BySubject, "li") },
	"counts.by_subject, another":  func(m *Model, o, p int) { m.Counts.BySubject["sun"] = 0 },
	"counts.by_aspect":            func(m *Model, o, p int) { m.Counts.ByAspect[NoAspect]-- },
	"counts.by_aspect, one lost":  func(m *Model, o, p int) { delete(m.Counts.ByAspect, "a1") },
	"counts.by_channel":           func(m *Model, o, p int) { m.Counts.ByChannel[Chat]++ },
	"counts.by_channel, another":  func(m *Model, o, p int) { m.Counts.ByChannel["box"] = 1 },
	"counts.by_channel, none":     func(m *Model, o, p int) { m.Counts.ByChannel = nil },

	"round.subjects twice":  func(m *Model, o, p int) { m.Round.Subjects = append(m.Round.Subjects, m.Round.Subjects[1]) },
	"round.subjects kind":   func(m *Model, o, p int) { m.Round.Subjects[0].Kind = "boss" },
	"round.subjects lost":   func(m *Model, o, p int) { m.Round.Subjects = m.Round.Subjects[:0] },
	"round.aspects twice":   func(m *Model, o, p int) { m.Round.Aspects = append(m.Round.Aspects, m.Round.Aspects[0]) },
	"opinion of no subject": func(m *Model, o, p int) { m.Opinions[o].Subject = "sun" },
	"opinion moved": func(m *Model, o, p int) {
		m.Opinions[o].Subject = otherThan(m.Opinions[o].Subject)
		m.Counts = m.tally() // the numbers add up, the point is about another
	},
	"opinion of no aspect":       func(m *Model, o, p int) { m.Opinions[o].Aspect = "a9" },
	"opinion of no kind":         func(m *Model, o, p int) { m.Opinions[o].Kind = "worse" },
	"opinion of no channel":      func(m *Model, o, p int) { m.Opinions[o].Channel = "" },
	"opinion of another channel": func(m *Model, o, p int) { m.Opinions[o].Channel = "letter"; m.Counts = m.tally() },
	"opinion of a part":          func(m *Model, o, p int) { m.Opinions[o].Channel = Gathered; m.Counts = m.tally() },
	"no edition":                 func(m *Model, o, p int) { m.Edition = "" },
	"edition not random":         func(m *Model, o, p int) { m.Edition = "c232ab00-9414-11ec-b3c8-9f6bdeced846" },
	"fewer edits than none":      func(m *Model, o, p int) { m.Edits = -1 },
	"writer of no kind":          func(m *Model, o, p int) { m.Opinions[written(m)].Kind = "" },
	"writer with a name":         func(m *Model, o, p int) { m.Opinions[written(m)].Speaker = "李红" },
	"opinion lost":               func(m *Model, o, p int) { m.Opinions = slices.Delete(m.Opinions, o, o+1); m.Counts = m.tally() },
	"opinion twice":              func(m *Model, o, p int) { m.Opinions = append(m.Opinions, m.Opinions[o]); m.Counts = m.tally() },
	"opinion id not random":      func(m *Model, o, p int) { rename(m, o, "c232ab00-9414-11ec-b3c8-9f6bdeced846") },
	"opinion id no UUID":         func(m *Model, o, p int) { rename(m, o, "1") },
	"opinion id a point's":       func(m *Model, o, p int) { rename(m, o, OpinionID(m.Points[p].ID)) },

	"point lost":          func(m *Model, o, p int) { m.Points = slices.Delete(m.Points, p, p+1); m.Counts = m.tally() },
	"point twice":         func(m *Model, o, p int) { m.Points = append(m.Points, m.Points[p]); m.Counts = m.tally() },
	"point of nothing":    func(m *Model, o, p int) { m.Points[p].Opinions = nil },
	"point of no subject": func(m *Model, o, p int) { m.Points[p].Subject = "sun" },
	"point moved":         func(m *Model, o, p int) { m.Points[p].Subject = otherThan(m.Points[p].Subject) },
	"point of no aspect":  func(m *Model, o, p int) { m.Points[p].Aspect = "a9" },
	"original unknown":    func(m *Model, o, p int) { m.Points[p].Opinions[0] = "7b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11" },
	"original twice":      func(m *Model, o, p int) { m.Points[p].Opinions = append(m.Points[p].Opinions, m.Opinions[o].ID) },
}

// written is an opinion that was written anonymously: the first subject's first.
func written(m *Model) int {
	return slices.IndexFunc(m.Opinions, func(o Opinion) bool { return o.Channel == Chat })
}

// leave leaves of the lines of the members one, with so many talks.
func leave(lines map[flows.SubjectID]int, left int) {
	for id := range lines {
		lines[id] = 0
	}
	lines["li"] = left
}

func otherThan(s flows.SubjectID) flows.SubjectID {
	if s == "li" {
		return "wang"
	}
	return "li"
}

// rename changes an opinion's id everywhere, so that only the id is wrong.
func rename(m *Model, o int, id OpinionID) {
	for _, p := range m.Points {
		if i := slices.Index(p.Opinions, m.Opinions[o].ID); i >= 0 {
			p.Opinions[i] = id
		}
	}
	m.Opinions[o].ID = id
}

func TestABrokenModelIsRefused(t *testing.T) {
	names := slices.Sorted(func(yield func(string) bool) {
		for name := range breaks {
			if !yield(name) {
				return
			}
		}
	})
	for _, name := range names {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			m := anyModel(t)
			breaks[name](&m, rapid.IntRange(0, len(m.Opinions)-1).Draw(t, "o"), rapid.IntRange(0, len(m.Points)-1).Draw(t, "p"))
			mustRefuse(t, m)
		}))
	}
}

func mustRefuse(t *rapid.T, m Model) {
	var b strings.Builder
	if err := m.Check(); flows.KeyOf(err) != "report.inconsistent" || flows.CodeOf(err) != flows.Internal {
		t.Fatalf("Check = %v, want report.inconsistent", err)
	}
	for _, f := range Formats() {
		if err := Render(m, f, &b); err == nil || b.Len() > 0 {
			t.Fatalf("rendered all the same as %s: %v", f, err)
		}
	}
}
