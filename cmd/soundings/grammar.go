package main

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// grammar is what can be typed. Its help texts are translations, see help.
type grammar struct {
	Try     tryCmd     `cmd:""`
	Serve   serveCmd   `cmd:""`
	Round   roundCmds  `cmd:""`
	Tickets ticketsCmd `cmd:""`
	Links   linksCmd   `cmd:""`
	Talks   talksCmd   `cmd:""`
	Export  exportCmd  `cmd:""`
	Import  importCmd  `cmd:""`
	Keygen  keygenCmd  `cmd:""`
	Doctor  doctorCmd  `cmd:""`
	Version versionCmd `cmd:""`
}

type roundCmds struct {
	Create roundCreateCmd `cmd:""`
	Edit   roundEditCmd   `cmd:""`
	List   roundListCmd   `cmd:""`
	Show   roundShowCmd   `cmd:""`
	Open   roundOpenCmd   `cmd:""`
	Extend roundExtendCmd `cmd:""`
	Close  roundCloseCmd  `cmd:""`
	// Destroy asks a question first, the only command that does.
	Destroy roundDestroyCmd `cmd:""`
}

// execute parses the command line and runs its command.
func (p *program) execute(ctx context.Context, args []string) error {
	parser, err := kong.New(&grammar{}, kong.Name("soundings"), kong.Writers(p.stdout, p.stderr),
		kong.Help(p.help), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p))
	if err != nil {
		return err
	}
	command, err := parser.Parse(asked(args))
	if len(args) == 0 && errors.Is(err, errHelped) {
		return usage(err) // it was shown, and nothing was done
	}
	if err != nil {
		return misused(err)
	}
	return command.Run()
}

// asked turns other ways to ask for help into --help: no arguments at all, and
// help, also before a command.
func asked(args []string) []string {
	if len(args) == 0 || args[0] == "help" {
		return append(slices.Clone(args[min(len(args), 1):]), "--help")
	}
	return args
}

// errHelped ends parsing once help is shown.
var errHelped = errors.New("help was asked for")

// help prints kong's help in the operator's language: that of a command is
// cli.help.<command>, that of a flag or an argument cli.flag.<name>.
func (p *program) help(options kong.HelpOptions, c *kong.Context) error {
	err := kong.Visit(c.Model, func(node kong.Visitable, next kong.Next) error {
		switch n := node.(type) {
		case *kong.Application:
			n.Help = p.say("cli.help")
		case *kong.Node:
			n.Help = p.say(helpKey(n))
		case *kong.Value:
			n.Help = p.say("cli.flag."+n.Name, "formats", formats())
		case *kong.Flag:
			n.Help = p.say("cli.flag."+n.Name, "formats", formats())
		}
		return next(nil)
	})
	if err != nil {
		return err
	}
	if err := p.printHelp(options, c); err != nil {
		return err
	}
	return errHelped
}

func helpKey(n *kong.Node) string {
	path := strings.Fields(n.FullPath())
	return "cli.help." + strings.Join(path[1:], ".")
}

// printHelp has kong print, and translates the few words that are its own.
func (p *program) printHelp(options kong.HelpOptions, c *kong.Context) error {
	var page bytes.Buffer
	to := c.Stdout
	c.Stdout = &page
	err := kong.DefaultHelpPrinter(options, c)
	c.Stdout = to
	if err != nil {
		return err
	}
	own := strings.NewReplacer("Usage: ", p.say("cli.help.word.usage"), "Arguments:", p.say("cli.help.word.arguments"),
		"Flags:", p.say("cli.help.word.flags"), "Commands:", p.say("cli.help.word.commands"),
		`Run "soundings <command> --help" for more information on a command.`, p.say("cli.help.word.more"))
	_, err = to.Write([]byte(own.Replace(page.String())))
	return unwritten(err)
}
