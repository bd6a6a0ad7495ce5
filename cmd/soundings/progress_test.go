package main

import (
	"bytes"
	"strings"
	"testing"
	"time"
)

func TestLongWorkSaysHowFarItIs(t *testing.T) {
	var errs bytes.Buffer
	p := &program{stderr: &errs, now: time.Now, zone: time.UTC, lang: "en"}
	for _, total := range []int{manyRows - 1, manyRows} {
		progress := p.progress()
		for done := 1; done <= total; done++ {
			progress(done, total)
		}
	}
	lines := strings.Split(strings.TrimSpace(errs.String()), "\n")
	if len(lines) != 10 || lines[0] != "soundings: Written 500 of 5000." || lines[9] != "soundings: Written 5000 of 5000." {
		t.Errorf("%d lines: %q", len(lines), lines)
	}
}
