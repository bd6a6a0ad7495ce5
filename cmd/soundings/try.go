package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"filippo.io/age"
	"golang.org/x/sync/errgroup"

	"soundings/bot"
	"soundings/bot/web"
	"soundings/configs"
	"soundings/flows"
	"soundings/flows/dialogue"
	"soundings/flows/organize"
)

type tryCmd struct {
	Listen string `default:"127.0.0.1:8733" placeholder:"ADDRESS"`
	Data   string `placeholder:"DIR"`
}

// Run serves the conversations in a page, with a sample round in which sample
// colleagues have spoken already, until ctx ends. Without a directory all of it
// is gone afterwards.
func (c *tryCmd) Run(ctx context.Context, p *program) error {
	s, forget, err := c.settings(p)
	if err != nil {
		return err
	}
	defer forget()
	if p.zone, err = s.Zone(); err != nil {
		return err
	}
	p.worded, p.log = nil, newLogger(p.stderr, configs.Log{Level: "warn", Format: "text"})
	h, err := p.open(ctx, s)
	if err != nil {
		return err
	}
	defer h.close()
	round, err := p.sampleRound(ctx, h, c.Data)
	if err != nil {
		return err
	}
	listener, err := listenNear(c.Listen)
	if err != nil {
		return &flows.Error{Code: flows.Refused, Key: "cli.listen_try", Args: flows.Args{"address": c.Listen}, Err: err}
	}
	return p.tryOut(ctx, h, round, listener)
}

// settings are the defaults, on a store in the directory or a temporary one
// under a key that nobody keeps.
func (c *tryCmd) settings(p *program) (s configs.Settings, forget func(), err error) {
	s = configs.Defaults()
	if c.Data != "" {
		s.Store = configs.Secret("sqlite:" + filepath.Join(c.Data, "soundings.db"))
		s.Key, err = p.sampleKey(s)
		return s, func() {}, err
	}
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		return s, nil, err
	}
	dir, err := os.MkdirTemp("", "soundings-try-")
	if err != nil {
		return s, nil, err
	}
	s.Key, s.Store = configs.Secret(identity.String()), configs.Secret("sqlite:"+filepath.Join(dir, "soundings.db"))
	return s, func() { _ = os.RemoveAll(dir) }, nil
}

// sampleKey is the service key of samples that are kept: not the one for real
// data, and beside it.
func (p *program) sampleKey(s configs.Settings) (configs.Secret, error) {
	dir, err := p.configDir()
	if err != nil {
		return "", err
	}
	key, err := configs.ServiceKey(s, filepath.Join(dir, "try"))
	return key.Identity, err
}

// tryOut serves the page until ctx ends.
func (p *program) tryOut(ctx context.Context, h *house, round flows.Round, listener net.Listener) error {
	words, err := p.words()
	if err != nil {
		return err
	}
	var b *bot.Bot
	page := web.New(web.Options{
		Handle: func(ctx context.Context, u bot.Update) error { return b.Handle(ctx, u) },
		Chairs: chairs(h, round), Menu: commandMenu(words), Now: p.now, Log: p.log,
	})
	b, err = p.newBot(h, page, p.pagePrinter())
	if err != nil {
		return err
	}
	address, exposed := pageAddress(listener)
	if exposed {
		p.warn("cli.try_exposed")
	}
	if err := p.print("cli.trying", "address", address); err != nil {
		return err
	}
	p.openBrowser(address)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return servePage(ctx, page, listener) })
	group.Go(func() error {
		keeper := organize.Keeper{Rounds: h.rounds, Now: p.clock(), Few: organize.Few(h.tickets)}
		return repeat(ctx, p.log, keepEvery, "looking after the rounds", keeper.Tick)
	})
	group.Go(func() error { return p.runErrands(ctx, b.Errands) })
	group.Go(func() error { return p.tend(ctx, h) })
	err = group.Wait()
	p.leave(ctx, h)
	return err
}

// pageAddress is where to open the page, and whether other machines can, too.
func pageAddress(l net.Listener) (address string, exposed bool) {
	at, ok := l.Addr().(*net.TCPAddr)
	if !ok || at.IP.IsLoopback() {
		return "http://" + l.Addr().String(), false
	}
	if at.IP.IsUnspecified() {
		return "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(at.Port)), true
	}
	return "http://" + at.String(), true
}

// commandMenu is the page's command menu, as in Telegram.
func commandMenu(words *bot.Words) []web.Command {
	var menu []web.Command
	for _, name := range bot.Commands() {
		about := dialogue.Say("command." + name)
		menu = append(menu, web.Command{Name: name, Label: web.Words{ZH: words.Say(bot.Chinese, about), EN: words.Say(bot.English, about)}})
	}
	return menu
}

func servePage(ctx context.Context, page *web.Server, listener net.Listener) error {
	server := &http.Server{Handler: page, ReadHeaderTimeout: readHeader, IdleTimeout: idle, MaxHeaderBytes: 16 << 10, ErrorLog: mute()}
	server.RegisterOnShutdown(page.Close)
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(listener) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	bounded, cancel := context.WithTimeout(context.WithoutCancel(ctx), 3*time.Second)
	defer cancel()
	return server.Shutdown(bounded)
}

// portsToTry is how many ports from the one asked for are tried when it is busy.
const portsToTry = 20

// listenNear listens on the address, or on the next free port behind it.
func listenNear(address string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	first, err := strconv.Atoi(port)
	if err != nil {
		return nil, err
	}
	var busy error
	for n := first; n < first+portsToTry; n++ {
		l, err := net.Listen("tcp", net.JoinHostPort(host, strconv.Itoa(n)))
		if !errors.Is(err, syscall.EADDRINUSE) {
			return l, err
		}
		busy = err
	}
	return nil, busy
}
