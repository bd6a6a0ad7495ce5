package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"soundings/flows"
)

func TestStatistics(t *testing.T) {
	in := talkInput()
	in.Round.TalkRules = []flows.TalkRule{flows.MembersEachOther, flows.DepartmentHeads, flows.BranchPartyMember}
	got, err := json.Marshal(talkBook(t, in).Statistics())
	want := `{"required":9,"done":4,"missing":["张志强—陈晓梅","李红—赵敏（人事处负责人）","李红—吴建华（法规与行政审批处负责人）",` +
		`"王建国—第一党支部党员代表","张志强—第二党支部党员代表"],` +
		`"by_kind":{"branch":1,"department":1,"member":1,"principal":2,"requested":3},"by_member":{"chen":3,"li":4,"wang":4,"zhang":2}}`
	if err != nil || string(got) != want {
		t.Errorf("%v\n got %s\nwant %s", err, got, want)
	}
}

// TestTheTableAddsUp: in each line what is due is done or short, kinds are the
// person-times that the JSON tells, and the last line is the sum.
func TestTheTableAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		in := anyInput(t)
		b, err := AssembleTalks(in)
		if err != nil {
			t.Fatal(err)
		}
		rows, s, last := b.rows(), b.Statistics(), b.sum()
		var due, done, times, heard int
		for _, r := range rows {
			if r.Due != r.Done+sum(r.short) || sum(r.Kinds) != s.ByMember[r.Member] {
				t.Fatalf("%+v", r)
			}
			due, done, times, heard = due+r.Due, done+r.Done, times+sum(r.Kinds), heard+r.heard
		}
		if last.Due != due || last.Done != done || sum(last.Kinds) != times || last.heard != heard || sum(last.short) != due-done {
			t.Fatalf("%+v of %+v", last, rows)
		}
		if heard != len(in.Talks.Opinions) || s.Required-s.Done != len(s.Missing) {
			t.Fatalf("%d opinions, %+v", heard, s)
		}
	})
}

// TestWhatIsMissingStandsUnderWhomItIsWith, from each side.
func TestWhatIsMissingStandsUnderWhomItIsWith(t *testing.T) {
	var got []map[flows.TalkKind]int
	for _, r := range talkBook(t, oddTalks()).rows() {
		got = append(got, r.short)
	}
	want := []map[flows.TalkKind]int{{flows.MemberTalk: 2}, {flows.PrincipalTalk: 1}, {flows.PrincipalTalk: 1}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheOrderOfTheLogLeavesNoTrace(t *testing.T) {
	in := talkInput()
	in.Talks.Records[6].Answers = append(in.Talks.Records[6].Answers, says("li", flows.TalkObjected, "没有这样说"))
	word, excel := talksRendered(t, in, Word), talksRendered(t, in, Excel)
	slices.Reverse(in.Talks.Records[6].Answers)
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(in.Talks.Records), func(i, j int) {
		in.Talks.Records[i], in.Talks.Records[j] = in.Talks.Records[j], in.Talks.Records[i]
	})
	if talksRendered(t, in, Word) != word || talksRendered(t, in, Excel) != excel {
		t.Error("another order gives another document")
	}
}

func talksRendered(t testing.TB, in Input, f Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := (Options{Date: sampleDay}).RenderTalks(talkBook(t, in), f, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestTalksThatDoNotFitTheRound(t *testing.T) {
	for _, c := range []struct {
		name, key, field string
		change           func(*Input)
	}{
		{"an open round", "round.not_closed", "", func(in *Input) { in.Round.State = flows.Opened }},
		{"a destroyed round", "round.is_destroyed", "", func(in *Input) { in.Round.State = flows.Destroyed }},
		{"below k, which is not about talks", "", "", func(in *Input) { in.Participants = 1 }},
		{"a talk by nobody", "report.bad_talk", "talk.bad_member", func(in *Input) { in.Talks.Records[0].Talk.By = "sun" }},
		{"an answer of no sort", "report.bad_talk", "answers.verdict", func(in *Input) { in.Talks.Records[0].Answers[0].Verdict = "maybe" }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := talkInput()
			c.change(&in)
			_, err := AssembleTalks(in)
			if err == nil && c.key == "" {
				return
			}
			e, _ := errors.AsType[*flows.Error](err)
			if flows.KeyOf(err) != c.key || c.field != "" && e.Args["field"] != c.field {
				t.Errorf("%v; want %s, %s", err, c.key, c.field)
			}
			if _, err := Assemble(in, seeded(1)); flows.KeyOf(err) != c.key {
				t.Errorf("the Model is made all the same: %v", err)
			}
		})
	}
}

func TestWhichRoundsHaveDocumentsOfTalks(t *testing.T) {
	rules, record := []flows.TalkRule{flows.MembersEachOther}, talkInput().Talks.Records[:1]
	for _, c := range []struct {
		name string
		in   Input
		want bool
	}{
		{"neither rules nor talks", Input{Round: sampleRound(), Participants: 5}, false},
		{"rules, and nobody talked", Input{Round: flows.Round{TalkRules: rules}}, true},
		{"no rules, and somebody talked", Input{Talks: TalkInput{Records: record}}, true},
	} {
		if got := c.in.Talked(); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
	if m := assembled(t, oddInput()); m.Talks != nil {
		t.Errorf("a round that knows nothing of talks counts them: %+v", m.Talks)
	}
	in := oddTalks()
	in.Talks = TalkInput{}
	want := &Talks{Required: 3, Missing: []string{"王建国—李红", "王建国—赵_敏_", "李红—赵_敏_"}, ByMember: map[flows.SubjectID]int{"wang": 0, "li": 0, "zhao": 0},
		ByKind: map[flows.TalkKind]int{flows.PrincipalTalk: 0, flows.MemberTalk: 0, flows.DepartmentTalk: 0, flows.BranchTalk: 0, flows.RequestedTalk: 0}}
	if diff := cmp.Diff(want, assembled(t, in).Talks); diff != "" {
		t.Error(diff)
	}
}
