package group

import (
	_ "embed"
	"testing"

	"github.com/goccy/go-yaml"
)

//go:embed testdata/labelled.yaml
var labelledFile []byte

// labelled are opinions sorted by hand (see the file).
type labelled struct {
	Aspects []labelledAspect `yaml:"aspects"`
	Groups  []labelledGroup  `yaml:"groups"`
}

type labelledAspect struct {
	ID    string `yaml:"id"`
	Label string `yaml:"label"`
	Text  string `yaml:"text"`
}

type labelledGroup struct {
	Says    string   `yaml:"says"`
	Subject string   `yaml:"subject"`
	Aspect  string   `yaml:"aspect"`
	Held    bool     `yaml:"held"`
	Words   []string `yaml:"words"`
}

func readLabelled(t testing.TB) labelled {
	t.Helper()
	var l labelled
	if err := yaml.UnmarshalWithOptions(labelledFile, &l, yaml.Strict()); err != nil {
		t.Fatal(err)
	}
	return l
}

// part are the texts of some groups, and which group each is of.
func (l labelled) part(take func(labelledGroup) bool) (texts []Text, group []int) {
	for i, g := range l.Groups {
		for _, words := range g.Words {
			if take(g) {
				texts, group = append(texts, Text{Subject: g.Subject, Channel: "chat", Aspect: g.Aspect, Words: words}), append(group, i)
			}
		}
	}
	return texts, group
}

// parts are what quality is told of: the groups that the threshold was chosen
// with, those that were held back, and both together.
func parts() map[string]func(labelledGroup) bool {
	return map[string]func(labelledGroup) bool{
		"tuned": func(g labelledGroup) bool { return !g.Held },
		"held":  func(g labelledGroup) bool { return g.Held },
		"all":   func(labelledGroup) bool { return true },
	}
}

func (l labelled) headings() (all []Heading) {
	for _, a := range l.Aspects {
		all = append(all, Heading{a.ID, a.Label, a.Text})
	}
	return all
}
