package organize

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"soundings/flows"
	"soundings/flows/text"
)

func TestTheSampleReadsBackAsItIsWritten(t *testing.T) {
	want := mustRead(t, sample)
	var b strings.Builder
	if err := WriteRound(&b, want, shanghai()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, mustRead(t, b.String()), sameSettings); diff != "" {
		t.Errorf("(-want +got)\n%s\n%s", diff, b.String())
	}
	for _, wanted := range []string{"opens: 2026-11-01\ncloses: 2026-11-20\n", "k: 5\n", "team: { name: 局领导班子 }\n",
		"  - { id: wang, name: 王建国, post: 党组书记、局长, branch: 第一党支部, principal: true, charge: [bgs] }\n"} {
		if !strings.Contains(b.String(), wanted) {
			t.Errorf("%q is not in\n%s", wanted, b.String())
		}
	}
}

// Whatever a valid round says, its file says it again.
func TestEveryRoundReadsBack(t *testing.T) {
	zone := shanghai()
	rapid.Check(t, func(t *rapid.T) {
		want := anyRound(t, zone)
		if err := want.Validate(); err != nil {
			t.Skip(err)
		}
		var b strings.Builder
		if err := WriteRound(&b, want, zone); err != nil {
			t.Fatal(err)
		}
		got, err := ReadRound(strings.NewReader(b.String()), []Preset{{ID: "p"}}, zone)
		if err != nil {
			t.Fatalf("%v %v\n%s", err, argsOf(err), b.String())
		}
		if diff := cmp.Diff(want, got, sameSettings); diff != "" {
			t.Fatalf("(-want +got)\n%s\n%s", diff, b.String())
		}
	})
}

func anyRound(t *rapid.T, zone *time.Location) flows.Round {
	words := func(name string) string { return text.OneLine(anyText(name).Draw(t, name)) }
	r := flows.Round{Title: "题" + words("title"), Unit: "U" + words("unit"), Theme: text.Clean(anyText("theme").Draw(t, "theme")),
		Preset: rapid.SampledFrom([]string{"", "p"}).Draw(t, "preset"), Previous: rapid.SampledFrom([]flows.RoundID{"", "00000000-0000-4000-8000-000000000000"}).Draw(t, "previous"),
		K:         rapid.IntRange(3, 20).Draw(t, "k"),
		Admission: rapid.SampledFrom([]flows.Admission{flows.ByTicket, flows.Open}).Draw(t, "admission"),
		Team:      flows.Team{Name: "班子"},
		TalkRules: rapid.SliceOf(rapid.SampledFrom([]flows.TalkRule{flows.PrincipalMembers, flows.BranchPartyMember})).Draw(t, "talks")}
	for i := range rapid.IntRange(1, 4).Draw(t, "aspects") {
		r.Aspects = append(r.Aspects, flows.Aspect{ID: flows.AspectID(fmt.Sprint("a", i)), Label: text.Cut("x"+words("label"), 24),
			Text: "y" + text.Clean(anyText("text").Draw(t, "text")), Check: rapid.Bool().Draw(t, "check")})
	}
	for i := range rapid.IntRange(0, 3).Draw(t, "members") {
		r.Members = append(r.Members, flows.Member{ID: flows.SubjectID(fmt.Sprintf("%03d", i)), Name: "王" + words("name"),
			Post: words("post"), Branch: words("branch"), Principal: i == 0, Charge: []flows.DepartmentID{"null"}})
	}
	r.Departments = []flows.Department{{ID: "null", Name: "处" + words("department"), Head: words("head")}}
	if rapid.Bool().Draw(t, "dated") {
		r.Opens = time.Unix(rapid.Int64Range(1.6e9, 1.7e9).Draw(t, "opens"), 0).In(zone)
		r.Closes = time.Date(2030, 1, rapid.IntRange(1, 400).Draw(t, "closes"), 0, 0, 0, 0, zone)
	}
	return r
}

// anyText favours what YAML reads in a way of its own.
func anyText(name string) *rapid.Generator[string] {
	piece := rapid.SampledFrom([]string{"null", "~", "true", "007", "1e3", ": ", ":", " #", "#", "- ", "[", "]", "{", "}", ",", "'",
		"\"", "\\", "\\n", "&a", "*a", "!", "|", ">", "%", "@", "`", "：", "、", "一", "👩‍💻", "❤️", "\n", " ", "=", "?", "<<", "---", "…"})
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 6).Draw(t, name), "")
	})
}
