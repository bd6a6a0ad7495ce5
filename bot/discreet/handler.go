// Package discreet is what every log line of the program goes through (promise
// 10). Its Handler lets only attributes pass whose names are known to hold
// nothing about a person, and takes secrets out of what they say. A new log line
// with a new name is a decision made here.
package discreet

import (
	"context"
	"log/slog"
	"slices"
)

// Names are the attributes that pass. None of them may ever hold an id, a name,
// a text, a ticket or a receipt.
func Names() []string {
	return []string{
		"at",       // of a panic: functions and lines
		"call",     // a method of the Bot API, or work of ours
		"err",      // without secrets
		"failures", // how often something failed
		"kind",     // of an update that cannot be decoded
		"listen",   // our own address
		"panic",    // the type of its value
		"size",     // of an update that cannot be decoded
		"store",    // its label, without credentials
		"updates",  // how they come in: webhook or polling
	}
}

// Dropped is the attribute that names what did not pass, without its value.
const Dropped = "dropped"

// Handler wraps inner, which writes the lines.
func Handler(inner slog.Handler) slog.Handler { return handler{inner: inner, secrets: secrets()} }

type handler struct {
	inner   slog.Handler
	secrets []secret
	dropped []string // names so far
	grouped bool     // after WithGroup nothing passes: no group is known
}

// Enabled implements slog.Handler.
func (h handler) Enabled(ctx context.Context, l slog.Level) bool { return h.inner.Enabled(ctx, l) }

// Handle implements slog.Handler.
func (h handler) Handle(ctx context.Context, r slog.Record) error {
	clean := slog.NewRecord(r.Time, r.Level, redact(h.secrets, r.Message), 0) // the source file is no use to an operator
	dropped := slices.Clone(h.dropped)
	r.Attrs(func(a slog.Attr) bool {
		if passed, ok := h.pass(a); ok {
			clean.AddAttrs(passed)
		} else {
			dropped = append(dropped, a.Key)
		}
		return true
	})
	if len(dropped) > 0 {
		slices.Sort(dropped)
		clean.AddAttrs(slog.Any(Dropped, slices.Compact(dropped)))
	}
	return h.inner.Handle(ctx, clean)
}

// WithAttrs implements slog.Handler.
func (h handler) WithAttrs(attrs []slog.Attr) slog.Handler {
	var passed []slog.Attr
	h.dropped = slices.Clone(h.dropped)
	for _, a := range attrs {
		if clean, ok := h.pass(a); ok {
			passed = append(passed, clean)
		} else {
			h.dropped = append(h.dropped, a.Key)
		}
	}
	h.inner = h.inner.WithAttrs(passed)
	return h
}

// WithGroup implements slog.Handler.
func (h handler) WithGroup(name string) slog.Handler {
	h.dropped, h.grouped = append(slices.Clone(h.dropped), name), true
	return h
}

// pass is an attribute as it may be written, if it may.
func (h handler) pass(a slog.Attr) (slog.Attr, bool) {
	if h.grouped || !slices.Contains(Names(), a.Key) {
		return a, false
	}
	v, ok := h.plain(a.Value.Resolve())
	return slog.Attr{Key: a.Key, Value: v}, ok
}

// plain is a value as text or number. Whatever is neither is written by nobody:
// a struct says all that it holds.
func (h handler) plain(v slog.Value) (slog.Value, bool) {
	switch v.Kind() {
	case slog.KindBool, slog.KindInt64, slog.KindUint64, slog.KindFloat64, slog.KindDuration, slog.KindTime:
		return v, true
	case slog.KindString:
		return slog.StringValue(redact(h.secrets, v.String())), true
	case slog.KindAny:
		if err, ok := v.Any().(error); ok {
			return slog.StringValue(redact(h.secrets, err.Error())), true
		}
	}
	return v, false
}
