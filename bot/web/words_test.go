package web_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestWordsOfThePage fails on a word that is missing, empty or unused, in either
// language.
func TestWordsOfThePage(t *testing.T) {
	var all strings.Builder
	files, _ := filepath.Glob("static/*")
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		all.Write(data)
	}
	table := regexp.MustCompile(`(?m)^  (\w+): \["([^"]+)",\s+"([^"]+)"\],$`).FindAllStringSubmatch(all.String(), -1)
	if len(table) < 10 {
		t.Fatalf("the table has %d words", len(table))
	}
	for _, w := range table {
		if used := strings.Count(all.String(), `"`+w[1]+`"`) + strings.Count(all.String(), "this.on.state(\""+w[1]); used == 0 {
			t.Errorf("the word %s is not used", w[1])
		}
		if regexp.MustCompile(`\p{Han}`).MatchString(w[3]) || !regexp.MustCompile(`\p{Han}|Soundings`).MatchString(w[2]) {
			t.Errorf("the word %s is in the wrong language: %v", w[1], w[2:])
		}
	}
	html, _ := os.ReadFile("static/page.html")
	for _, kind := range []string{"data", "data-label", "data-hint"} {
		zh := regexp.MustCompile(` `+kind+`-zh="[^"]+"`).FindAllString(string(html), -1)
		en := regexp.MustCompile(` `+kind+`-en="[^"]+"`).FindAllString(string(html), -1)
		if len(zh) == 0 || len(zh) != len(en) {
			t.Errorf("%s: %d words in Chinese, %d in English", kind, len(zh), len(en))
		}
	}
}
