package report

import (
	"bytes"
	"io"
	"math/rand/v2"
	"testing"
	"time"

	"soundings/flows"
)

var shanghai = time.FixedZone("CST", 8*3600)

// seeded is randomness that repeats, for golden files and statistics.
func seeded(seed byte) io.Reader { return rand.NewChaCha8([32]byte{seed}) }

func aRound() flows.Round {
	return flows.Round{
		ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", Title: "2026年度民主生活会", Unit: "中共某市某局党组",
		Theme: "围绕“学习*贯彻*”落实；\n从严从实。",
		Aspects: []flows.Aspect{
			{ID: "a1", Label: "理论学习", Text: "带头学习方面"},
			{ID: "a2", Label: "联系群众方面", Text: "联系群众方面"},
			{ID: "a3", Label: "工作作风", Text: "工作作风方面"},
		},
		Team: flows.Team{Name: "局领导班子"},
		Members: []flows.Member{
			{ID: "wang", Name: "王建国", Post: "党组书记、局长", Principal: true},
			{ID: "li", Name: "李红", Post: "副局长"},
			{ID: "zhao", Name: "赵_敏_"},
		},
		Opens:  time.Date(2026, 11, 1, 0, 0, 0, 0, shanghai),
		Closes: time.Date(2026, 11, 21, 0, 0, 0, 0, shanghai),
		K:      5, Admission: flows.ByTicket, State: flows.Closed,
	}
}

func problem(s flows.SubjectID, a flows.AspectID, text string) flows.Opinion {
	return flows.Opinion{Subject: s, Aspect: a, Kind: flows.Problem, Text: text}
}

func proposal(s flows.SubjectID, a flows.AspectID, text string) flows.Opinion {
	return flows.Opinion{Subject: s, Aspect: a, Kind: flows.Proposal, Text: text}
}

// oddInput is a small round with every odd case in it.
func oddInput() Input {
	full := problem("team", "a1", "理论学习抓得不够紧")
	full.Case, full.Remedy = "三季度中心组只学了一次；\n有两次改成了传阅", "每月固定一天，\n- 不得占用\n1. 列入计划"
	return Input{Round: aRound(), Invited: 20, Participants: 12, NoOpinion: 2, Opinions: []flows.Opinion{
		full,
		proposal("team", "a1", "建议开展“点题式”学习。"),
		problem("team", "a3", "会议多、文件长，能不能少开一些？"),
		problem("team", "", "有人说“会太多。”"),
		problem("wang", "a3", "批文件慢...\n# 不是标题\n===\n`rm -rf` <b>粗</b> &amp; *星* _线_ [链](http://a) |表| ~~删~~ $x$ \\"),
		proposal("wang", "", "=HYPERLINK(\"http://x\",\"点我\")"),
		problem("wang", "a2", "下基层少👩‍💻👍🏽，听得少"),
		problem("zhao", "a2", "＋1＋1 全角公式；"),
		problem("zhao", "a2", "@某某 你好，请回复我"),
		proposal("other", "", "-食堂, \"早餐\" 再早些\n\n谢谢！"),
	}}
}

func assembled(t testing.TB, in Input) Model {
	t.Helper()
	m, err := Assemble(in, seeded(1))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// merge moves the originals of later points into the first one of the subject,
// which is of what was written, if anything was.
func merge(m Model, subject flows.SubjectID, n int) Model {
	var points []Point
	first, of := -1, m.byID()
	for _, p := range m.Points {
		switch {
		case p.Subject != subject || n == 0 || first >= 0 && of[p.Opinions[0]].Channel != of[points[first].Opinions[0]].Channel:
			points = append(points, p)
		case first < 0:
			first, n = len(points), n-1
			points = append(points, p)
		default:
			points[first].Opinions = append(points[first].Opinions, p.Opinions...)
			n--
		}
	}
	m.Points = points
	m.Counts = m.tally()
	return m
}

func rendered(t testing.TB, m Model, f Format) string {
	t.Helper()
	var b bytes.Buffer
	if err := Render(m, f, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
