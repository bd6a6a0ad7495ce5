package storage_test

import (
	"slices"
	"strings"
	"testing"

	"filippo.io/age"

	"soundings/flows"
	"soundings/storage"
)

// aTalk is of wang with li.
func aTalk(date, given string) flows.Talk {
	return flows.Talk{By: "wang", With: []flows.Counterpart{{Member: "li"}}, Kind: flows.PrincipalTalk, Date: date, Given: given,
		Received: "布置多检查少。另外的一句话"}
}

// talkID is made as a conversation makes it.
func talkID(n byte) flows.TalkID {
	return flows.TalkID(storage.ReceiptID(flows.NewReceipt([19]byte{n, 't'})))
}

// logs keeps a talk of 2 November and gives its id.
func (h *house) logs(round flows.RoundID, n byte) flows.TalkID {
	h.t.Helper()
	h.must(h.talks.Put(h.t.Context(), round, talkID(n), aTalk("2026-11-02", "多到窗口看看")))
	return talkID(n)
}

func (h *house) talk(round flows.RoundID, id flows.TalkID) flows.TalkRecord {
	h.t.Helper()
	r, err := h.talks.Find(h.t.Context(), round, id)
	h.must(err)
	return r
}

// listed fails unless these are the talks of a round, by what was said.
func (h *house) listed(round flows.RoundID, want ...string) {
	h.t.Helper()
	all, err := h.talks.List(h.t.Context(), round)
	h.must(err)
	var got []string
	for _, r := range all {
		got = append(got, r.Talk.Given)
	}
	if !slices.Equal(got, want) {
		h.t.Errorf("talks %q, want %q", got, want)
	}
}

func TestATalkIsKeptOnceAndReadWhileTheRoundIsOpen(t *testing.T) {
	own, _ := age.GenerateX25519Identity()
	for name, recipient := range map[string]string{"the service's key": "", "an organizer's own key": own.Recipient().String()} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, h *house) {
				id := h.open(func(r *flows.Round) { team(r); r.Recipient = recipient }).ID
				for range 2 { // an update may come again
					h.must(h.talks.Put(t.Context(), id, talkID(1), aTalk("2026-11-02", "后一次")))
					h.must(h.talks.Put(t.Context(), id, talkID(2), aTalk("2026-10-30", "前一次")))
					h.now = h.now.AddDate(0, 0, 1)
				}
				h.listed(id, "前一次", "后一次")
				if r := h.talk(id, talkID(1)); r.Logged != "2026-11-02" || r.ID != talkID(1) || r.Edition != 0 {
					t.Errorf("%+v", r)
				}
				wantKey(t, h.talks.Put(t.Context(), id, talkID(1), aTalk("2026-11-02", "另一次")), "talk.taken")
				h.close(id)
				h.listed(id, "前一次", "后一次")
				h.must(second(h.rounds.Destroy(t.Context(), id)))
				h.listed(id)
			})
		})
	}
}

func TestTalksThatAreNotTaken(t *testing.T) {
	h := newHouse(t)
	id := h.open(team).ID
	for want, talk := range map[string]flows.Talk{
		"talk.bad_member": {By: "chen", With: []flows.Counterpart{{Member: "li"}}, Kind: flows.MemberTalk, Date: "2026-11-02", Own: "不够"},
		"talk.bad_date":   aTalk("2026-11-03", "明天才谈"),
		"talk.bad_text":   {By: "wang", With: []flows.Counterpart{{Member: "li"}}, Kind: flows.PrincipalTalk, Date: "2026-11-02"},
	} {
		wantKey(t, h.talks.Put(t.Context(), id, talkID(1), talk), want)
		wantKey(t, h.talks.Edit(t.Context(), id, h.logs(id, 2), talk), want)
	}
	h.listed(id, "多到窗口看看")
	_, err := h.talks.Find(t.Context(), id, talkID(1))
	wantKey(t, err, "talk.unknown")
	wantKey(t, h.talks.Edit(t.Context(), id, talkID(1), aTalk("2026-11-02", "没有")), "talk.unknown")
}

func TestBothSidesHaveTheirOwnWords(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		round := h.open(team).ID
		id := h.logs(round, 1)
		h.must(h.talks.Answer(t.Context(), round, id, flows.TalkAnswer{By: "li", Verdict: flows.TalkCorrected, Text: "接受",
			Corrections: []flows.TalkCorrection{{Field: flows.GivenField, Says: "多听企业的"}}}))
		h.now = h.now.AddDate(0, 0, 1)
		for range 2 {
			h.must(h.talks.Edit(t.Context(), round, id, aTalk("2026-11-01", "多到窗口去")))
		}
		r := h.talk(round, id)
		if r.Talk.Given != "多到窗口去" || r.Edition != 1 || r.Edited != "2026-11-03" || r.Logged != "2026-11-02" {
			t.Errorf("the logger's: %+v", r)
		}
		if a := r.Answers[0]; a.Corrections[0].Was != "多到窗口看看" || a.Corrections[0].Says != "多听企业的" || a.Day != "2026-11-02" {
			t.Errorf("the other side's: %+v", a)
		}
		wantKey(t, h.talks.Answer(t.Context(), round, id, flows.TalkAnswer{By: "zhao", Verdict: flows.TalkConfirmed}), "talk.not_yours")
		theirs := aTalk("2026-11-02", "改成别的")
		theirs.By = "zhao"
		wantKey(t, h.talks.Edit(t.Context(), round, id, theirs), "talk.not_yours")
		wantKey(t, h.talks.Withdraw(t.Context(), round, id, "zhao"), "talk.not_yours")
		for range 2 {
			h.must(h.talks.Withdraw(t.Context(), round, id, "li"))
		}
		if r := h.talk(round, id); len(r.Answers) != 0 || r.Talk.Given != "多到窗口去" {
			t.Errorf("after the other side took its own back: %+v", r)
		}
	})
}

