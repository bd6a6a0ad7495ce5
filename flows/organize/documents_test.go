package organize_test

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"maps"
	"slices"
	"strings"
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
	return documentsOf(t, r, nil, talks...)
}

func documentsOf(t *testing.T, r flows.Round, said []flows.Opinion, talks ...flows.TalkRecord) []dialogue.File {
	t.Helper()
	r.State, r.K, r.Aspects = flows.Closed, 5, []flows.Aspect{{ID: "a1", Label: "理论学习"}}
	c := &collected{cabinet: &cabinet{}, round: r, people: 5}
	for _, o := range said {
		c.opinions = append(c.opinions, flows.StoredOpinion{Opinion: o})
	}
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
		{"a round that knows nothing of talks", nil, nil, []string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "整改台账.xlsx", "反馈单.zip", "对照检查材料提纲.zip"}},
		{"talks are required", []flows.TalkRule{flows.MembersEachOther}, nil,
			[]string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "谈心谈话记录表.docx", "谈心谈话情况统计表.xlsx", "整改台账.xlsx", "反馈单.zip", "对照检查材料提纲.zip"}},
		{"somebody talked", nil, []flows.TalkRecord{talk},
			[]string{"征求意见情况报告.docx", "意见建议汇总表.xlsx", "谈心谈话记录表.docx", "谈心谈话情况统计表.xlsx", "整改台账.xlsx", "反馈单.zip", "对照检查材料提纲.zip"}},
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
	want := []string{"对照检查材料提纲（..／李红）.docx", "对照检查材料提纲（局领导班子）.docx", "对照检查材料提纲（王伟 wang2）.docx",
		"对照检查材料提纲（王伟）.docx"}
	if diff := cmp.Diff(want, slices.Sorted(maps.Keys(zipOf(t, files, "对照检查材料提纲.zip")))); diff != "" {
		t.Error(diff)
	}
}

// TestEverybodyHasFeedback, also of whom nobody said anything, and nothing in it is
// about another.
func TestEverybodyHasFeedback(t *testing.T) {
	r := flows.Round{Team: flows.Team{Name: "局领导班子"}, Members: []flows.Member{{ID: "wang", Name: "王伟"}, {ID: "li", Name: "李红"}}}
	said := map[flows.SubjectID]string{"team": "班子开会太多", "wang": "批文件太慢", "other": "食堂早餐太少"}
	var all []flows.Opinion
	for subject, text := range said {
		all = append(all, flows.Opinion{Subject: subject, Kind: flows.Problem, Text: text})
	}
	files := zipOf(t, documentsOf(t, r, all), "反馈单.zip")
	for name, of := range map[string]flows.SubjectID{"局领导班子": "team", "王伟": "wang", "李红": "li", "其他工作": "other"} {
		document := zipped(t, files["反馈单（"+name+"）.docx"])["word/document.xml"]
		for subject, text := range said {
			if got := bytes.Contains(document, []byte(text)); got != (subject == of) {
				t.Errorf("the one of %s tells of %s: %v", name, subject, got)
			}
		}
	}
	if len(files) != 4 {
		t.Errorf("%d files", len(files))
	}
}

// zipOf is what is in the file of this name.
func zipOf(t *testing.T, files []dialogue.File, name string) map[string][]byte {
	t.Helper()
	i := slices.IndexFunc(files, func(f dialogue.File) bool { return f.Name == name })
	if i < 0 {
		t.Fatalf("%s is not there", name)
	}
	return zipped(t, files[i].Data)
}

func zipped(t *testing.T, data []byte) map[string][]byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string][]byte{}
	for _, f := range z.File {
		if f.Modified.Year() > 1980 || f.NonUTF8 {
			t.Errorf("%s tells the time, or is no UTF-8", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if all[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// TestTheWorkbookOfAnOwnKeyLeadsToNoChat: what the server must not read is not to be
// sent through it, nor past whoever carries it there.
func TestTheWorkbookOfAnOwnKeyLeadsToNoChat(t *testing.T) {
	for recipient, want := range map[string]string{"": "发回给机器人，或者运行 soundings import", "age1own": "请不要把这份表发到聊天里"} {
		b := aBureau("窗口办事要跑三趟")
		b.round.Recipient = recipient
		first, err := handedOver(t, b.release(t)).GetCellValue("说明", "A2")
		if err != nil || !strings.Contains(first, want) || recipient != "" && strings.Contains(first, "机器人") {
			t.Errorf("with the key %q it says %s, %v", recipient, first, err)
		}
	}
}
