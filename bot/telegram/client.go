package telegram

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/cenkalti/backoff/v5"
	tg "github.com/go-telegram/bot"

	"soundings/bot"
)

// Telegram is the base URL of Telegram's own Bot API server.
const Telegram = "https://api.telegram.org"

// Options are how a Client works. Zero values stand for the defaults.
type Options struct {
	API     string        // base URL of the Bot API; Telegram
	HTTP    *http.Client  // without a Timeout; NewHTTPClient()
	MaxWait time.Duration // the longest a call may take, retries included; 5 s
	Watch   Watch         // nobody

	// Wait waits between tries, or until ctx ends, which is its error; a timer.
	Wait func(ctx context.Context, d time.Duration) error
}

// A Client calls the Bot API. It is a bot.FileNetwork.
type Client struct {
	token string
	api   string
	http  *doer
	lib   *tg.Bot
	max   time.Duration
	watch Watch
	wait  func(context.Context, time.Duration) error
}

var _ bot.FileNetwork = (*Client)(nil)

// NewClient makes a Client without calling anybody.
func NewClient(token string, o Options) (*Client, error) {
	o = o.withDefaults()
	// The library leaks a goroutine for each call to an address it cannot parse.
	if at, err := url.Parse(o.API); err != nil || at.Host == "" || at.Scheme != "http" && at.Scheme != "https" {
		return nil, errors.New("telegram: the Bot API's address is no http or https URL")
	}
	c := &Client{
		token: token, api: strings.TrimSuffix(o.API, "/"), max: o.MaxWait, watch: watched(o.Watch), wait: o.Wait,
		http: &doer{client: o.HTTP, token: token},
	}
	var err error
	// The library's own handlers log whole updates and bodies (FACTS 4).
	c.lib, err = tg.New(token,
		tg.WithSkipGetMe(),
		tg.WithServerURL(c.api),
		tg.WithHTTPClient(0, c.http),
		tg.WithErrorsHandler(func(error) {}),
		tg.WithDebugHandler(func(string, ...any) {}),
		tg.WithDefaultHandler(nil),
	)
	if err != nil {
		return nil, errors.New("telegram: no token")
	}
	return c, nil
}

func (o Options) withDefaults() Options {
	if o.API == "" {
		o.API = Telegram
	}
	if o.HTTP == nil {
		o.HTTP = NewHTTPClient()
	}
	if o.MaxWait == 0 {
		o.MaxWait = 5 * time.Second
	}
	if o.Wait == nil {
		o.Wait = wait
	}
	return o
}

// connections is how many connections to the Bot API are kept open; Go's own
// 2 a host cost a third of the throughput (FACTS 6).
const connections = 128

// NewHTTPClient is a client for many calls at once to one host. It goes through
// a proxy where the environment names one.
func NewHTTPClient() *http.Client {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConns, t.MaxIdleConnsPerHost = connections, connections
	// Shorter than a server keeps an idle connection, so that no call meets one
	// that is just being closed: a Send must not be repeated after that.
	t.IdleConnTimeout = 30 * time.Second
	return &http.Client{Transport: t}
}

// wait is the default of Options.Wait.
func wait(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// growing is the pause between tries: from first, doubling, at most longest.
func growing(first, longest time.Duration) *backoff.ExponentialBackOff {
	return &backoff.ExponentialBackOff{
		InitialInterval: first, RandomizationFactor: 0.2, Multiplier: 2, MaxInterval: longest,
	}
}
