package storage_test

import (
	"testing"

	"soundings/flows"
	"soundings/storage"
)

// carried is what li said of wang, carried over from a talk.
func carried(n byte, from flows.TalkID) flows.TalkOpinion {
	return flows.TalkOpinion{ID: flows.CarriedID(storage.ReceiptID(flows.NewReceipt([19]byte{n, 'c'}))), Talk: from,
		Subject: "wang", Aspect: "a1", Kind: flows.Problem, Text: "布置多检查少"}
}

func (h *house) carry(round flows.RoundID, n byte, from flows.TalkID) flows.CarriedID {
	h.t.Helper()
	h.must(h.talks.Carry(h.t.Context(), round, "wang", carried(n, from)))
	return carried(n, from).ID
}

// hears fails unless this, with its speakers, is what was carried over from a talk
// and what comes out of the round in the end.
func (h *house) hears(round flows.RoundID, from flows.TalkID, speakers ...string) {
	h.t.Helper()
	theirs, err := h.talks.Carried(h.t.Context(), round, from, "li")
	h.must(err)
	h.close(round)
	all, err := h.talks.Opinions(h.t.Context(), round)
	h.must(err)
	if noted := h.talk(round, from).Carried; len(theirs) != len(speakers) || len(all) != len(speakers) || len(noted) != len(speakers) {
		h.t.Fatalf("its sides see %d, the organizer %d, its record %d, want %d", len(theirs), len(all), len(noted), len(speakers))
	}
	for i, want := range speakers {
		if theirs[i].Speaker != want || theirs[i].Text != "布置多检查少" {
			h.t.Errorf("%+v, want %q", theirs[i], want)
		}
	}
}

func TestWhatWasCarriedOverIsReadOnceTheRoundHasClosed(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		round := h.open(team).ID
		id := h.logs(round, 1)
		for range 2 { // an update may come again
			h.carry(round, 1, id)
		}
		_, err := h.talks.Opinions(t.Context(), round)
		wantKey(t, err, "round.not_closed")
		_, err = h.talks.Carried(t.Context(), round, id, "zhao")
		wantKey(t, err, "talk.not_yours")
		if r := h.talk(round, id); len(r.Carried) != 1 || r.Carried[0] != carried(1, id).ID {
			t.Errorf("carried: %v", r.Carried)
		}
		h.hears(round, id, "")
		h.must(second(h.rounds.Destroy(t.Context(), round)))
		_, err = h.talks.Opinions(t.Context(), round)
		wantKey(t, err, "round.not_closed")
	})
}

// k keeps from being guessed who wrote anonymously. Who talked is known.
func TestKDoesNotCountForTalks(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID // nobody takes part
	id := h.logs(round, 1)
	h.carry(round, 1, id)
	h.hears(round, id, "")
	h.listed(round, "多到窗口看看")
}

func TestTheSpeakersNameIsTheSpeakersToPut(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	named := carried(2, id)
	named.Speaker = "李红"
	h.must(h.talks.Carry(t.Context(), round, "wang", named)) // who carries it over does not say who spoke
	one, two := h.carry(round, 1, id), named.ID
	for _, named := range []bool{true, false, true, true} {
		h.must(h.talks.Sign(t.Context(), round, id, "li", one, named))
	}
	h.must(h.talks.Sign(t.Context(), round, id, "li", two, false))
	wantKey(t, h.talks.Sign(t.Context(), round, id, "wang", two, true), "talk.not_yours")
	ofTeam := carried(3, id)
	ofTeam.Subject = flows.TeamSubject
	h.must(h.talks.Carry(t.Context(), round, "wang", ofTeam))
	wantKey(t, h.talks.Sign(t.Context(), round, id, "wang", ofTeam.ID, true), "talk.not_yours") // who logged it did not say it
	h.must(h.talks.Uncarry(t.Context(), round, id, "wang", ofTeam.ID))
	wantKey(t, h.talks.Sign(t.Context(), round, id, "zhao", two, true), "talk.not_yours")
	wantKey(t, h.talks.Sign(t.Context(), round, id, "li", "0123", true), "talk.unknown")
	wantKey(t, h.talks.Sign(t.Context(), round, h.logs(round, 2), "li", one, true), "talk.unknown") // of another talk
	h.must(h.talks.Carry(t.Context(), round, "wang", carried(1, id)))                               // once more: it stays signed
	h.hears(round, id, "", "李红")
}

