package telegramtest

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

//go:embed methods.txt
var methodsTable string

// A param is one parameter of a method.
type param struct {
	kind     string // int, str, bool, id, file or json
	required bool
}

// methods reads the embedded table: method, then parameter.
func methods(table string) map[string]map[string]param {
	known := map[string]map[string]param{}
	for line := range strings.Lines(table) {
		words := strings.Fields(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		known[words[0]] = params(words[1:])
	}
	return known
}

func params(words []string) map[string]param {
	all := make(map[string]param, len(words))
	for _, word := range words {
		name, kind, _ := strings.Cut(word, ":")
		bare := strings.TrimSuffix(kind, "!")
		all[name] = param{kind: bare, required: bare != kind}
	}
	return all
}

// check says what is wrong with a call's parameters. The real server ignores
// unknown ones; here they fail the test, since they are typing errors.
func (s *Server) check(c call) error {
	known, ok := s.methods[c.method]
	if !ok {
		return fmt.Errorf("no such method in the Bot API, or not one this server knows: %s", c.method)
	}
	for _, name := range c.names() {
		p, ok := known[name]
		if !ok {
			return fmt.Errorf("no such parameter: %s", name)
		}
		if err := p.check(c.args[name]); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	for name, p := range known {
		if p.required && !slices.Contains(c.names(), name) {
			return fmt.Errorf("%s is required", name)
		}
	}
	return nil
}

func (p param) check(value string) error {
	var err error
	switch p.kind {
	case "int":
		_, err = strconv.ParseInt(value, 10, 64)
	case "id":
		if !strings.HasPrefix(value, "@") {
			_, err = strconv.ParseInt(value, 10, 64)
		}
	case "bool":
		_, err = strconv.ParseBool(strings.ToLower(value))
	case "json":
		if !json.Valid([]byte(value)) {
			err = fmt.Errorf("not JSON")
		}
	}
	return err
}
