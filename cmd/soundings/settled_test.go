package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"soundings/bot/telegramtest"
	"soundings/configs"
	"soundings/flows"
	"soundings/storage"
	"soundings/storage/storagetest"
)

// A service that is stopped, copied and started again shows no order either
// (promise 7): it leaves the file as VACUUM would write it.
func TestServeLeavesTheStoreSettled(t *testing.T) {
	server := telegramtest.New(t)
	s := startWith(t, server, nil)
	for i := range 5 {
		someone := server.Person(2000+int64(i), telegramtest.Lang("en"))
		someone.Send("/start")
		someone.See("Opinions are gathered here anonymously")
	}
	if code := s.Stop(); code != 0 {
		t.Fatalf("stopped with %d:\n%s", code, s.Log())
	}
	wantSettled(t, strings.TrimPrefix(s.Env["SOUNDINGS_STORE"], "sqlite:"))
}

func TestTryLeavesAKeptSampleSettled(t *testing.T) {
	home, dir := t.TempDir(), t.TempDir()
	ctx, cancel := context.WithCancel(t.Context())
	inSample(t, home, dir, func(p *program, h *house) {
		r, err := p.sampleRound(ctx, h, dir)
		if err != nil {
			t.Fatal(err)
		}
		l, err := listenNear("127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := p.tryOut(ctx, h, r, l); err != nil {
			t.Fatal(err)
		}
	})
	wantSettled(t, filepath.Join(dir, "soundings.db"))
}

// wantSettled compares a database that nobody uses with what VACUUM makes of it.
// The header is not compared: it counts changes.
func wantSettled(t *testing.T, path string) {
	t.Helper()
	const header = 100
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", path)
	if err == nil {
		_, err = db.Exec("PRAGMA secure_delete(ON); VACUUM")
	}
	if err = errors.Join(err, db.Close()); err != nil {
		t.Fatal(err)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(before[header:], after[header:]) {
		t.Error("the file was not settled")
	}
}

// An unsettling store cannot be settled, for this reason.
type unsettling struct {
	storage.Store
	because error
}

func (s unsettling) Settle(context.Context, []storage.Collection) error { return s.because }

// Where what was destroyed may still be in the store's files, closing and
// destroying say so, and what to do; they succeed all the same.
func TestWhatCouldNotBeSettledIsSaid(t *testing.T) {
	for _, c := range []struct {
		name    string
		because error
		says    string
	}{
		{"settled", nil, ""},
		{"another reads", flows.Fail(flows.Internal, "store.broken", nil), "soundings: What was written or destroyed before may still be seen"},
		{"Redis forbids it", flows.Fail(flows.Refused, "store.order_stays", nil), "soundings: Redis forbids BGREWRITEAOF"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var errs bytes.Buffer
			p := english()
			p.stderr = &errs
			h := houseOn(t, p, unsettling{storagetest.Open(t, "sqlite:"+filepath.Join(t.TempDir(), "s.db"), time.Now), c.because})
			r, err := p.newSampleRound(t.Context(), h)
			if err != nil {
				t.Fatal(err)
			}
			said := func(err error) string {
				if err != nil {
					t.Fatal(err)
				}
				defer errs.Reset()
				return errs.String()
			}
			if got := said((&roundCloseCmd{ID: string(r.ID)}).close(t.Context(), p, h)); !says(got, c.says) {
				t.Errorf("closing says %q", got)
			}
			if got := said((&roundDestroyCmd{ID: string(r.ID), Yes: true}).destroy(t.Context(), p, h)); !says(got, c.says) {
				t.Errorf("destroying says %q", got)
			}
			if p.leave(t.Context(), h); !says(errs.String(), c.says) {
				t.Errorf("leaving says %q", errs.String())
			}
		})
	}
}

// A Redis that forbids it is told of once. It is not said that it is tried again
// and again, nor afterwards that it goes on.
func TestWhatRedisForbidsIsSaidOnce(t *testing.T) {
	var log bytes.Buffer
	p, at := english(), time.Now()
	p.now = func() time.Time { return at }
	h := houseOn(t, p, unsettling{storagetest.Open(t, "sqlite:"+filepath.Join(t.TempDir(), "s.db"), time.Now),
		flows.Fail(flows.Refused, "store.order_stays", nil)})
	p.log = newLogger(&log, configs.Defaults().Log)
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 5*tendEvery)
		defer cancel()
		if err := p.tend(ctx, h); err != nil {
			t.Error(err)
		}
	})
	if lines := strings.Count(log.String(), "\n"); lines != 1 || !strings.Contains(log.String(), "BGREWRITEAOF") {
		t.Errorf("the log says:\n%s", log.String())
	}
}

// says is whether a line is one that begins so; nothing is to be said where want is empty.
func says(line, want string) bool {
	return strings.HasPrefix(line, want) && (line == "") == (want == "")
}

func houseOn(t *testing.T, p *program, store storage.Store) *house {
	t.Helper()
	h, err := p.furnish(t.Context(), store, storage.NewKeys(serviceKey(t)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return h
}
