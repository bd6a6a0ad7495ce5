package organize_test

import (
	"archive/zip"
	"bytes"
	"math/rand/v2"
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
	in := report.Input{Round: r, Participants: 5, Talks: report.TalkInput{Records: talks}}
	files, err := organize.Documents(in, rand.NewChaCha8([32]byte{1}), time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

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

func TestNoDocumentsOfARoundThatMustNotBeReleased(t *testing.T) {
	in := report.Input{Round: flows.Round{State: flows.Closed, K: 5}, Participants: 4}
	if files, err := organize.Documents(in, rand.NewChaCha8([32]byte{1}), time.Time{}); flows.KeyOf(err) != "round.below_k" || files != nil {
		t.Errorf("%d files, %v", len(files), err)
	}
}
