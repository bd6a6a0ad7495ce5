package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"soundings/flows"
	"soundings/storage"
)

func TestAWrongServiceKeyIsRefusedAndNothingIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	h := houseOn(t, path)
	h.open(nil)
	if err := h.store.(*storage.SQLite).Settle(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	before, _ := os.ReadFile(path)
	_, err := storage.Unlock(t.Context(), h.store, storage.NewKeys("AGE-SECRET-KEY-1OTHER"), h.clock)
	wantKey(t, err, "key.wrong")
	if after, _ := os.ReadFile(path); !bytes.Equal(before, after) {
		t.Error("the file was changed")
	}
}

func TestTheFilesHoldNoPlaintext(t *testing.T) {
	dir := t.TempDir()
	h := houseOn(t, filepath.Join(dir, "s.db"))
	r := h.open(team)
	tickets, _ := h.tickets.Issue(t.Context(), r.ID, 3)
	if err := h.tickets.Join(t.Context(), r.ID, tickets[0], "aa"); err != nil {
		t.Fatal(err)
	}
	if err := h.opinions.Put(t.Context(), r.ID, receipt(1), anOpinion("CANARY-TEXT 窗口")); err != nil {
		t.Fatal(err)
	}
	data := flows.SessionData{Common: []byte("CANARY-COMMON"), Parts: map[flows.RoundID][]byte{r.ID: []byte("CANARY-DRAFT")}}
	h.save("chat", data)
	link := h.invite(r.ID, "wang", "li")
	h.claims(link[0], "CANARY-MEMBER", "wang")
	h.must(h.talks.Put(t.Context(), r.ID, talkID(1), aTalk("2026-11-02", "CANARY-TALK 多到窗口")))
	h.must(h.talks.Carry(t.Context(), r.ID, "wang", carried(1, talkID(1))))
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	raw := []byte{}
	for _, f := range files {
		b, _ := os.ReadFile(f)
		raw = append(raw, b...)
	}
	for _, secret := range []string{"CANARY", "窗口", r.Title, "王建国", string(tickets[0]), string(tickets[1]), string(receipt(1)), "AGE-SECRET",
		link[0], link[1], "布置多检查少", "李红", "2026-11-02"} {
		if bytes.Contains(raw, []byte(secret)) {
			t.Errorf("the files hold %q", secret)
		}
	}
	if !bytes.Contains(raw, []byte(r.ID)) {
		t.Error("the files do not even hold the round's id: is this the right directory?")
	}
}

func TestOpinionsAreAllAlikeInTheStore(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	short, long := anOpinion("五个字以上"), anOpinion("这一条稍微长一些，但还在同一个五百一十二字节的台阶里")
	for i, o := range []flows.Opinion{short, long} {
		if err := h.opinions.Put(t.Context(), r.ID, receipt(byte(i)), o); err != nil {
			t.Fatal(err)
		}
	}
	sizes := map[int]int{}
	for rec, err := range h.store.List(t.Context(), storage.Collection{Tag: string(r.ID), Name: "opinions"}) {
		if err != nil {
			t.Fatal(err)
		}
		sizes[len(rec.Value)]++
	}
	if len(sizes) != 1 {
		t.Errorf("sizes tell them apart: %v", sizes)
	}
}

func TestARoundsLifeIsOneWayAcrossProcesses(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	var closed atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			_, err := storage.NewRounds(h.vault()).Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) { return r.Close(h.now) })
			if err == nil {
				closed.Add(1)
			} else {
				wantKey(t, err, "round.is_closed")
			}
		})
	}
	all.Wait()
	if closed.Load() != 1 {
		t.Errorf("closed %d times", closed.Load())
	}
	if _, err := h.rounds.Secret(t.Context(), r.ID); err == nil {
		h.rounds.Refresh(t.Context())
		_, err = h.rounds.Secret(t.Context(), r.ID)
		wantKey(t, err, "round.is_closed")
	}
}

// The old keys must not wait in the log for whoever copies the folder while the
// bot runs on (promise 5).
func TestClosingLeavesNoDestroyedKeyInTheLog(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	h := houseOn(t, path)
	r := h.open(nil)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Fatalf("there is no log to look at: %v", err)
	}
	h.close(r.ID)
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() != 0 {
		t.Errorf("the log still has %d bytes after closing, %v", info.Size(), err)
	}
}
