package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"soundings/configs"
)

// TestTheLogIsDiscreet: in either form, at any level.
func TestTheLogIsDiscreet(t *testing.T) {
	for _, format := range []string{"json", "text"} {
		for _, level := range []string{"debug", "info", "warn", "error"} {
			var b bytes.Buffer
			log := newLogger(&b, configs.Log{Level: level, Format: format})
			log.With("chat", "canary").Error("m", "name", "canary", "err", errors.New("bot1234567:AAE-canary_canary_canary_canary12345"))
			if got := b.String(); strings.Contains(got, "canary") || !strings.Contains(got, "dropped") || !strings.Contains(got, "bot***") {
				t.Errorf("%s at %s: %s", format, level, got)
			}
		}
	}
}
