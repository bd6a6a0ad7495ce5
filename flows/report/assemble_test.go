package report

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"soundings/flows"
)

func TestAssembleCounts(t *testing.T) {
	want := Counts{Invited: 20, Participants: 12, NoOpinion: new(2), Opinions: 10, Points: 10,
		BySubject: map[flows.SubjectID]int{"team": 4, "wang": 3, "li": 0, "zhao": 2, "other": 1},
		ByAspect:  map[flows.AspectID]int{"a1": 2, "a2": 3, "a3": 2, NoAspect: 3},
		ByChannel: map[Channel]int{Chat: 10}}
	if diff := cmp.Diff(want, assembled(t, oddInput()).Counts); diff != "" {
		t.Error(diff)
	}
}

func TestAssembleTellsTheRound(t *testing.T) {
	r := assembled(t, oddInput()).Round
	if r.Opens != "2026-11-01" || r.Closes != "2026-11-20" {
		t.Errorf("from %s to %s, want the first and the last day", r.Opens, r.Closes)
	}
	var names []string
	for _, s := range r.Subjects {
		names = append(names, string(s.ID)+" "+s.Name)
	}
	want := []string{"team 局领导班子", "wang 王建国", "li 李红", "zhao 赵_敏_", "other 其他工作"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}

func TestDatesAreThoseOfTheRoundsZone(t *testing.T) {
	in := oddInput() // half past midnight in Shanghai is the day before in UTC
	in.Round.Opens = time.Date(2026, 11, 1, 0, 30, 0, 0, shanghai)
	if got := assembled(t, in).Round.Opens; got != "2026-11-01" {
		t.Errorf("opens %s", got)
	}
}

func TestAnOpenRoundInvitedNobody(t *testing.T) {
	in := oddInput()
	in.Round.Admission = flows.Open
	if got := assembled(t, in).Counts.Invited; got != 0 {
		t.Errorf("invited %d, want 0", got)
	}
}

func TestIDsAreFreshRandomUUIDs(t *testing.T) {
	a := assembled(t, oddInput())
	b, err := Assemble(oddInput(), seeded(2))
	if err != nil {
		t.Fatal(err)
	}
	all := append(ids(a), ids(b)...)
	for _, id := range all {
		if u, err := uuid.Parse(id); err != nil || u.Version() != 4 {
			t.Errorf("%s is no version 4 UUID", id)
		}
	}
	slices.Sort(all)
	if n := len(slices.Compact(all)); n != 40 {
		t.Errorf("%d different ids in two copies of 10 opinions and 10 points, want 40", n)
	}
}

func ids(m Model) (all []string) {
	for _, o := range m.Opinions {
		all = append(all, string(o.ID))
	}
	for _, p := range m.Points {
		all = append(all, string(p.ID))
	}
	return all
}

func TestAssembleRefuses(t *testing.T) {
	const canary = "金丝雀的原话"
	for _, c := range []struct {
		name, key string
		change    func(*Input)
	}{
		{"an open round", "round.not_closed", func(in *Input) { in.Round.State = flows.Opened }},
		{"a draft", "round.not_closed", func(in *Input) { in.Round.State = flows.Draft }},
		{"a destroyed round", "round.is_destroyed", func(in *Input) { in.Round.State = flows.Destroyed }},
		{"below k", "round.below_k", func(in *Input) { in.Participants = 4 }},
		{"unknown subject", "report.bad_opinion", func(in *Input) { in.Opinions[0].Subject = canary }},
		{"unknown aspect", "report.bad_opinion", func(in *Input) { in.Opinions[0].Aspect = canary }},
		{"unknown kind", "report.bad_opinion", func(in *Input) { in.Opinions[0].Kind = canary }},
		{"more without an opinion than took part", "report.inconsistent", func(in *Input) { in.NoOpinion = 13 }},
		{"negative", "report.inconsistent", func(in *Input) { in.Invited = -1 }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := oddInput()
			in.Opinions[0].Text = canary
			c.change(&in)
			m, err := Assemble(in, seeded(1))
			if flows.KeyOf(err) != c.key {
				t.Fatalf("got %v, want %s", err, c.key)
			}
			if m.Opinions != nil || strings.Contains(err.Error(), canary) {
				t.Errorf("a refusal that still tells: %v", err)
			}
		})
	}
}

func TestAReleasedRoundCanBeAssembledAgain(t *testing.T) {
	in := oddInput()
	in.Round.State = flows.Released
	assembled(t, in)
}

func TestBadRandomnessIsRefused(t *testing.T) {
	if _, err := Assemble(oddInput(), iotest.ErrReader(io.ErrClosedPipe)); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("randomness that fails: %v", err)
	}
	if _, err := Assemble(oddInput(), bytes.NewReader(make([]byte, 1000))); flows.KeyOf(err) != "report.inconsistent" {
		t.Errorf("randomness that repeats: %v", err)
	}
}
