package web

import (
	"context"
	"crypto/rand"
	"io"
	"log/slog"
	"time"

	"soundings/bot"
)

// Options are what a Server needs. Only Handle must be set.
type Options struct {
	// Handle takes one update in, as bot.Bot does. An error means that the
	// update is not handled: the page sends it again.
	Handle func(context.Context, bot.Update) error
	// Chairs are the seats at the page, the one taken first in front. With one
	// or none there is nothing to switch.
	Chairs []Chair
	// Menu is what the page's command menu offers; none leaves it out.
	Menu []Command
	// Lang is the page's language until a visitor chooses: bot.Chinese if empty.
	Lang string
	// Hosts are names the page may be asked for, besides the loopback names and
	// the address a request came in by. Others are refused (DNS rebinding).
	Hosts []string
	// Secure keeps the cookie to https, for a server behind a proxy that speaks
	// it. With TLS of its own that is so anyway.
	Secure bool
	// Limits bound what visitors may use; each that is zero has its default.
	Limits Limits

	Now    func() time.Time
	Random io.Reader
	Log    *slog.Logger
}

// A Chair is a seat at the page from which a person talks as a chat of its own.
type Chair struct {
	ID    string // part of the chat's address, so it must stay as it is
	Label Words
	Hint  Words // one line above the conversation; may be empty
	// First gives the command that a chat's first visit sends by itself, such as
	// "/start r_…". "/start" if nil. It may be asked again after an error, and when
	// the page no longer knows of an earlier visit.
	First func(ctx context.Context, from bot.Chat) (string, error)
}

// A Command is a line of the command menu; Name is without the slash.
type Command struct {
	Name  string
	Label Words
}

// Words are the same in both languages of the page.
type Words struct {
	ZH string `json:"zh"`
	EN string `json:"en"`
}

// Limits bound what visitors may use.
type Limits struct {
	Visitors      int     // kept in memory; the one not seen for longest goes
	Messages      int     // kept of a chat
	ChatBytes     int     // of a chat's messages, and as much again of its events
	FileBytes     int     // of all files; the oldest go. Beside them as many of those being sent
	DocumentBytes int     // of one that is sent
	Streams       int     // a visitor may follow at the same time; the oldest ends
	PerVisitor    float64 // requests a second
	VisitorBurst  int
	InAll         float64 // requests a second of all visitors
	AllBurst      int
}

func (l Limits) orDefaults() Limits {
	return Limits{
		Visitors: or(l.Visitors, 256), Messages: or(l.Messages, 200), ChatBytes: or(l.ChatBytes, 256<<10),
		FileBytes: or(l.FileBytes, 128<<20), DocumentBytes: or(l.DocumentBytes, 20<<20), Streams: or(l.Streams, 4),
		PerVisitor: or(l.PerVisitor, 3), VisitorBurst: or(l.VisitorBurst, 150),
		InAll: or(l.InAll, 100), AllBurst: or(l.AllBurst, 300),
	}
}

func (o Options) orDefaults() Options {
	if len(o.Chairs) == 0 {
		o.Chairs = []Chair{{ID: "visitor"}}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Random == nil {
		o.Random = rand.Reader
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	o.Lang, o.Limits = language(o.Lang), o.Limits.orDefaults()
	return o
}

// language is the page's language for a tag.
func language(tag string) string {
	if tag == bot.English {
		return bot.English
	}
	return bot.Chinese
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}
