package configs_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"

	"soundings/configs"
)

// computed are the keys that code puts together: a prefix and what may follow.
func computed() map[string][]string {
	return map[string][]string{
		"engine.media.":   {"photo", "voice", "file", "contact", "location", "forward", "sticker", "other"},
		"opinion.guard.":  {"phone", "id", "email", "handle", "link", "code", "name", "own"},
		"desk.next.":      {"draft", "open", "closed", "released", "destroyed"},
		"cli.state.":      {"draft", "open", "closed", "released", "destroyed"},
		"cli.talk_kind.":  {"principal", "member", "department", "branch"},
		"cli.admission.":  {"tickets", "open"},
		"receipt.":        {"form", "short", "long", "typo", "typo_at", "is_ticket"},
		"ticket.":         {"form", "short", "long", "typo", "typo_at", "is_receipt"},
		"receipt.ledger.": {"todo", "underway", "done", "lasting"},
		"receipt.fate.":   {"draft", "open", "closed", "below", "released", "merged", "reworded", "unseen", "destroyed"},
		"round.is_":       {"draft", "open", "closed", "released", "destroyed"},
		"talk.kind.":      {"principal", "member", "department", "branch", "requested"},
		"talk.verdict.":   {"confirmed", "corrected", "objected"},
		"talk.reply.":     {"confirmed", "corrected", "objected"},
		"talk.side.":      {"principal", "member", "department", "branch"},
		"talk.column.":    {"principal", "member", "department", "branch"},
		"calendar.week.":  {"mon", "tue", "wed", "thu", "fri", "sat", "sun"},
		"talk.":           {"own.title", "own.body", "given.title", "given.body", "received.title", "received.body", "agreed.title", "agreed.body"},
		"draft.":          {"title.title", "title.body", "unit.title", "unit.body", "team.title", "team.body", "people.none", "departments.none"},
		"desk.opened.":    {"tickets", "open"},
		"acts.by.":        {"command", "clock"},
		"acts.did.":       {"created", "edited", "opened", "extended", "closed", "exported", "imported", "ledgered", "undone", "destroyed", "tickets", "reminded", "bade", "invited", "joined", "removed"},
		"command.":        {"start", "opinion", "receipt", "privacy", "language", "cancel", "help", "round", "status", "invite", "remind", "close", "export", "talk", "talks"},
	}
}

func catalogue(t *testing.T, lang string) map[string]string {
	t.Helper()
	raw, err := fs.ReadFile(configs.Locales(), lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]string{}
	if err := yaml.UnmarshalWithOptions(raw, &words, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", lang, err)
	}
	return words
}

var placeholder = regexp.MustCompile(`\{\{-?\s*(?:if\s+)?\.([a-z]+)`)

func placeholders(s string) []string {
	var all []string
	for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
		all = append(all, m[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

func TestBothLanguagesAreComplete(t *testing.T) {
	zh, en := catalogue(t, "zh-Hans"), catalogue(t, "en")
	for key, words := range zh {
		other, ok := en[key]
		switch {
		case !ok:
			t.Errorf("%s is missing in English", key)
		case strings.TrimSpace(words) == "" || strings.TrimSpace(other) == "":
			t.Errorf("%s is empty", key)
		case !slices.Equal(placeholders(words), placeholders(other)):
			t.Errorf("%s has placeholders %v in Chinese, %v in English", key, placeholders(words), placeholders(other))
		}
	}
	for key := range en {
		if _, ok := zh[key]; !ok {
			t.Errorf("%s is missing in Chinese", key)
		}
	}
}

// TestEveryKeyIsUsedAndEveryUseHasAKey reads the module's own sources: string
// literals that look like keys, and the computed ones.
func TestEveryKeyIsUsedAndEveryUseHasAKey(t *testing.T) {
	words, used := catalogue(t, "zh-Hans"), map[string]bool{}
	families := map[string]bool{}
	for key := range words {
		family, _, _ := strings.Cut(key, ".")
		families[family] = true
	}
	for literal, at := range literals(t) {
		family, _, _ := strings.Cut(literal, ".")
		switch _, known := words[literal]; {
		case known:
			used[literal] = true
		case families[family] && looksLikeAKey.MatchString(literal) && !isPath.MatchString(literal):
			t.Errorf("%s: no words for %s", at, literal)
		}
	}
	for prefix, ends := range computed() {
		for _, end := range ends {
			if used[prefix+end] = true; words[prefix+end] == "" {
				t.Errorf("no words for %s", prefix+end)
			}
		}
	}
	for key := range words {
		if !used[key] && !ofTheCommandLine(key, used) {
			t.Errorf("%s is not used", key)
		}
	}
}

// ofTheCommandLine: help is held against the commands by a test of theirs, and
// cli.<key> says <key> in another way.
func ofTheCommandLine(key string, used map[string]bool) bool {
	return strings.HasPrefix(key, "cli.help.") || strings.HasPrefix(key, "cli.flag.") ||
		used[strings.TrimPrefix(key, "cli.")]
}

var (
	looksLikeAKey = regexp.MustCompile(`^[a-z]+(\.[a-z_]*[a-z])+$`)
	// isPath tells settings, places in a report and file names, which have dots as
	// well.
	isPath = regexp.MustCompile(`\.(xml|yaml|db|json|md|csv|txt|aspects|subjects)$`)
)

func literals(t *testing.T) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			if spec, ok := n.(*ast.ValueSpec); ok && strings.HasPrefix(spec.Names[0].Name, "Effect") {
				return false // the name of an effect has a dot as well
			}
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if s, err := strconv.Unquote(lit.Value); err == nil {
					found[s] = files.Position(lit.Pos()).String()
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
