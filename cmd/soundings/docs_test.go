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
	page, err := os.ReadFile(filepath.Join("..", "..", "docs", "anonymity.md"))
	if err != nil {
		t.Fatal(err)
	}
	tests := tests(t)
	for _, name := range regexp.MustCompile(`\bTest[A-Z]\w+`).FindAllString(string(page), -1) {
		if !tests[name] {
			t.Errorf("there is no %s", name)
		}
	}
	for _, row := range regexp.MustCompile(`(?m)^\|.*\|$`).FindAllString(string(page), -1) {
		cells := strings.Split(strings.Trim(row, "|"), "|")
		last := strings.TrimSpace(cells[len(cells)-1])
		if last != "" && last != "does not learn" && !strings.HasPrefix(last, "---") && !strings.Contains(last, "*Test") {
			t.Errorf("no test holds this: %s", last)
		}
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
