package main

import (
	"bytes"
	"context"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"soundings/configs"
	"soundings/flows"
)

// inSample does something with the store of “try --data dir”.
func inSample(t *testing.T, home, dir string, do func(*program, *house)) {
	t.Helper()
	p := &program{environ: []string{"HOME=" + home}, stdout: io.Discard, stderr: io.Discard, now: time.Now, zone: time.UTC,
		log: newLogger(io.Discard, configs.Defaults().Log)}
	s, forget, err := (&tryCmd{Data: dir}).settings(p)
	if err != nil {
		t.Fatal(err)
	}
	defer forget()
	h, err := p.open(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	defer h.close()
	do(p, h)
}

func (h *house) counted(t *testing.T, r flows.Round) (participants, nothing int) {
	t.Helper()
	_, participants, nothing, err := h.tickets.Counts(t.Context(), r.ID)
	if err != nil {
		t.Fatal(err)
	}
	return participants, nothing
}

// A sample that is kept goes on where it was; once it has closed, or when its
// preparation was interrupted, there is a new one in which all have spoken.
func TestASampleIsKeptOrMadeAnew(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	sample := func() (r flows.Round) {
		inSample(t, home, dir, func(p *program, h *house) {
			var err error
			if r, err = p.sampleRound(t.Context(), h, dir); err != nil {
				t.Fatal(err)
			}
			if participants, nothing := h.counted(t, r); participants != 12 || nothing != 1 {
				t.Errorf("%d took part, %d had nothing to say; want 12 and 1", participants, nothing)
			}
		})
		return r
	}
	first := sample()
	if again := sample(); again.ID != first.ID {
		t.Error("a kept sample was not used again")
	}
	inSample(t, home, dir, func(_ *program, h *house) {
		if _, err := h.office.Close(t.Context(), first.ID); err != nil {
			t.Fatal(err)
		}
		result, err := h.office.Release(t.Context(), first.ID, nil)
		if err != nil || len(result.Model.Opinions) != 11 {
			t.Errorf("%d opinions, %v; want 11", len(result.Model.Opinions), err)
		}
	})
	second := sample()
	if second.ID == first.ID {
		t.Error("a closed sample was offered again")
	}
	if err := os.Remove(filepath.Join(dir, "sample-round")); err != nil { // as if it had been interrupted
		t.Fatal(err)
	}
	if third := sample(); third.ID == second.ID {
		t.Error("half a sample was taken for a whole one")
	}
}

func TestTryLeavesRealDataAlone(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	inSample(t, home, dir, func(p *program, h *house) {
		r, err := p.newSampleRound(t.Context(), h)
		if err != nil {
			t.Fatal(err)
		}
		r.ID, r.Title = "", "真的一轮"
		if r, err = h.rounds.Create(t.Context(), r); err != nil {
			t.Fatal(err)
		}
		if err := h.rounds.Refresh(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := p.sampleRound(t.Context(), h, dir); flows.KeyOf(err) != "cli.try_real_data" {
			t.Errorf("error %v", err)
		}
	})
}

func TestABusyPortLeadsToTheNext(t *testing.T) {
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	l, err := listenNear(busy.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if l.Addr().(*net.TCPAddr).Port <= busy.Addr().(*net.TCPAddr).Port {
		t.Errorf("listens on %v, beside %v", l.Addr(), busy.Addr())
	}
}

func TestAnOpenAddressIsWarnedOf(t *testing.T) {
	l, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if address, exposed := pageAddress(l); !exposed || !strings.HasPrefix(address, "http://127.0.0.1:") {
		t.Errorf("%s, exposed %v", address, exposed)
	}
}

func TestATemporarySampleLeavesNothingBehind(t *testing.T) {
	tmp := t.TempDir()
	t.Setenv("TMPDIR", tmp)
	ctx, cancel := context.WithCancel(t.Context())
	out := &lockedBuffer{}
	done := make(chan int, 1)
	go func() {
		done <- run(ctx, []string{"try", "--listen", "127.0.0.1:0"}, []string{"HOME=" + tmp}, nil, out, &bytes.Buffer{}, time.Now)
	}()
	for grown := out.grown(); !strings.Contains(out.String(), "http://"); grown = out.grown() {
		select {
		case <-grown:
		case code := <-done:
			t.Fatalf("ended with %d", code)
		case <-time.After(20 * time.Second):
			t.Fatal("never serves")
		}
	}
	cancel()
	if code := <-done; code != 0 {
		t.Errorf("ended with %d", code)
	}
	if left, _ := filepath.Glob(filepath.Join(tmp, "*")); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}
