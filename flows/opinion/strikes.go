package opinion

import (
	"strconv"
	"time"

	"soundings/flows/dialogue"
)

// Strikes are the wrong receipts that came from one seat. Guessing one is
// hopeless anyway; they slow down whoever tries. The session keeps them, so
// they hold in every process, and end with it. A right receipt takes none back:
// whoever has one could guess on for ever.
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
