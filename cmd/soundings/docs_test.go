package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestThePromisesNameTheirTests: each test that docs/anonymity.md names is
// there, and every “does not learn” of its tables names one.
func TestThePromisesNameTheirTests(t *testing.T) {
	page := repository(t, "docs/anonymity.md")
	namesTests(t, page)
	for _, row := range regexp.MustCompile(`(?m)^\|.*\|$`).FindAllString(page, -1) {
		cells := strings.Split(strings.Trim(row, "|"), "|")
		last := strings.TrimSpace(cells[len(cells)-1])
		if last != "" && last != "does not learn" && !strings.HasPrefix(last, "---") && !strings.Contains(last, "*Test") {
			t.Errorf("no test holds this: %s", last)
		}
	}
}

// TestTheManualNamesItsTests: so does docs/operations.md.
func TestTheManualNamesItsTests(t *testing.T) { namesTests(t, repository(t, "docs/operations.md")) }

// namesTests sees that a page names tests, and that they are there.
func namesTests(t *testing.T, page string) {
	t.Helper()
	tests, named := tests(t), regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(page, -1)
	for _, name := range named {
		if !tests[name] {
			t.Errorf("there is no %s", name)
		}
	}
	if len(named) == 0 {
		t.Error("it names no tests")
	}
}

// tests are the names of all tests of the module.
func tests(t *testing.T) map[string]bool {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	form := regexp.MustCompile(`(?m)^func (Test\w+)\(`)
	err = filepath.WalkDir(root, func(path string, d os.DirEntry, err error) error {
		if err != nil || !strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		for _, m := range form.FindAllStringSubmatch(string(source), -1) {
			all[m[1]] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
