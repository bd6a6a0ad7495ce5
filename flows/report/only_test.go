package report

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"soundings/flows"
)

func TestOnlyHoldsNothingOfOthers(t *testing.T) {
	in := oddInput()
	for i := range in.Opinions {
		in.Opinions[i].Text += "〔关于" + string(in.Opinions[i].Subject) + "〕"
	}
	whole := assembled(t, in)
	for _, s := range whole.Round.Subjects {
		part, err := whole.Only(s.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range Formats() {
			out := contents(t, f, rendered(t, part, f))
			for _, o := range whole.Round.Subjects {
				if o.ID != s.ID && (strings.Contains(out, "〔关于"+string(o.ID)) || strings.Contains(out, `"`+string(o.ID)+`"`) ||
					o.Kind != flows.OtherKind && strings.Contains(out, o.Name)) {
					t.Errorf("%s of %s tells of %s:\n%s", f, s.ID, o.ID, out)
				}
			}
			if n := whole.Counts.BySubject[s.ID]; strings.Count(out, "〔关于") < n {
				t.Errorf("%s of %s lost an opinion", f, s.ID)
			}
		}
	}
}

func TestOnlyCounts(t *testing.T) {
	whole := assembled(t, oddInput())
	whole.Talks = &Talks{Required: 6, Done: 1, Missing: []string{"王建国—李红"}}
	whole.Counts = whole.tally()
	part, err := whole.Only("wang")
	if err != nil {
		t.Fatal(err)
	}
	want := Counts{Invited: 20, Participants: 12, Opinions: 3, Points: 3,
		BySubject: map[flows.SubjectID]int{"wang": 3},
		ByAspect:  map[flows.AspectID]int{"a1": 0, "a2": 1, "a3": 1, NoAspect: 1},
		ByChannel: map[Channel]int{Chat: 3}}
	if diff := cmp.Diff(want, part.Counts); diff != "" {
		t.Error(diff)
	}
	if part.Talks != nil {
		t.Error("talk statistics name other members")
	}
}

func TestOnlyAddsUpAndLeavesTheWholeAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		whole := anyModel(t)
		opinions, points := 0, 0
		for _, s := range whole.Round.Subjects {
			part, err := whole.Only(s.ID)
			if err != nil {
				t.Fatal(err)
			}
			opinions, points = opinions+part.Counts.Opinions, points+part.Counts.Points
			part.Counts.ByChannel[Chat], part.Round.Aspects[0].Label = 99, "改"
			if len(part.Points) > 0 {
				part.Points[0].Opinions[0] = "改"
			}
		}
		if opinions != whole.Counts.Opinions || points != whole.Counts.Points {
			t.Fatalf("parts have %d opinions, %d points; the whole %d, %d", opinions, points, whole.Counts.Opinions, whole.Counts.Points)
		}
		if err := whole.Check(); err != nil || whole.Round.Aspects[0].Label == "改" {
			t.Fatalf("changing a part changed the whole: %v", err)
		}
	})
}

func TestOnlyOfNobody(t *testing.T) {
	if _, err := assembled(t, oddInput()).Only("sun"); flows.KeyOf(err) != "report.no_subject" || flows.CodeOf(err) != flows.NotFound {
		t.Errorf("got %v", err)
	}
}

// TestNobodyIsToldWhoHasToSeeToIt by a 反馈单: that may be another member.
func TestNobodyIsToldWhoHasToSeeToIt(t *testing.T) {
	m := assembled(t, oddInput())
	for i := range m.Points {
		m.Points[i].Leader, m.Points[i].Department = "某领导", "某部门"
	}
	if all := rendered(t, m, JSON); !strings.Contains(all, "某领导") {
		t.Error("the whole does not tell it either")
	}
	for _, f := range Formats() {
		if text := contents(t, f, rendered(t, only(t, m, "wang"), f)); strings.Contains(text, "某领导") || strings.Contains(text, "某部门") {
			t.Errorf("%s tells it", f)
		}
	}
}