// A late retry of what stored it does not bring a withdrawn talk back.
func TestAWithdrawnTalkStaysAway(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	for range 2 {
		h.must(h.talks.Withdraw(t.Context(), round, id, "wang"))
		h.listed(round)
	}
	wantKey(t, h.talks.Put(t.Context(), round, id, aTalk("2026-11-02", "多到窗口看看")), "talk.withdrawn")
	wantKey(t, h.talks.Edit(t.Context(), round, id, aTalk("2026-11-02", "多到窗口去")), "talk.withdrawn")
	_, err := h.talks.Find(t.Context(), round, id)
	wantKey(t, err, "talk.withdrawn")
}

func TestTalksAreFrozenWhenTheRoundCloses(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	other := storage.NewTalks(h.roundsOn(h.store)) // another process, which knows the round as open
	h.close(round)
	for _, talks := range []*storage.Talks{h.talks, other} {
		for name, err := range map[string]error{
			"a new one":   talks.Put(t.Context(), round, talkID(2), aTalk("2026-11-02", "迟到的")),
			"a change":    talks.Edit(t.Context(), round, id, aTalk("2026-11-02", "迟到的")),
			"an answer":   talks.Answer(t.Context(), round, id, flows.TalkAnswer{By: "li", Verdict: flows.TalkConfirmed}),
			"taking back": talks.Withdraw(t.Context(), round, id, "wang"),
			"carrying":    talks.Carry(t.Context(), round, "wang", carried(1, id)),
		} {
			if flows.KeyOf(err) != "talk.too_late" || flows.ArgsOf(err)["title"] != "专题民主生活会" {
				t.Errorf("%s: %v %v", name, err, flows.ArgsOf(err))
			}
		}
	}
	h.listed(round, "多到窗口看看")
	wantKey(t, h.talks.Put(t.Context(), h.draft(team).ID, talkID(1), aTalk("2026-11-02", "还没开始")), "round.is_draft")
}

// Both sides write at the same time, of a process each: neither is lost.
func TestWhatAnotherProcessWroteMeanwhileStays(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	answer := flows.TalkAnswer{By: "li", Verdict: flows.TalkObjected, Text: "当天没有谈"}
	stalled := &stalled{Store: h.store, at: "talks", meanwhile: func() { h.must(h.talks.Answer(t.Context(), round, id, answer)) }}
	h.must(storage.NewTalks(h.roundsOn(stalled)).Edit(t.Context(), round, id, aTalk("2026-11-02", "多到窗口去")))
	if r := h.talk(round, id); len(r.Standing()) != 1 || r.Talk.Given != "多到窗口去" {
		t.Errorf("%+v", r)
	}
}

// A confirmation is of what was shown: what was changed meanwhile is not confirmed.
func TestNobodyConfirmsWhatTheyDidNotSee(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	edit := func() { h.must(h.talks.Edit(t.Context(), round, id, aTalk("2026-11-02", "多到窗口去"))) }
	server := storage.NewTalks(h.roundsOn(&stalled{Store: h.store, at: "talks", meanwhile: edit}))
	wantKey(t, server.Answer(t.Context(), round, id, flows.TalkAnswer{By: "li", Verdict: flows.TalkConfirmed}), "talk.changed")
	h.must(server.Answer(t.Context(), round, id, flows.TalkAnswer{By: "li", Verdict: flows.TalkConfirmed, Edition: 1}))
}

func TestTalksAreAllAlikeInTheStore(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	h.logs(round, 1)
	long := aTalk("2026-11-02", strings.Repeat("长", 400))
	long.Own, long.At = strings.Repeat("短", 400), "小会议室"
	h.must(h.talks.Put(t.Context(), round, talkID(2), long))
	h.must(h.talks.Withdraw(t.Context(), round, h.logs(round, 3), "wang"))
	h.must(h.talks.Carry(t.Context(), round, "wang", carried(1, talkID(1))))
	for _, name := range []string{"talks", "talkopinions"} {
		for _, rec := range h.records(round, name) {
			if len(rec.Value) != 4096+40 || rec.Version < 1e18 {
				t.Errorf("%s: %d bytes at version %d", name, len(rec.Value), rec.Version)
			}
		}
	}
}
