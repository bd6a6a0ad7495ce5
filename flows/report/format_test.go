package report

import (
	"encoding/json"
	"errors"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestGolden(t *testing.T) {
	whole := assembled(t, oddInput())
	merged := merge(assembled(t, oddInput()), "team", 2)
	part, err := merged.Only("wang")
	if err != nil {
		t.Fatal(err)
	}
	quiet := assembled(t, Input{Round: aRound(), Participants: 5, NoOpinion: 5})
	talked := assembled(t, oddTalks())
	for name, m := range map[string]Model{"whole": whole, "merged": merged, "only": part, "quiet": quiet, "talked": talked} {
		for _, f := range Formats() {
			t.Run(name+"."+string(f), func(t *testing.T) {
				file, out := name+"."+string(f), rendered(t, m, f)
				switch f {
				case Word: // its other parts have golden files in package docx
					parts := unzipped(t, out)
					file, out = file+".xml", strings.ReplaceAll(parts["word/document.xml"]+parts["word/charts/chart1.xml"], "><", ">\n<")
				case Excel:
					file, out = file+".txt", dumped(t, out)
				}
				golden(t, file, out)
			})
		}
	}
}

func golden(t *testing.T, name, got string) {
	path := filepath.Join("testdata", name)
	if *update {
		if err := errors.Join(os.MkdirAll("testdata", 0o755), os.WriteFile(path, []byte(got), 0o644)); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-update writes it anew):\n%s", path, diff)
	}
}

func TestTheJSONIsTheModel(t *testing.T) {
	m := merge(assembled(t, oddInput()), "zhao", 2)
	out := rendered(t, m, JSON)
	if strings.Contains(out, `\u003c`) || strings.Contains(out, "null") {
		t.Error("the JSON is escaped for HTML, or has null for an empty list")
	}
	var back Model
	d := json.NewDecoder(strings.NewReader(out))
	d.DisallowUnknownFields()
	if err := d.Decode(&back); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(m, back); diff != "" {
		t.Error(diff)
	}
}

func TestRenderingTwiceGivesTheSame(t *testing.T) {
	m := assembled(t, oddInput())
	for _, f := range Formats() {
		if a, b := rendered(t, m, f), rendered(t, m, f); a != b {
			t.Errorf("%s differs from one time to the next", f)
		}
	}
}

func TestEveryOriginalIsInEveryForm(t *testing.T) {
	m := assembled(t, Input{Round: aRound(), Participants: 9, Opinions: []flows.Opinion{
		problem("team", "a1", "理论学习甲"), problem("team", "", "理论学习乙"), proposal("li", "a2", "理论学习丙"), problem("other", "a3", "理论学习丁")}})
	for _, f := range Formats() {
		for _, o := range m.Opinions {
			if !strings.Contains(contents(t, f, rendered(t, m, f)), o.Text) {
				t.Errorf("%s lacks %s", f, o.Text)
			}
		}
	}
}

func TestMarkdownOfARoundWithLineBreaksInItsNames(t *testing.T) {
	in := oddInput()
	in.Round.Title, in.Round.Members[0].Post, in.Round.Aspects[0].Label = "年度\n# 会", "书记\n---", "学习\n1. 一"
	for _, line := range strings.Split(rendered(t, assembled(t, in), Markdown), "\n") {
		if line == "# 会" || line == "---" || strings.HasPrefix(line, "1. 一") {
			t.Errorf("a name breaks out of its line: %q", line)
		}
	}
}

func TestFormats(t *testing.T) {
	for _, f := range Formats() {
		if got, err := ParseFormat(string(f)); err != nil || got != f {
			t.Errorf("ParseFormat(%s) = %s, %v", f, got, err)
		}
	}
	for _, s := range []string{"", "MD", "pdf", "all"} {
		if _, err := ParseFormat(s); flows.KeyOf(err) != "report.format" {
			t.Errorf("ParseFormat(%q): %v", s, err)
		}
	}
	if all, err := ParseFormats("all"); err != nil || len(all) != len(Formats()) {
		t.Errorf("all: %v, %v", all, err)
	}
	if one, err := ParseFormats("csv"); err != nil || !cmp.Equal(one, []Format{CSV}) {
		t.Errorf("csv: %v, %v", one, err)
	}
	if a, b := Markdown.FileName(), CSV.FeedbackName("wang"); a != "opinions-solicited.md" || b != "feedback-wang.csv" {
		t.Error(a, b)
	}
}

func TestWriteErrorsComeOut(t *testing.T) {
	for _, f := range Formats() {
		if err := Render(assembled(t, oddInput()), f, full{}); !errors.Is(err, io.ErrShortWrite) {
			t.Errorf("%s on a full disk: %v", f, err)
		}
	}
	if err := Render(assembled(t, oddInput()), "pdf", io.Discard); err == nil {
		t.Error("an unknown format passed")
	}
}

// full is a disk without room.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, io.ErrShortWrite }
