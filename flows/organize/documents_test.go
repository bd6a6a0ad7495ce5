package organize_test

import (
	"archive/zip"
	"bytes"
	"context"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
	"soundings/flows/report"
)

func documents(t *testing.T, r flows.Round, talks ...flows.TalkRecord) []dialogue.File {
	t.Helper()
	r.State, r.K, r.Aspects = flows.Closed, 5, []flows.Aspect{{ID: "a1", Label: "理论学习"}}
	c := &collected{cabinet: &cabinet{}, round: r, people: 5}
	office := c.office(1)
	office.Talks, office.Members = talked{records: talks}, talked{}
	result, err := office.Release(t.Context(), r.ID, nil)
	if err != nil {
		t.Fatal(err)
	}
	files, err := organize.Documents(result, report.Options{Date: time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// What was talked in a round.
type talked struct {
	organize.Roster
	records []flows.TalkRecord
}

func (l talked) List(context.Context, flows.RoundID) ([]flows.TalkRecord, error) {
	return l.records, nil
}

func (l talked) Opinions(context.Context, flows.RoundID) ([]flows.TalkOpinion, error) {
	return nil, nil
}

func (l talked) Untell(context.Context, flows.RoundID, flows.TalkID, flows.SubjectID) error {
	return nil
}

func (l talked) Claimed(context.Context, flows.RoundID) ([]flows.SubjectID, error) { return nil, nil }

func TestWhichDocumentsAreHandedOver(t *testing.T) {
	members := []flows.Member{{ID: "wang", Name: "王伟"}, {ID: "wang2", Name: "王伟"}, {ID: "li", Name: "../李红"}}
	talk := flows.TalkRecord{Talk: flows.Talk{By: "wang", With: []flows.Counterpart{{Member: "li"}}, Kind: flows.MemberTalk,
		Date: "2026-11-03", Own: "抓落实不够紧"}}
	for _, c := range []struct {
		name  string
		rules []flows.TalkRule
		talks []flows.TalkRecord
		want  []string
	}{
		{"a round that knows nothing of talks", nil, nil, []string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "对照检查材料提纲.zip"}},
		{"talks are required", []flows.TalkRule{flows.MembersEachOther}, nil,
			[]string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "谈心谈话记录表.docx", "谈心谈话情况统计表.xlsx", "对照检查材料提纲.zip"}},
		{"somebody talked", nil, []flows.TalkRecord{talk},
			[]string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "谈心谈话记录表.docx", "谈心谈话情况统计表.xlsx", "对照检查材料提纲.zip"}},
	} {
		var names []string
		for _, f := range documents(t, flows.Round{Members: members, TalkRules: c.rules}, c.talks...) {
			if names = append(names, f.Name); len(f.Data) < 1000 {
				t.Errorf("%s: %s has %d bytes", c.name, f.Name, len(f.Data))
			}
		}
		if diff := cmp.Diff(c.want, names); diff != "" {
			t.Errorf("%s: %s", c.name, diff)
		}
	}
}

// TestEverybodyHasAnOutline under a name of their own, that leads out of no
// folder, and without a time.
func TestEverybodyHasAnOutline(t *testing.T) {
	r := flows.Round{Team: flows.Team{Name: "局领导班子"},
		Members: []flows.Member{{ID: "wang", Name: "王伟"}, {ID: "wang2", Name: "王伟"}, {ID: "li", Name: "../李红"}}}
	files := documents(t, r)
	data := files[len(files)-1].Data
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range z.File {
		if names = append(names, f.Name); f.Modified.Year() > 1980 || f.NonUTF8 {
			t.Errorf("%s tells the time, or is no UTF-8", f.Name)
		}
	}
	want := []string{"对照检查材料提纲（局领导班子）.docx", "对照检查材料提纲（王伟）.docx", "对照检查材料提纲（王伟 wang2）.docx",
		"对照检查材料提纲（..／李红）.docx"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Error(diff)
	}
}
