package storage_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"filippo.io/age"
	"github.com/google/go-cmp/cmp"

	"soundings/flows"
	"soundings/storage"
)

func wantKey(t *testing.T, err error, key string) {
	t.Helper()
	if flows.KeyOf(err) != key {
		t.Errorf("error %v, want %s", err, key)
	}
}

func TestFiftyChatsAtOneTicketExactlyOneGetsIn(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	tickets, err := h.tickets.Issue(t.Context(), r.ID, 1)
	if err != nil {
		t.Fatal(err)
	}
	var in, used atomic.Int32
	var all sync.WaitGroup
	for i := range 50 {
		all.Go(func() {
			switch err := h.tickets.Join(t.Context(), r.ID, tickets[0], flows.Participant(fmt.Sprintf("%032x", i))); {
			case err == nil:
				in.Add(1)
			case flows.KeyOf(err) == "ticket.used":
				used.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	issued, participants, _, err := h.tickets.Counts(t.Context(), r.ID)
	if in.Load() != 1 || used.Load() != 49 || issued != 1 || participants != 1 || err != nil {
		t.Errorf("%d in, %d told it was used, %d participants of %d tickets, %v", in.Load(), used.Load(), participants, issued, err)
	}
}

func TestComingBackSpendsNoSecondTicket(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	tickets, _ := h.tickets.Issue(t.Context(), r.ID, 2)
	for _, ticket := range []flows.Ticket{tickets[0], tickets[0], tickets[1]} {
		if err := h.tickets.Join(t.Context(), r.ID, ticket, "aa"); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.tickets.Join(t.Context(), r.ID, tickets[1], "bb"); err != nil {
		t.Errorf("the second ticket was burned: %v", err)
	}
}

func TestTicketsThatLetNobodyIn(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	tickets, _ := h.tickets.Issue(t.Context(), r.ID, 1)
	wantKey(t, h.tickets.Join(t.Context(), r.ID, flows.NewTicket(r.ID, [15]byte{1}), "aa"), "ticket.unknown")
	h.close(r.ID)
	wantKey(t, h.tickets.Join(t.Context(), r.ID, tickets[0], "aa"), "round.is_closed")
}

func TestNothingToSayIsNotedOnce(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	for _, p := range []flows.Participant{"aa", "aa", "bb"} {
		if err := h.tickets.Nothing(t.Context(), r.ID, p); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, nothing, _ := h.tickets.Counts(t.Context(), r.ID); nothing != 2 {
		t.Errorf("%d marks, want 2", nothing)
	}
}

func TestAnOpinionComesBackToItsReceiptOnly(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	o := anOpinion("窗口办事要跑三趟")
	for range 2 { // a repeat is no error and keeps one
		if err := h.opinions.Put(t.Context(), r.ID, receipt(1), o); err != nil {
			t.Fatal(err)
		}
	}
	id, got, err := h.opinions.Find(t.Context(), receipt(1))
	if id != r.ID || got != o || err != nil {
		t.Errorf("found %+v in %s, %v", got, id, err)
	}
	_, _, err = h.opinions.Find(t.Context(), receipt(2))
	wantKey(t, err, "receipt.unknown")
	wantKey(t, h.opinions.Put(t.Context(), r.ID, receipt(1), anOpinion("另一句话在这里")), "receipt.taken")
	h.close(r.ID)
	if all, err := h.opinions.All(t.Context(), r.ID, nil); len(all) != 1 || all[0] != o || err != nil {
		t.Errorf("all %+v, %v", all, err)
	}
}

func TestNothingIsReadWhileOpenAndNothingLandsAfterClose(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	_, err := h.opinions.All(t.Context(), r.ID, nil)
	wantKey(t, err, "round.not_closed")
	other := storage.NewRounds(h.vault()) // another process, which knows the round as open
	if err := other.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	h.close(r.ID)
	wantKey(t, storage.NewOpinions(other).Put(t.Context(), r.ID, receipt(1), anOpinion("迟到的一条意见")), "round.is_closed")
	if all, err := h.opinions.All(t.Context(), r.ID, nil); len(all) != 0 || err != nil {
		t.Errorf("%d opinions landed after close, %v", len(all), err)
	}
}

func (h *house) vault() *storage.Vault {
	h.t.Helper()
	v, err := storage.Unlock(h.t.Context(), h.store, storage.NewKeys(serviceKey), h.clock)
	if err != nil {
		h.t.Fatal(err)
	}
	return v
}

func TestExtendingByAnotherProcessDoesNotStopAWriter(t *testing.T) {
	h := newHouse(t)
	r := h.open(func(r *flows.Round) { r.Closes = h.now.AddDate(0, 0, 1) })
	other := storage.NewRounds(h.vault())
	if _, err := other.Change(t.Context(), r.ID, func(r flows.Round) (flows.Round, error) {
		return r.Extend(h.now.AddDate(0, 0, 9), h.now)
	}); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.AddDate(0, 0, 2) // behind the date that this process knows
	if err := h.rounds.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := h.opinions.Put(t.Context(), r.ID, receipt(1), anOpinion("延期以后的意见")); err != nil {
		t.Error(err)
	}
}

func TestAnOrganizersOwnKeyIsTheOnlyOneThatOpens(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	stranger, _ := age.GenerateX25519Identity()
	h := newHouse(t)
	r := h.open(func(r *flows.Round) { r.Recipient = own.Recipient().String() })
	o := anOpinion("只有组织者能看")
	if err := h.opinions.Put(t.Context(), r.ID, receipt(1), o); err != nil {
		t.Fatal(err)
	}
	if _, got, err := h.opinions.Find(t.Context(), receipt(1)); got != o || err != nil {
		t.Errorf("the author reads back %+v, %v", got, err)
	}
	h.close(r.ID)
	_, err := h.opinions.All(t.Context(), r.ID, nil)
	wantKey(t, err, "identity.needed")
	_, err = h.opinions.All(t.Context(), r.ID, stranger)
	wantKey(t, err, "identity.wrong")
	if all, err := h.opinions.All(t.Context(), r.ID, own); len(all) != 1 || err != nil {
		t.Errorf("the organizer reads %d, %v", len(all), err)
	}
}

func TestASessionsRoundPartDiesWithTheRound(t *testing.T) {
	h := newHouse(t)
	r := h.open(nil)
	data := flows.SessionData{Common: []byte("common"), Parts: map[flows.RoundID][]byte{r.ID: []byte("draft")}}
	if err := h.sessions.Save(t.Context(), "seat", data); err != nil {
		t.Fatal(err)
	}
	wantKey(t, h.sessions.Save(t.Context(), "seat", data), "session.changed")
	got, err := h.sessions.Load(t.Context(), "seat")
	data.Version = 1
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
	if err := h.sessions.Save(t.Context(), "seat", flows.SessionData{Common: []byte("x")}); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.AddDate(0, 0, 1)
	if got, _ := h.sessions.Load(t.Context(), "seat"); got.Version != 1 {
		t.Error("gone within a day")
	}
	h.now = h.now.AddDate(0, 0, 1)
	if got, _ := h.sessions.Load(t.Context(), "seat"); got.Version != 0 {
		t.Error("still there after two days")
	}
}

func TestAWrongServiceKeyIsRefusedAndNothingIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.db")
	h := houseOn(t, path)
	h.open(nil)
	if err := h.store.(*storage.SQLite).Checkpoint(t.Context()); err != nil {
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
	if err := h.sessions.Save(t.Context(), "seat", data); err != nil {
		t.Fatal(err)
	}
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
		if err != nil || rec.Version != 1 {
			t.Fatal(rec.Version, err)
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
