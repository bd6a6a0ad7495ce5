package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"soundings/flows"
)

// TestTurnoutIsToldInStepsOfK (promise 3): whatever an organizer asks the
// command line while a round is open, it says the same for all numbers of
// participants between one multiple of k and the next, and of those below k
// nothing. At k−1 nothing is released, from k on all is.
func TestTurnoutIsToldInStepsOfK(t *testing.T) {
	const k = 5
	told := map[int]string{}
	for n := range 2*k + 2 {
		said, released := askedAbout(t, n)
		if first, ok := told[n/k]; ok && said != first {
			t.Errorf("%d participants are told from %d:\n%s\nwant\n%s", n, n/k*k, said, first)
		}
		told[n/k] = said
		if released != (n >= k) {
			t.Errorf("%d participants of k %d: released %v", n, k, released)
		}
	}
	if told[0] == told[1] || told[1] == told[2] {
		t.Error("it says the same whatever the number: this test cannot fail")
	}
}

// askedAbout is everything that is said of an open round with n participants,
// and whether it was released after closing.
func askedAbout(t *testing.T, n int) (said string, released bool) {
	t.Helper()
	s := operator{t: t, Env: world(t, map[string]string{"SOUNDINGS_TELEGRAM_BOT": "some_bot"})}
	file := filepath.Join(t.TempDir(), "round.yaml")
	if err := os.WriteFile(file, []byte(roundYAML), 0o600); err != nil {
		t.Fatal(err)
	}
	id := strings.TrimSpace(s.CLI("round", "create", "-f", file))
	tickets := strings.Split(s.CLI("tickets", id, "--count", "20"), "\n")[1:]
	s.CLI("round", "open", id)
	join(t, s, flows.RoundID(id), tickets[:n])
	show, sheet := []string{"round", "show", id}, filepath.Join(t.TempDir(), "one.html")
	for _, args := range [][]string{show, {"round", "show", id, "--json"}, {"round", "list"}, {"round", "list", "--json"},
		{"tickets", id, "--revoke-unused"}, show, {"tickets", id, "--revoke-unused", "--count", "1", "--out", sheet}} {
		said += strings.NewReplacer(id, "ID", sheet, "SHEET").Replace(s.CLI(args...))
	}
	s.CLI("round", "close", id)
	var errs bytes.Buffer
	code := run(t.Context(), []string{"export", id, "--out", filepath.Join(t.TempDir(), "out")}, environ(s.Env), nil, &bytes.Buffer{}, &errs, time.Now)
	if code != 0 && strings.Contains(errs.String(), fmt.Sprint(n, " ")) {
		t.Errorf("the refusal tells how many: %s", errs.String())
	}
	return cutTimes(said), code == 0
}

// join lets a person in with each ticket.
func join(t *testing.T, s operator, id flows.RoundID, tickets []string) {
	t.Helper()
	p := &program{environ: environ(s.Env), stderr: io.Discard, now: time.Now, zone: time.UTC}
	settings, err := p.settings(settingsFlags{})
	if err != nil {
		t.Fatal(err)
	}
	h, err := p.open(context.Background(), settings)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	for i, line := range tickets {
		ticket, _, _ := strings.Cut(line, ",")
		if err := h.tickets.Join(t.Context(), id, flows.Ticket(ticket), flows.Participant(fmt.Sprintf("%032x", i))); err != nil {
			t.Fatal(err)
		}
	}
}

var momentForm = regexp.MustCompile(`\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d[^"]*)?`)

// cutTimes takes out the moments of opening and of all that was done, which differ
// from run to run.
func cutTimes(said string) string {
	var lines []string
	for _, line := range strings.Split(said, "\n") {
		if !strings.Contains(line, "opens") {
			lines = append(lines, momentForm.ReplaceAllString(line, "TIME"))
		}
	}
	return strings.Join(lines, "\n")
}
