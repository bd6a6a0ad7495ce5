package opinion

import (
	"strconv"
	"time"

	"soundings/flows/dialogue"
)

// Strikes are the codes that led nowhere and came from one seat: receipts that
// nobody was given, tickets that let nobody in. Guessing a receipt is hopeless
// anyway, but whoever has a list of tickets could ask of each whether it was
// used, and so count who takes part (promise 3); strikes slow that down. The
// session keeps them, so they hold in every process, and end with it. What is
// right takes none back: whoever has one right code could guess on for ever.
type Strikes struct {
	Count int
	Until time.Time // nothing is looked up before
}

// patience is how many strikes have no consequence: up to there not even a time
// is kept.
const patience = 9

const longestWait = time.Hour

// StrikesOf are the strikes of a session.
func StrikesOf(s dialogue.Session) Strikes {
	var k Strikes
	k.Count, _ = strconv.Atoi(s.Fact("", FactMissed))
	if until, err := strconv.ParseInt(s.Fact("", FactWait), 10, 64); err == nil {
		k.Until = time.Unix(until, 0)
	}
	return k
}

// one is what is to be remembered if the receipt sent now is wrong as well.
func (k Strikes) one(now time.Time) []dialogue.Fact {
	facts := []dialogue.Fact{{Name: FactMissed, Value: strconv.Itoa(k.Count + 1)}}
	if wait := waitAfter(k.Count + 1); wait > 0 {
		facts = append(facts, dialogue.Fact{Name: FactWait, Value: strconv.FormatInt(now.Add(wait).Unix(), 10)})
	}
	return facts
}

// waitAfter is a minute at the tenth strike and doubles with each further one.
func waitAfter(strikes int) time.Duration {
	if strikes <= patience {
		return 0
	}
	wait := time.Minute
	for n := patience + 1; n < strikes && wait < longestWait; n++ {
		wait *= 2
	}
	return min(wait, longestWait)
}

// minutes are how long nothing is looked up from now on, rounded up.
func (k Strikes) minutes(now time.Time) int {
	left := k.Until.Sub(now)
	return int(max(0, left+time.Minute-1) / time.Minute)
}

// check says why a code is not looked up: this seat has to wait, or it is none.
func (k Strikes) check(now time.Time, form func(string) dialogue.Text) func(string) dialogue.Text {
	return func(typed string) dialogue.Text {
		if wait := k.wait(now); !wait.Zero() {
			return wait
		}
		return form(typed)
	}
}

// wait says that this seat has to wait, if it has.
func (k Strikes) wait(now time.Time) dialogue.Text {
	if n := k.minutes(now); n > 0 {
		return dialogue.Say("code.wait", "minutes", n)
	}
	return dialogue.Text{}
}

// Arrive leads through the door with a start payload, or says to wait.
func (k Strikes) Arrive(payload string, now time.Time) dialogue.Move {
	home := dialogue.Move{Enter: dialogue.Ref{Flow: HomeName}}
	if payload == "" {
		return home
	}
	if home.Notice = k.wait(now); home.Notice.Zero() {
		home.Effect, home.Payload, home.Missed = EffectArrive, payload, k.one(now)
	}
	return home
}
