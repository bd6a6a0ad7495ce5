package report

import (
	"encoding/csv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

// TestWhatWasSaidInTalksStandsApart, behind what was written, and its numbers go
// on from there.
func TestWhatWasSaidInTalksStandsApart(t *testing.T) {
	m := assembled(t, oddTalks())
	for subject, want := range map[flows.SubjectID]string{
		"wang":  "3.【建议】=HYPERLINK(\"http://x\",\"点我\")。谈心谈话中听取的意见建议：4.【建议｜联系群众】多下去；走走（李红同志提出）。李红同志（副局长）",
		"li":    "李红同志（副局长）谈心谈话中听取的意见建议：1.【问题｜理论学习】学得浅（@赵敏同志提出）。",
		"other": "（三）其他意见建议1.【建议】-食堂",
	} {
		text := strings.Join(plainText(t, m, Word), "")
		if md := strings.Join(plainText(t, m, Markdown), ""); !strings.Contains(text, strings.ReplaceAll(want, " ", "")) || !strings.Contains(md, want) {
			t.Errorf("%s: want %q in\n%s", subject, want, text)
		}
	}
}

// TestFeedbackTellsWhatWasSaidInTalks apart as well.
func TestFeedbackTellsWhatWasSaidInTalks(t *testing.T) {
	for subject, want := range map[flows.SubjectID]string{
		"wang": "意见建议4条（网上匿名3条、谈心谈话1条）。现反馈如下：",
		"team": "谈心谈话中听取的意见建议5.【意见】=开会太多中共某市某局党组",
		"li":   "（均来自谈心谈话）。现反馈如下：谈心谈话中听取的意见建议1.【问题｜理论学习】学得浅（@赵敏同志提出）中共某市某局党组",
	} {
		m := only(t, assembled(t, oddTalks()), subject)
		for _, f := range []Format{Word, Markdown} {
			if text := strings.Join(plainText(t, m, f), ""); !strings.Contains(text, want) {
				t.Errorf("%s of %s: want %q in\n%s", f, subject, want, text)
			}
		}
	}
}

func TestSentenceWithTalks(t *testing.T) {
	for _, c := range []struct {
		name, want string
		change     func(*Input)
	}{
		{"both channels", "发放参与码20个，12人参与，开展谈心谈话1人次，共征求到意见建议13条（网上匿名10条、谈心谈话3条），其中对局领导班子5条、对班子成员7条、其他1条。参与人员中，2人表示暂无意见建议。",
			func(in *Input) {}},
		{"talks of which nothing was carried over", "发放参与码20个，12人参与，开展谈心谈话1人次，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。参与人员中，2人表示暂无意见建议。",
			func(in *Input) { in.Talks.Opinions = nil }},
		{"nobody wrote, and none is hidden behind a talk", "发放参与码20个，12人参与，开展谈心谈话1人次，共征求到意见建议3条（均来自谈心谈话），其中对局领导班子1条、对班子成员2条。参与人员中，12人表示暂无意见建议。",
			func(in *Input) { in.Opinions, in.NoOpinion = nil, 12 }},
		{"nobody talked", "发放参与码20个，12人参与，共征求到意见建议10条，其中对局领导班子4条、对班子成员5条、其他1条。参与人员中，2人表示暂无意见建议。",
			func(in *Input) { in.Talks = TalkInput{} }},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := oddTalks()
			c.change(&in)
			if got := assembled(t, in).Sentence(); got != c.want {
				t.Errorf("\n got %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestTheReportSaysWhatIsCountedAsATalk(t *testing.T) {
	want := "谈心谈话中，班子成员之间1人次。按要求应谈3对，已谈1对，未谈2对。" + howCounted
	m := assembled(t, oddTalks())
	if all := m.background(); len(all) != 3 || all[2] != want || !strings.Contains(all[0], "采取网上匿名、谈心谈话方式") {
		t.Errorf("%q", all)
	}
	if all := only(t, m, "wang").background(); len(all) != 2 {
		t.Errorf("a part tells of the talks of others: %q", all)
	}
}

// TestOpinionsAreCountedByTheirChannel in the JSON and in the workbook.
func TestOpinionsAreCountedByTheirChannel(t *testing.T) {
	m := assembled(t, oddTalks())
	if diff := cmp.Diff(map[Channel]int{Chat: 10, FromTalk: 3}, m.Counts.ByChannel); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]tally{{"网上匿名", 10, 0}, {"谈心谈话", 3, 0}}, m.byChannel(), cmp.AllowUnexported(tally{})); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(tally{"未分性质", 1, 0}, m.byKind()[2], cmp.AllowUnexported(tally{})); diff != "" {
		t.Error(diff)
	}
	if all := assembled(t, oddInput()).byChannel(); all != nil {
		t.Errorf("one channel alone is told apart: %v", all)
	}
}

func TestOnlySpeakersWhoWishedItAreNamed(t *testing.T) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(rendered(t, assembled(t, oddTalks()), CSV), "\ufeff"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		want := map[string]string{"内容": "提出人", "多下去\n走走": "李红", "学得浅": "'@赵敏"}[row[5]]
		if len(row) != 10 || row[9] != want {
			t.Errorf("%q is said by %q, want %q", row[5], row[9:], want)
		}
	}
}

// TestAPointIsOfOneChannel: what was written anonymously is not merged with what
// somebody is known to have said.
func TestAPointIsOfOneChannel(t *testing.T) {
	m := assembled(t, oddTalks())
	var wang []*Point
	for i := range m.Points {
		if m.Points[i].Subject == "wang" {
			wang = append(wang, &m.Points[i])
		}
	}
	first, last := wang[0], wang[len(wang)-1]
	first.Opinions, last.Opinions = append(first.Opinions, last.Opinions...), last.Opinions[:0]
	m.Points = append(m.Points[:0:0], m.Points...)
	m.Points = filtered(m.Points, func(p Point) bool { return len(p.Opinions) > 0 })
	m.Counts = m.tally()
	if err := m.Check(); flows.KeyOf(err) != "report.inconsistent" {
		t.Errorf("Check = %v", err)
	}
}
