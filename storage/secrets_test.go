package storage_test

import (
	"bytes"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

func TestASessionsRoundPartDiesWithTheRound(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	data := flows.SessionData{Common: []byte("common"), Parts: map[flows.RoundID][]byte{r.ID: []byte("draft")}}
	version := h.save("seat", data)
	_, err := h.sessions.Save(t.Context(), "seat", data)
	wantKey(t, err, "session.changed")
	got, err := h.sessions.Load(t.Context(), "seat")
	data.Version = version
	if diff := cmp.Diff(data, got); diff != "" || err != nil {
		t.Errorf("loaded (-want +got), %v:\n%s", err, diff)
	}
	h.close(r.ID)
	got, err = h.sessions.Load(t.Context(), "seat")
	if string(got.Common) != "common" || len(got.Parts) != 0 || !got.Lost || err != nil {
		t.Errorf("after closing: %+v, %v", got, err)
	}
}

func TestASessionIsGoneAfterItsDays(t *testing.T) {
	h := newHouse(t)
	version := h.save("seat", flows.SessionData{Common: []byte("x")})
	h.now = h.now.AddDate(0, 0, 1)
	if got, _ := h.sessions.Load(t.Context(), "seat"); got.Version != version {
		t.Error("gone within a day")
	}
	h.now = h.now.AddDate(0, 0, 1)
	if got, _ := h.sessions.Load(t.Context(), "seat"); got.Version != 0 {
		t.Error("still there after two days")
	}
}

// What remains of a session's time tells a round, not a moment (promise 7).
func TestSessionsOfARoundEndTogether(t *testing.T) {
	for name, closes := range map[string]time.Time{"with a date": time.Date(2026, 11, 20, 16, 0, 0, 0, time.UTC), "without": {}} {
		t.Run(name, func(t *testing.T) {
			h := newHouse(t)
			r := h.open(func(r *flows.Round) { r.Closes = closes })
			in := flows.SessionData{Parts: map[flows.RoundID][]byte{r.ID: []byte("draft")}}
			h.save("first", in)
			h.now = h.now.AddDate(0, 0, 17) // the last day
			h.save("second", in)
			version := h.save("nowhere", flows.SessionData{Common: []byte("x")})
			h.now = h.now.AddDate(0, 0, 1)
			for _, seat := range []flows.Seat{"first", "second"} {
				if got, _ := h.sessions.Load(t.Context(), seat); len(got.Parts) != 1 {
					t.Errorf("the %s is gone on the last day", seat)
				}
			}
			if got, _ := h.sessions.Load(t.Context(), "nowhere"); got.Version != version {
				t.Error("gone within a day")
			}
			if ends := h.expiries(); len(ends) != 2 {
				t.Errorf("sessions of the round end at %v, want one end for them and one for who is in none", ends)
			}
		})
	}
}

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
	r := h.open(nil)
	tickets, _ := h.tickets.Issue(t.Context(), r.ID, 3)
	if err := h.tickets.Join(t.Context(), r.ID, tickets[0], "aa"); err != nil {
		t.Fatal(err)
	}
	if err := h.opinions.Put(t.Context(), r.ID, receipt(1), anOpinion("CANARY-TEXT 窗口")); err != nil {
		t.Fatal(err)
	}
	data := flows.SessionData{Common: []byte("CANARY-COMMON"), Parts: map[flows.RoundID][]byte{r.ID: []byte("CANARY-DRAFT")}}
	h.save("seat", data)
	files, _ := filepath.Glob(filepath.Join(dir, "*"))
	raw := []byte{}
	for _, f := range files {
		b, _ := os.ReadFile(f)
		raw = append(raw, b...)
	}
	for _, secret := range []string{"CANARY", "窗口", r.Title, "王建国", string(tickets[0]), string(tickets[1]), string(receipt(1)), "AGE-SECRET"} {
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

func TestADamagedSessionLocksNobodyOut(t *testing.T) {
	h := newHouse(t)
	version := h.save("seat", flows.SessionData{Common: []byte("x")})
	at := storage.Key{Collection: storage.Collection{Tag: "seat", Name: "session", Fleeting: true}, ID: "s"}
	rec, err := h.store.Get(t.Context(), at)
	if err != nil {
		t.Fatal(err)
	}
	rec.Value[40] ^= 1
	op := storage.Op{Do: storage.Put, Key: at, Expect: version, Value: rec.Value, Expires: h.now.AddDate(0, 0, 1)}
	if err := h.store.Apply(t.Context(), op); err != nil {
		t.Fatal(err)
	}
	data, err := h.sessions.Load(t.Context(), "seat")
	if err != nil || !data.Lost || data.Version != version+1 {
		t.Fatalf("loaded %+v, %v", data, err)
	}
	h.save("seat", data)
}

// expiries are the moments at which sessions end.
func (h *house) expiries() (ends []int64) {
	h.t.Helper()
	rows, err := raw(h.t, filepath.Join(h.dir, "soundings.db")).Query("SELECT DISTINCT expires FROM records WHERE name = 'session'")
	if err != nil {
		h.t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var end int64
		if err := rows.Scan(&end); err != nil {
			h.t.Fatal(err)
		}
		ends = append(ends, end)
	}
	return ends
}
