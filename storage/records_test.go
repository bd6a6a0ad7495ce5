package storage_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"filippo.io/age"

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
	if all, err := h.opinions.All(t.Context(), r.ID, nil); len(all) != 1 || all[0].Opinion != o || all[0].ID != h.opinions.ID(receipt(1)) || err != nil {
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

func TestAnEditedRecipientIsTheOneThatOpens(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	h := newHouse(t)
	r, err := h.rounds.Create(t.Context(), flows.Round{Title: "一轮", Unit: "某局", K: 5, Admission: flows.Open,
		Aspects: []flows.Aspect{{ID: "a1", Label: "理论学习", Text: "理论学习方面"}}, Members: []flows.Member{{ID: "wang", Name: "王建国"}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []func(flows.Round) (flows.Round, error){
		func(r flows.Round) (flows.Round, error) { r.Recipient = own.Recipient().String(); return r, nil },
		func(r flows.Round) (flows.Round, error) { return r.Open(h.now) },
	} {
		if _, err := h.rounds.Change(t.Context(), r.ID, step); err != nil {
			t.Fatal(err)
		}
	}
	if err := h.opinions.Put(t.Context(), r.ID, receipt(1), anOpinion("只有组织者能看")); err != nil {
		t.Fatal(err)
	}
	h.close(r.ID)
	_, err = h.opinions.All(t.Context(), r.ID, nil)
	wantKey(t, err, "identity.needed")
	if all, err := h.opinions.All(t.Context(), r.ID, own); len(all) != 1 || err != nil {
		t.Errorf("the organizer reads %d, %v", len(all), err)
	}
}
