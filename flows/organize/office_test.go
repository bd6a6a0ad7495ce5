package organize_test

import (
	"context"
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

func (l *lastMinute) All(context.Context, flows.RoundID, age.Identity) ([]flows.Opinion, error) {
	l.read()
	return slices.Repeat([]flows.Opinion{{}}, l.people), nil // one each
}

func (l *lastMinute) Change(_ context.Context, _ flows.RoundID, step func(flows.Round) (flows.Round, error)) (flows.Round, error) {
	l.read()
	return step(l.round)
}

func TestWhoWroteInTheLastMinuteIsCounted(t *testing.T) {
	for before, says := range map[int]string{1: "", 2: "round.not_closed", 3: "round.not_closed"} {
		l := &lastMinute{round: flows.Round{K: 5, State: flows.Opened}, people: 5, before: before}
		in, err := organize.Office{Rounds: l, Tickets: l, Opinions: l, Now: time.Now}.Release(t.Context(), "r", nil)
		if (err != nil) != (says != "") || err != nil && flows.KeyOf(err) != says || len(in.Opinions) != in.Participants {
			t.Errorf("closed before read %d: %d opinions of %d people, %v", before, len(in.Opinions), in.Participants, err)
		}
	}
}
