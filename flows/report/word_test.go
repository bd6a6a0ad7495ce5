package report

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTitleLines(t *testing.T) {
	for _, c := range []struct {
		unit, title string
		want        []string
	}{
		{"某局党组", "民主生活会", []string{"某局党组民主生活会征求意见情况报告"}},
		{"中共某市某局党组", "2026年度民主生活会", []string{"中共某市某局党组", "2026年度民主生活会征求意见情况报告"}},
		{"中共某市某局党组", "2021年度党史学习教育专题民主生活会", []string{"中共某市某局党组", "2021年度党史学习教育专题民主生活会", "征求意见情况报告"}},
		{"某市示例局党组", "2021年度党史学习教育专题民主生活会（示例）",
			[]string{"某市示例局党组", "2021年度党史学习教育专题民主生活会", "（示例）征求意见情况报告"}},
		{"某局", "某局民主生活会征求意见", []string{"某局民主生活会征求意见情况报告"}},
		{"一个名称特别长以致一行之内无论如何也写不下的单位", "会", []string{"一个名称特别长以致一行之内无论如何也写不下的单位会征求意见情况报告"}},
	} {
		in := oddInput()
		in.Round.Unit, in.Round.Title = c.unit, c.title
		m := assembled(t, in)
		got := m.titleLines()
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Error(diff)
		}
		if strings.Join(got, "") != m.headline() {
			t.Errorf("%q is not %s", got, m.headline())
		}
	}
}

func TestSignatureIndents(t *testing.T) {
	for _, c := range []struct {
		unit, date float64
		who, when  int
	}{
		{12, 7, 1360, 1560}, // the unit ends two from the edge
		{9, 7, 1660, 1860},
		{4, 7, 1660, 1860}, // the date does
		{40, 7, 0, 200},
	} {
		if who, when := signatureIndents(c.unit, c.date); who != c.who || when != c.when {
			t.Errorf("unit %g, date %g: %d and %d, want %d and %d", c.unit, c.date, who, when, c.who, c.when)
		}
	}
}

// paragraphs are the words of a Word document, a line each.
func paragraphs(t testing.TB, out string) []string {
	document := unzipped(t, out)["word/document.xml"]
	document = regexp.MustCompile(`</w:p>|<w:br/>`).ReplaceAllString(document, "\n")
	document = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(document, "")
	return lines(strings.NewReplacer("&lt;", "<", "&gt;", ">", "&quot;", `"`, "&amp;", "&").Replace(document))
}

// TestWordAndMarkdownAgree: the same points in the same order under the same
// numbers.
func TestWordAndMarkdownAgree(t *testing.T) {
	point := regexp.MustCompile(`^\d+\. ?【.*`)
	in := func(lines []string, end string) (all []string) {
		for _, line := range lines {
			if line == end {
				return all
			}
			if point.MatchString(line) {
				all = append(all, strings.Replace(unescape(line), ". ", ".", 1))
			}
		}
		return all
	}
	m := sample(t)
	md := in(strings.Split(rendered(t, m, Markdown), "\n"), "## 附件：意见建议原文")
	word := in(paragraphs(t, rendered(t, m, Word)), "附件：意见建议原文")
	if len(md) != len(m.Points) {
		t.Fatalf("%d points in Markdown, want %d", len(md), len(m.Points))
	}
	if diff := cmp.Diff(md, word); diff != "" {
		t.Error(diff)
	}
}

func TestWhatOptionsSay(t *testing.T) {
	for _, c := range []struct {
		name    string
		o       Options
		has, no string
	}{
		{"a date", Options{Date: sampleDay}, "2021年12月28日", "年　月"},
		{"no date", Options{}, "年　月　日", "2021年12月28日"},
		{"an addressee", Options{To: "市委组织部"}, "市委组织部：", "市委组织部：："},
		{"an addressee with its colon", Options{To: "市委组织部："}, "市委组织部：", "市委组织部：："},
	} {
		var b strings.Builder
		if err := c.o.Render(sample(t), Word, &b); err != nil {
			t.Fatal(err)
		}
		all := strings.Join(paragraphs(t, b.String()), "\n")
		if !strings.Contains(all, c.has) || strings.Contains(all, c.no) {
			t.Errorf("%s: want %q and not %q in\n%s", c.name, c.has, c.no, all[:900])
		}
	}
}

func TestTheHourIsNotTold(t *testing.T) {
	for _, f := range []Format{Word, Excel} {
		var b strings.Builder
		if err := (Options{Date: sampleDay}).Render(sample(t), f, &b); err != nil {
			t.Fatal(err)
		}
		core := unzipped(t, b.String())["docProps/core.xml"]
		if strings.Count(core, ">2021-12-28T00:00:00Z<") != 2 {
			t.Errorf("%s: %s", f, core)
		}
	}
}

func TestOnlyAWholeReportHasAChart(t *testing.T) {
	part, err := sample(t).Only("wang")
	if err != nil {
		t.Fatal(err)
	}
	quiet := assembled(t, Input{Round: sampleRound(), Participants: 5})
	for _, c := range []struct {
		m    Model
		want int
	}{{sample(t), 3}, {part, 0}, {quiet, 0}} {
		n := strings.Count(contents(t, Word, rendered(t, c.m, Word))+contents(t, Excel, rendered(t, c.m, Excel)), "</c:chartSpace>")
		n += strings.Count(contents(t, Excel, rendered(t, c.m, Excel)), "</chartSpace>")
		if n != c.want {
			t.Errorf("%d charts, want %d", n, c.want)
		}
	}
}

func TestProgressReachesTheEnd(t *testing.T) {
	for _, f := range []Format{Word, Excel} {
		last, of := 0, 0
		o := Options{Progress: func(done, total int) {
			if done != last+1 {
				t.Errorf("%s: %d after %d", f, done, last)
			}
			last, of = done, total
		}}
		var b strings.Builder
		if err := o.Render(sample(t), f, &b); err != nil {
			t.Fatal(err)
		}
		if want := 24 + 25; last != want || of != want {
			t.Errorf("%s: stopped at %d of %d, want %d", f, last, of, want)
		}
	}
}

// TestTheSignatureIsNotAlone on a page: the text before it keeps with it.
func TestTheSignatureIsNotAlone(t *testing.T) {
	for name, m := range map[string]Model{"report": sample(t), "feedback": only(t, sample(t), "wang"),
		"silence": assembled(t, Input{Round: sampleRound(), Participants: 5})} {
		before, _, _ := strings.Cut(unzipped(t, rendered(t, m, Word))["word/document.xml"], `<w:p><w:pPr><w:pStyle w:val="Signature"/>`)
		for strings.Contains(before, "<w:p>") {
			i := strings.LastIndex(before, "<w:p>")
			last := before[i:]
			if !strings.Contains(last, "<w:keepNext/>") {
				t.Errorf("%s: the end can leave the text: %s", name, last)
			}
			if strings.Contains(last, `"Body"`) {
				break
			}
			before = before[:i]
		}
	}
}
