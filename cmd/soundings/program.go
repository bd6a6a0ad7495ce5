package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	golog "log"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/redis/go-redis/v9"
	"github.com/redis/go-redis/v9/logging"

	"soundings/bot"
	"soundings/cmd/soundings/metrics"
	"soundings/flows"
	"soundings/flows/dialogue"
)

// A program is one call of the command: all it may use of the world.
type program struct {
	environ        []string
	stdin          io.Reader
	stdout, stderr io.Writer
	now            func() time.Time

	lang   string
	zone   *time.Location // that days count in; UTC until the settings say
	worded *bot.Words     // see words
	log    *slog.Logger   // nil: messages are plain lines
	meter  *metrics.Meter // nil: nothing is measured
}

// run does what args say and gives the exit code. It ends early with ctx or a
// signal; a second signal ends the process at once.
func run(ctx context.Context, args, environ []string, stdin io.Reader, stdout, stderr io.Writer, now func() time.Time) int {
	ctx, stop := signal.NotifyContext(ctx, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	defer stop()
	defer context.AfterFunc(ctx, stop)()
	// go-redis writes to stderr by itself, and has one logger in a process. What
	// it would say comes back as an error as well.
	redis.SetLogger(&logging.VoidLogger{})
	// Go's own logger writes to stderr past ours: net/http quotes there what a
	// server sends unasked.
	golog.SetOutput(io.Discard)
	p := &program{environ: environ, stdin: stdin, stdout: stdout, stderr: stderr, now: now, zone: time.UTC}
	p.lang = language(p.variable)
	return p.conclude(p.execute(ctx, args))
}

// conclude says what went wrong, in one line, and gives the exit code.
func (p *program) conclude(err error) int {
	helped := errors.Is(err, errHelped)
	if err != nil && !helped {
		fmt.Fprintln(p.stderr, "soundings: "+p.fault(err))
	}
	if _, wrong := errors.AsType[*usageError](err); wrong {
		return 2
	}
	if err == nil || helped {
		return 0
	}
	return 1
}

// A usageError is a fault of the command line itself.
type usageError struct{ error }

func (e *usageError) Unwrap() error { return e.error }

// usage marks an error as the command line's fault. nil stays nil.
func usage(err error) error {
	if err == nil {
		return nil
	}
	return &usageError{err}
}

// variable is a variable of the environment; empty if it is not set.
func (p *program) variable(name string) string {
	value := ""
	for _, pair := range p.environ {
		if v, ok := strings.CutPrefix(pair, name+"="); ok {
			value = v // the last one counts, as in exec
		}
	}
	return value
}

// clock is now in the zone that days count in, so that moments that are kept
// carry it.
func (p *program) clock() func() time.Time {
	now, zone := p.now, p.zone
	return func() time.Time { return now().In(zone) }
}

// words are the translations, telling dates in the program's zone.
func (p *program) words() (*bot.Words, error) {
	if p.worded == nil {
		w, err := newWords(p.zone)
		if err != nil {
			return nil, err
		}
		p.worded = w
	}
	return p.worded, nil
}

// say is a translation in the operator's language, its arguments in pairs.
func (p *program) say(key string, pairs ...any) string { return p.text(dialogue.Say(key, pairs...)) }

// text is a Text in the operator's language.
func (p *program) text(t dialogue.Text) string {
	w, err := p.words()
	if err != nil {
		return t.Key + t.Verbatim
	}
	t.Args = p.dated(t.Args)
	return w.Say(p.lang, t)
}

// print writes a translation to stdout, a line or more.
func (p *program) print(key string, pairs ...any) error {
	_, err := fmt.Fprintln(p.stdout, p.say(key, pairs...))
	return unwritten(err)
}

// warn tells the operator something that is no failure, the arguments in pairs.
func (p *program) warn(key string, pairs ...any) { p.warnOf(key, dialogue.Say(key, pairs...).Args) }

// warnOf is warn for arguments that came from elsewhere.
func (p *program) warnOf(key string, args flows.Args) {
	message := p.fault(&flows.Error{Key: key, Args: args})
	if p.log != nil {
		p.log.Warn(message)
		return
	}
	fmt.Fprintln(p.stderr, "soundings: "+message)
}

// unwritten is the error for output that did not get out. nil stays nil.
func unwritten(err error) error {
	if err == nil {
		return nil
	}
	return &flows.Error{Code: flows.Unavailable, Key: "cli.stdout", Err: err}
}
