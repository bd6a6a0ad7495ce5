package report

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"
)

// TestOfficeShowsItAll has LibreOffice lay the documents out, and reads what is
// on the pages.
func TestOfficeShowsItAll(t *testing.T) {
	needOffice(t)
	m := sample(t)
	part, err := m.Only("wang")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name         string
		m            Model
		f            Format
		fewest, most int
		table        int    // page on which the table with the originals begins
		heads        string // words of its first row, which the next page has again
	}{
		{"report", m, Word, 14, 18, 9, "序号 方面 性质 意见建议原文 具体事例 改进希望"},
		{"feedback", part, Word, 1, 2, 1, ""},
		{"workbook", m, Excel, 7, 8, 1, "序号 对象 职务 方面 性质 归并意见 条数 责任领导 责任部门"},
	} {
		t.Run(c.name, func(t *testing.T) {
			pages := laidOut(t, c.m, c.f)
			if n := len(pages); n < c.fewest || n > c.most {
				t.Errorf("%d pages, want %d to %d", n, c.fewest, c.most)
			}
			for _, word := range strings.Fields(c.heads) {
				if !strings.Contains(pages[c.table-1], word) || !strings.Contains(pages[c.table], word) {
					t.Errorf("the header row, %s, is not on both pages %d and %d", word, c.table, c.table+1)
				}
			}
			complete(t, c.m, strings.Join(pages, ""))
		})
	}
}

// complete counts characters: each is there as often as in the points, which
// the report tells, and the originals, which the annex tells, together; a 反馈单
// tells those once. Words
// themselves may be cut by the end of a page or a column.
func complete(t *testing.T, m Model, shown string) {
	t.Helper()
	want, have := map[rune]int{}, map[rune]int{}
	count := func(in map[rune]int, s string) {
		for _, r := range s {
			if unicode.Is(unicode.Han, r) || r < unicode.MaxASCII && !unicode.IsSpace(r) {
				in[r]++
			}
		}
	}
	for _, p := range m.Points {
		if !m.restricted() {
			count(want, flat(p.Text))
		}
	}
	for _, o := range m.Opinions {
		count(want, o.Text+o.Case+o.Remedy)
	}
	count(have, shown)
	for r, n := range want {
		if have[r] < n {
			t.Errorf("%q is there %d times, want %d", r, have[r], n)
		}
	}
}

// needOffice skips a test without LibreOffice; where it is required to be, it
// fails instead.
func needOffice(t *testing.T) {
	t.Helper()
	for _, program := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(program); err == nil {
			continue
		}
		if os.Getenv("SOUNDINGS_REQUIRE_OFFICE") != "" {
			t.Fatalf("%s is not there, and SOUNDINGS_REQUIRE_OFFICE is set", program)
		}
		t.Skipf("%s is not there: install libreoffice-writer-nogui, libreoffice-calc-nogui and poppler-utils", program)
	}
}

func laidOut(t *testing.T, m Model, f Format) []string {
	t.Helper()
	var b strings.Builder
	if err := (Options{Date: sampleDay}).Render(m, f, &b); err != nil {
		t.Fatal(err)
	}
	return pagesOf(t, b.String(), f)
}

// pagesOf is the text of each page of a document, without spaces.
func pagesOf(t *testing.T, document string, f Format) []string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, f.FileName())
	if err := os.WriteFile(path, []byte(document), 0o600); err != nil {
		t.Fatal(err)
	}
	run(t, "soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, path)
	text := run(t, "pdftotext", strings.TrimSuffix(path, string(f))+"pdf", "-")
	pages := strings.Split(strings.TrimSuffix(text, "\f"), "\f")
	for i, page := range pages {
		pages[i] = strings.Join(strings.Fields(page), "")
	}
	return pages
}

func run(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out)
	}
	return string(out)
}
