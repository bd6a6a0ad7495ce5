package main

import (
	"bytes"
	"context"
	"errors"
	"strings"

	"github.com/alecthomas/kong"

	"soundings/flows"
)

// grammar is what can be typed. Its help texts are translations, see help.
type grammar struct {
	Serve   serveCmd   `cmd:""`
	Round   roundCmds  `cmd:""`
	Tickets ticketsCmd `cmd:""`
	Export  exportCmd  `cmd:""`
	Keygen  keygenCmd  `cmd:""`
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
}

// execute parses the command line and runs its command.
func (p *program) execute(ctx context.Context, args []string) error {
	parser, err := kong.New(&grammar{}, kong.Name("soundings"), kong.Writers(p.stdout, p.stderr),
		kong.Help(p.help), kong.BindTo(ctx, (*context.Context)(nil)), kong.Bind(p))
	if err != nil {
		return err
	}
	command, err := parser.Parse(args)
	if err != nil {
		return misused(err)
	}
	return command.Run()
}

// misused is the error for a command line that could not be parsed. It says
// where the help for the command at hand is.
func misused(err error) error {
	if _, ours := errors.AsType[*flows.Error](err); ours || errors.Is(err, errHelped) {
		return err
	}
	args := flows.Args{"problem": strings.TrimRight(err.Error(), "."), "help": "soundings --help"}
	if e, ok := errors.AsType[*kong.ParseError](err); ok && e.Context != nil && e.Context.Selected() != nil {
		args["help"] = e.Context.Selected().FullPath() + " --help"
	}
	return usage(flows.Fail(flows.Invalid, "cli.usage", args))
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