func TestWhatWasCarriedOverIsTakenBack(t *testing.T) {
	for _, c := range []struct {
		name   string
		signed bool
		by     flows.SubjectID
		want   string
	}{
		{"by who carried it over", false, "wang", ""},
		{"by who said it", false, "li", ""},
		{"by who signed it", true, "li", ""},
		{"signed, by who carried it over", true, "wang", "talk.not_yours"},
		{"by somebody else", false, "zhao", "talk.not_yours"},
	} {
		t.Run(c.name, func(t *testing.T) {
			h := newHouse(t)
			round := h.open(team).ID
			id := h.logs(round, 1)
			one := h.carry(round, 1, id)
			h.must(h.talks.Sign(t.Context(), round, id, "li", one, c.signed))
			if c.want != "" {
				wantKey(t, h.talks.Uncarry(t.Context(), round, id, c.by, one), c.want)
				return
			}
			for range 2 {
				h.must(h.talks.Uncarry(t.Context(), round, id, c.by, one))
			}
			wantKey(t, h.talks.Carry(t.Context(), round, "wang", carried(1, id)), "talk.taken") // it does not come back
			h.hears(round, id)
		})
	}
}

// Who takes the log of a talk back takes back all that hangs on it.
func TestWhatWasCarriedOverGoesWithItsTalk(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		round := h.open(team).ID
		id, other := h.logs(round, 1), h.logs(round, 2)
		h.carry(round, 1, id)
		h.carry(round, 2, id)
		h.carry(round, 3, other)
		h.must(h.talks.Withdraw(t.Context(), round, id, "wang"))
		wantKey(t, h.talks.Carry(t.Context(), round, "wang", carried(4, id)), "talk.withdrawn")
		h.hears(round, other, "")
	})
}

// Nothing is signed by who did not say it, or tells of words that the log has no more.
func TestWhatWasCarriedOverWhenItsLogIsChanged(t *testing.T) {
	onBoth(t, func(t *testing.T, h *house) {
		round := h.open(team).ID
		id := h.logs(round, 1)
		h.must(h.talks.Sign(t.Context(), round, id, "li", h.carry(round, 1, id), true))
		other := carried(2, id)
		other.Text = "另外的一句话"
		h.must(h.talks.Carry(t.Context(), round, "wang", other))
		talk := h.talk(round, id).Talk
		talk.Received = "布置多检查少"
		for range 2 {
			h.must(h.talks.Edit(t.Context(), round, id, talk))
		}
		wantKey(t, h.talks.Carry(t.Context(), round, "wang", other), "talk.carry.words.other")
		if all, err := h.talks.Carried(t.Context(), round, id, "li"); err != nil || len(all) != 1 || all[0].Speaker != "李红" {
			t.Errorf("left are %+v, %v", all, err)
		}
		talk.With = append(talk.With, flows.Counterpart{Member: "zhao"})
		h.must(h.talks.Edit(t.Context(), round, id, talk))
		h.hears(round, id, "")
	})
}

func TestWhatCannotBeCarriedOver(t *testing.T) {
	h := newHouse(t)
	round := h.open(team).ID
	id := h.logs(round, 1)
	third := carried(1, id)
	third.Subject = "zhao"
	wantKey(t, h.talks.Carry(t.Context(), round, "wang", third), "opinion.bad_subject")
	wantKey(t, h.talks.Carry(t.Context(), round, "zhao", carried(1, id)), "talk.not_yours")
	wantKey(t, h.talks.Carry(t.Context(), round, "wang", carried(1, talkID(9))), "talk.unknown")
	h.carry(round, 1, id)
	another := carried(1, id)
	another.Text = "另外的一句话"
	wantKey(t, h.talks.Carry(t.Context(), round, "wang", another), "talk.taken")
	h.hears(round, id, "")
}
