package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"soundings/flows"
)

// writeRound writes a small round.yaml with one more line.
func writeRound(t *testing.T, more string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "round.yaml")
	text := "title: 一轮\nunit: 某局\naspects: [{ label: 学习, text: 理论学习方面 }]\nmembers: [{ id: wang, name: 王建国 }]\n" + more + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func entries(t *testing.T, dir string) string {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, e := range all {
		names = append(names, e.Name())
	}
	return strings.Join(names, " ")
}

// A disk that fills up leaves what stood there before, whole, and nothing else.
func TestAFullDiskLeavesNoHalfFile(t *testing.T) {
	dir := t.TempDir()
	before := filepath.Join(dir, "a.md")
	if err := os.WriteFile(before, []byte("before"), 0o600); err != nil {
		t.Fatal(err)
	}
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.add("a.md", func(w io.Writer) error { _, err := io.WriteString(w, "after"); return err }); err != nil {
		t.Fatal(err)
	}
	err = f.add("b.md", func(w io.Writer) error {
		_, _ = io.WriteString(w, "half of")
		return &os.PathError{Op: "write", Path: "b.md", Err: syscall.ENOSPC}
	})
	if flows.KeyOf(err) != "cli.unwritable" || !errors.Is(err, syscall.ENOSPC) {
		t.Errorf("the error is %v", err)
	}
	f.discard()
	if got := entries(t, dir); got != "a.md" {
		t.Errorf("there are %s", got)
	}
	if got, _ := os.ReadFile(before); string(got) != "before" {
		t.Errorf("a.md holds %q", got)
	}
}

func TestADirectoryThatWasMadeForNothingGoesAgain(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "out")
	f, err := openFolder(dir)
	if err != nil {
		t.Fatal(err)
	}
	f.discard()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there: %v", err)
	}
}

// The room for tickets is there before the tickets are.
func TestASheetHasItsRoomBeforehand(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sub", "tickets.csv")
	s, err := reserve(path, 1000)
	if err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(s.file.Name()); err != nil || info.Size() != 1000 {
		t.Errorf("%v, %v", info.Size(), err)
	}
	if err := s.fill("short"); err != nil {
		t.Fatal(err)
	}
	s.discard()
	if got, _ := os.ReadFile(path); string(got) != "short" {
		t.Errorf("the file holds %q", got)
	}
	if got := entries(t, filepath.Dir(path)); got != "tickets.csv" {
		t.Errorf("there are %s", got)
	}
}

// What is reserved for tickets is enough for any number of them.
func TestThereIsRoomForEveryTicket(t *testing.T) {
	r := flows.Round{ID: "5b0f6ab4-8f3c-4f3e-9a38-0d4b8f6f1a11", Title: "一轮", Unit: "某局", K: 5}
	for _, name := range []string{"slips.html", "tickets.csv"} {
		for _, n := range []int{1, 2, 99} {
			c := &ticketsCmd{Out: filepath.Join(t.TempDir(), name), Count: &n}
			room, err := c.reserve(english(), "test_bot", r)
			if err != nil {
				t.Fatal(err)
			}
			var tickets []flows.Ticket
			for i := range n {
				tickets = append(tickets, flows.NewTicket(r.ID, [15]byte{byte(i), byte(7 * i), byte(31 * i)}))
			}
			contents, err := c.contents(english(), "test_bot", r, tickets)
			if info, _ := room.file.Stat(); err != nil || info.Size() < int64(len(contents)) {
				t.Errorf("%s: room of %d for %d, %v", name, info.Size(), len(contents), err)
			}
			room.discard()
		}
	}
}

// Tickets that were issued are never lost: where the file fails after all they
// go to stdout.
func TestTicketsGoToStdoutWhereTheFileFails(t *testing.T) {
	dir := t.TempDir()
	s, err := reserve(filepath.Join(dir, "sub", "tickets.csv"), 100)
	if err != nil {
		t.Fatal(err)
	}
	defer s.discard()
	if err := os.RemoveAll(filepath.Join(dir, "sub")); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	p := &program{stdout: &out, zone: time.UTC, lang: "en"}
	filed, err := p.handOut(s, "<html>", nil, "ticket,link\nT,L\n", "cli.tickets_on_stdout")
	if filed || flows.KeyOf(err) != "cli.tickets_on_stdout" || out.String() != "ticket,link\nT,L\n" {
		t.Errorf("%v, stdout %q", err, out.String())
	}
}

func TestOutputThatCannotBeWrittenIsAFailure(t *testing.T) {
	full, err := os.OpenFile("/dev/full", os.O_WRONLY, 0)
	if err != nil {
		t.Skip("there is no /dev/full here")
	}
	defer full.Close()
	for _, args := range [][]string{{"version"}, {"keygen"}, {"--help"}, {"round", "list", "--json"}} {
		var errs bytes.Buffer
		code := run(t.Context(), args, environ(world(t, nil)), nil, full, &errs, time.Now)
		if code != 1 || !strings.Contains(errs.String(), "could not be written: the disk is full") {
			t.Errorf("%v: %d %q", args, code, errs.String())
		}
	}
}
