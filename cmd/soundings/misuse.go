package main

import (
	"errors"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"soundings/flows"
	"soundings/flows/dialogue"
)

// misused is the error for a command line that could not be parsed. It says
// where the help for the command at hand is.
func misused(err error) error {
	if _, ours := errors.AsType[*flows.Error](err); ours || errors.Is(err, errHelped) {
		return err
	}
	args := flows.Args{"problem": problem(err), "help": "soundings --help"}
	if node := nodeOf(err); node != nil {
		args["help"] = node.FullPath() + " --help"
	}
	return usage(flows.Fail(flows.Invalid, "cli.usage", args))
}

// nodeOf is the command that parsing came to; nil before any.
func nodeOf(err error) *kong.Node {
	if e, ok := errors.AsType[*kong.ParseError](err); ok && e.Context != nil {
		return e.Context.Selected()
	}
	return nil
}

// problem is what kong says, in the operator's language where its words are
// known, and else in its own.
func problem(err error) dialogue.Text {
	said := err.Error()
	if all := commands(err); all != "" && strings.HasPrefix(said, "expected one of ") {
		return dialogue.Say("cli.misuse.command", "what", all) // kong cuts its list short
	}
	for _, known := range misuses() {
		m := known.form.FindStringSubmatch(said)
		if m == nil {
			continue
		}
		args := flows.Args{}
		for i, name := range known.form.SubexpNames()[1:] {
			args[name] = strings.ReplaceAll(m[i+1], `"`, "")
		}
		return dialogue.Text{Key: known.key, Args: args}
	}
	return dialogue.Verbatim(strings.TrimRight(said, "."))
}

// commands are those to choose from where one is missing.
func commands(err error) string {
	e, ok := errors.AsType[*kong.ParseError](err)
	if !ok || e.Context == nil {
		return ""
	}
	node := e.Context.Selected()
	if node == nil {
		node = e.Context.Model.Node
	}
	var names []string
	for _, child := range node.Children {
		if !child.Hidden {
			names = append(names, child.Name)
		}
	}
	return strings.Join(names, ", ")
}

type misuse struct {
	form *regexp.Regexp
	key  string
}

// misuses are kong's words for what goes wrong most. Its errors have no types.
func misuses() []misuse {
	const close = `(?:, did you mean (?:one of )?(?P<close>.+)\?)?$`
	return []misuse{
		{regexp.MustCompile(`^missing flags: (?P<what>.+)$`), "cli.misuse.missing"},
		{regexp.MustCompile(`^missing positional arguments (?P<what>.+)$`), "cli.misuse.missing"},
		{regexp.MustCompile(`^expected "(?P<what>[^"]+)"$`), "cli.misuse.missing"},
		{regexp.MustCompile(`^unknown flag (?P<what>.+?)` + close), "cli.misuse.flag"},
		{regexp.MustCompile(`^unexpected (?:flag )?argument (?P<what>.+?)` + close), "cli.misuse.argument"},
		{regexp.MustCompile(`^(?P<flag>\S+): expected a valid \d+ bit u?int but got (?P<what>.+?)$`), "cli.misuse.number"},
		{regexp.MustCompile(`^(?P<flag>[^\s:]+): (?:missing value|expected \S+ value but got .+)`), "cli.misuse.value"},
	}
}
