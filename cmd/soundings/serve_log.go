package main

import (
	"io"
	"log/slog"

	"soundings/configs"
)

// newLogger logs in the form and from the level on that the settings say.
func newLogger(w io.Writer, s configs.Log) *slog.Logger {
	var level slog.Level
	if err := level.UnmarshalText([]byte(s.Level)); err != nil {
		level = slog.LevelInfo // not reached: the settings were checked
	}
	options := &slog.HandlerOptions{Level: level}
	if s.Format == "json" {
		return slog.New(slog.NewJSONHandler(w, options))
	}
	return slog.New(slog.NewTextHandler(w, options))
}
