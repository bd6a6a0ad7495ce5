package organize

import (
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"soundings/flows"
)

// WriteRound writes a round as the round.yaml that ReadRound reads back to the
// same settings: theme and aspects in full, so that nothing hangs on what a
// preset says later. The round's id and state are not part of the file.
func WriteRound(w io.Writer, r flows.Round, zone *time.Location) error {
	b := &strings.Builder{}
	yamlField(b, "title", r.Title)
	yamlField(b, "unit", r.Unit)
	yamlField(b, "preset", r.Preset)
	yamlField(b, "theme", r.Theme)
	writeAspects(b, r.Aspects)
	yamlField(b, "opens", opensText(r.Opens, zone))
	yamlField(b, "closes", closesText(r.Closes, zone))
	fmt.Fprintf(b, "k: %d\n", r.K)
	yamlField(b, "admission", string(r.Admission))
	fmt.Fprintf(b, "team: %s\n", yamlMap("name", r.Team.Name))
	writeMembers(b, r.Members)
	writeDepartments(b, r.Departments)
	fmt.Fprintf(b, "talks: %s\n", yamlList(r.TalkRules))
	yamlField(b, "previous", string(r.Previous))
	yamlField(b, "recipient", r.Recipient)
	_, err := io.WriteString(w, b.String())
	return err
}

func yamlField(b *strings.Builder, key, value string) {
	if value != "" {
		fmt.Fprintf(b, "%s: %s\n", key, yamlText(value))
	}
}

func writeAspects(b *strings.Builder, all []flows.Aspect) {
	if len(all) > 0 {
		b.WriteString("aspects:\n")
	}
	for _, a := range all {
		fmt.Fprintf(b, "  - id: %s\n    label: %s\n    text: %s\n", yamlText(string(a.ID)), yamlText(a.Label), yamlText(a.Text))
		if a.Check {
			b.WriteString("    check: true # 请核对当年通知\n")
		}
	}
}

func writeMembers(b *strings.Builder, all []flows.Member) {
	if len(all) > 0 {
		b.WriteString("members: # in rank order\n")
	}
	for _, m := range all {
		pairs := []string{"id", string(m.ID), "name", m.Name, "post", m.Post, "branch", m.Branch}
		s := strings.TrimSuffix(yamlMap(pairs...), " }")
		if m.Principal {
			s += ", principal: true"
		}
		if len(m.Charge) > 0 {
			s += ", charge: " + yamlList(m.Charge)
		}
		fmt.Fprintf(b, "  - %s }\n", s)
	}
}

func writeDepartments(b *strings.Builder, all []flows.Department) {
	if len(all) > 0 {
		b.WriteString("departments:\n")
	}
	for _, d := range all {
		fmt.Fprintf(b, "  - %s\n", yamlMap("id", string(d.ID), "name", d.Name, "head", d.Head))
	}
}

// yamlMap writes { key: value, … } and leaves out what is empty.
func yamlMap(pairs ...string) string {
	var all []string
	for i := 0; i < len(pairs); i += 2 {
		if pairs[i+1] != "" {
			all = append(all, pairs[i]+": "+yamlText(pairs[i+1]))
		}
	}
	if len(all) == 0 {
		return "{}"
	}
	return "{ " + strings.Join(all, ", ") + " }"
}

func yamlList[T ~string](values []T) string {
	all := make([]string, 0, len(values))
	for _, v := range values {
		all = append(all, yamlText(string(v)))
	}
	return "[" + strings.Join(all, ", ") + "]"
}

// yamlBare is what YAML reads as the same text without quotation marks, anywhere.
var yamlBare = regexp.MustCompile(`^[\p{Han}A-Za-z0-9][\p{Han}A-Za-z0-9、，。；：（）《》“”·—…+-]*$`)

func yamlText(s string) string {
	if yamlBare.MatchString(s) && !strings.EqualFold(s, "null") {
		return s
	}
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}
