package main

import (
	"io"
	"log/slog"

	"soundings/bot/discreet"
	"soundings/configs"
)

// newLogger logs in the form and from the level on that the settings say, and
// nothing but what discreet knows to be harmless. There is no other logger.
func newLogger(w io.Writer, s configs.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.Level)); err != nil {
		level = slog.LevelInfo // not reached: the settings were checked
	}
	options := &slog.HandlerOptions{Level: level}
	var form slog.Handler = slog.NewTextHandler(w, options)
	if s.Format == "json" {
		form = slog.NewJSONHandler(w, options)
	}
	return slog.New(discreet.Handler(form))
}
