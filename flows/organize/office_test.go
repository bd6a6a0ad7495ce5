package organize_test

import (
	"context"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"filippo.io/age"

	"soundings/flows"
	"soundings/flows/organize"
)

// lastMinute is a round of five. Just before the read that is counted down to,
// somebody comes in, writes, and it closes.
type lastMinute struct {
	organize.Rounds
	organize.Issuer
	round  flows.Round
	people int
	before int
}

func (l *lastMinute) read() {
	if l.before--; l.before == 0 {
		l.people, l.round.State = l.people+1, flows.Closed
	}
}

func (l *lastMinute) Round(context.Context, flows.RoundID) (flows.Round, error) {
	l.read()
	return l.round, nil
}

func (l *lastMinute) Counts(context.Context, flows.RoundID) (issued, participants, nothing int, err error) {
	l.read()
	return 9, l.people, 0, nil
}

func (l *lastMinute) All(context.Context, flows.RoundID, age.Identity) ([]flows.StoredOpinion, error) {
	l.read()
	said := flows.Opinion{Subject: flows.TeamSubject, Kind: flows.Problem, Text: "窗口办事要跑三趟"}
	return slices.Repeat([]flows.StoredOpinion{{Opinion: said}}, l.people), nil // one each
}

func (l *lastMinute) ID(flows.Receipt) flows.StoredID { return "" }

func (l *lastMinute) Change(_ context.Context, _ flows.RoundID, step func(flows.Round) (flows.Round, error), _ ...flows.Act) (flows.Round, error) {
	l.read()
	return step(l.round)
}

func TestWhoWroteInTheLastMinuteIsCounted(t *testing.T) {
	for before, says := range map[int]string{1: "", 2: "round.not_closed", 3: "round.not_closed"} {
		l := &lastMinute{round: flows.Round{K: 5, State: flows.Opened}, people: 5, before: before}
		office := organize.Office{Rounds: l, Tickets: l, Opinions: l, Results: &cabinet{}, Random: rand.NewChaCha8([32]byte{}), Now: time.Now}
		got, err := office.Release(t.Context(), "r", nil)
		if (err != nil) != (says != "") || err != nil && flows.KeyOf(err) != says || len(got.Model.Opinions) != got.Model.Counts.Participants {
			t.Errorf("closed before read %d: %d opinions of %d people, %v", before, len(got.Model.Opinions), got.Model.Counts.Participants, err)
		}
	}
}
